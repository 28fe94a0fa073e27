import { extractFile } from '../../../extraction/file-extractor.js';
import { printFacts, type FactsPart } from '../../../facts/testing/print-facts.js';
import { languages } from '../language.js';

/** Facts of a TypeScript or JavaScript text, as text: what `parts` names, without the line of the module itself. */
export async function scriptFacts(fileName: string, text: string, ...parts: FactsPart[]): Promise<string> {
  const extension = fileName.slice(fileName.lastIndexOf('.'));
  const language = languages.find((candidate) => candidate.extensions.includes(extension));
  if (language === undefined) return '';
  const printed = printFacts(await extractFile(language, unindent(text)), parts);
  return printed.replace(/^1(?:-\d+)?: MODULE.*\n?/, '');
}

/** Text of a template literal without its first line break and its indentation. */
function unindent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return `${lines
    .map((line) => line.slice(margin))
    .join('\n')
    .trimEnd()}\n`;
}
