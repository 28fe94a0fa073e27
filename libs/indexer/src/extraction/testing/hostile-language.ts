import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Module text of a language over the Python grammar whose extractor does what words in the file tell it to. */
function languageModule(grammarPath: string, factsVersion: number): string {
  return `
const facts = (tree) => ({
  version: ${factsVersion}, language: 'hostile', lineCount: tree.lineCount, strings: ['', String(tree.count)], definitions: [], callables: [],
  scopes: new Int32Array(0), bindings: new Int32Array(0), imports: [], exports: [], members: new Int32Array(0), terms: new Int32Array(4),
  lists: new Int32Array(0), sites: new Int32Array(0), problems: tree.truncated ? [{ code: 'too_deep', startLine: 1, endLine: 1, message: '' }] : [],
});
const kept = [];
export const languages = [{
  id: 'hostile', family: 'hostile', extensions: ['.py'], interpreters: [], projectFiles: [], cleanDocstring: (raw) => raw,
  grammarPath: () => ${JSON.stringify(grammarPath)},
  createExtractor: () => (tree) => {
    if (tree.text.includes('EXIT')) process.exit(3);
    if (tree.text.includes('THROW')) throw new TypeError('as told');
    if (tree.text.includes('LOOP')) for (;;) ;
    if (tree.text.includes('MEMORY')) for (;;) kept.push(new Array(100000).fill(kept.length));
    return facts(tree);
  },
}];
`;
}

/** Writes a languages folder that holds the hostile language. */
export async function writeHostileLanguages(folder: string, factsVersion: number): Promise<void> {
  const grammar = fileURLToPath(import.meta.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'));
  await mkdir(join(folder, 'hostile'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'hostile', 'language.js'), languageModule(grammar, factsVersion));
}
