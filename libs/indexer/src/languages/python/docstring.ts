const STRING_LITERAL = /^[a-zA-Z]*("""|'''|"|')([\s\S]*?)(?:\1)?$/;

/** Text of a docstring literal without quotes and, below its first line, without the common indentation (PEP 257). */
export function cleanPythonDocstring(raw: string): string {
  const content = STRING_LITERAL.exec(raw.trim())?.[2] ?? raw;
  const [first = '', ...rest] = content.split(/\r\n|\r|\n/);
  let margin = Infinity;
  for (const line of rest) {
    const indent = line.search(/\S/);
    if (indent >= 0) margin = Math.min(margin, indent);
  }
  const cut = margin === Infinity ? 0 : margin;
  return [first.trim(), ...rest.map((line) => line.slice(cut).trimEnd())].join('\n').trim();
}
