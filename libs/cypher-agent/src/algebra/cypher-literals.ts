const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A string as a Cypher literal in single quotes; control characters become `\uXXXX`. */
export function cypherString(value: string): string {
  let text = "'";
  for (const character of value) {
    const escaped = ESCAPES[character];
    if (escaped !== undefined) text += escaped;
    else if (character < ' ') text += `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    else text += character;
  }
  return `${text}'`;
}

/** A list of strings as a Cypher literal. */
export function cypherStringList(values: readonly string[]): string {
  return `[${values.map(cypherString).join(', ')}]`;
}
