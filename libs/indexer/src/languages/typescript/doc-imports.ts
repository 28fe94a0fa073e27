import type { ImportFact } from '../../facts/file-facts.js';
import type { Extraction } from './extraction.js';

/** Index of the import that `import('x')` in a comment is. It is an import for types alone: no edge is drawn for it. */
export function docImport(x: Extraction, specifier: string): number {
  const known = x.docImports.get(specifier);
  if (known !== undefined) return known;
  const fact: ImportFact = {
    specifier,
    level: 0,
    kind: 'doc',
    name: '',
    localName: '',
    binding: -1,
    scope: 0,
    line: 1,
    typeOnly: true,
    conditional: false,
    reexport: false,
  };
  const index = x.facts.imports.push(fact) - 1;
  x.docImports.set(specifier, index);
  return index;
}
