import type { NodeLabel } from '@codexgraph/graph-model';
import type { SymbolSet } from '@codexgraph/cypher-agent';
import type { Reference } from '../grammar/reference.js';
import type { SymbolEntry } from '../names/symbol-entry.js';
import type { KindConcept } from '../words/concepts.js';

/** Labels that a sort of symbol, as people say it, stands for. */
export const KIND_LABELS: Readonly<Record<KindConcept, readonly NodeLabel[]>> = {
  function: ['FUNCTION', 'METHOD'],
  method: ['METHOD', 'FUNCTION'],
  constructor: ['METHOD'],
  class: ['CLASS'],
  interface: ['CLASS'],
  type: ['TYPE', 'CLASS'],
  field: ['FIELD', 'GLOBAL_VARIABLE'],
  variable: ['GLOBAL_VARIABLE', 'FIELD'],
  file: ['MODULE'],
  package: ['PACKAGE', 'MODULE'],
  test: ['FUNCTION', 'METHOD', 'CLASS'],
  code: [],
  member: ['METHOD', 'FIELD'],
  repository: [],
};

/** Groups of labels in the order in which they are preferred; the first group that has an entry wins. */
export type Preference = readonly (readonly NodeLabel[])[];

/** Entries of a reference that fit the sort it is named with, and what is asked of it. */
export function preferredEntries(reference: Reference, preference: Preference): readonly SymbolEntry[] {
  const byKind = reference.kind === undefined ? [] : ofLabels(reference.entries, KIND_LABELS[reference.kind]);
  const fitting = byKind.length > 0 ? byKind : reference.entries;
  for (const labels of preference) {
    const found = ofLabels(fitting, labels);
    if (found.length > 0) return withoutShadows(found);
  }
  for (const labels of preference) {
    const found = ofLabels(reference.entries, labels);
    if (found.length > 0) return withoutShadows(found);
  }
  return fitting;
}

function ofLabels(entries: readonly SymbolEntry[], labels: readonly NodeLabel[]): readonly SymbolEntry[] {
  return entries.filter((entry) => labels.includes(entry.label));
}

/** A name without owner means the definition of a file before one that is inside a function. */
function withoutShadows(entries: readonly SymbolEntry[]): readonly SymbolEntry[] {
  const outer = entries.filter((entry) => entry.label !== 'FUNCTION' || !isNested(entry));
  return outer.length > 0 ? outer : entries;
}

/** Functions inside functions: the id's path has an owner that is no part of the name itself. */
function isNested(entry: SymbolEntry): boolean {
  const path = entry.id.slice(entry.id.lastIndexOf(':') + 1).replace(/~\d+$/, '');
  return (
    entry.label === 'FUNCTION' &&
    path.includes('.') &&
    path.endsWith(`.${entry.name}`) &&
    /[a-z]/.test(path) &&
    path.split('.').length > 2
  );
}

/** The set of these symbols, named as the question names them. */
export function symbolsSet(entries: readonly SymbolEntry[], title: string): SymbolSet {
  return { kind: 'symbols', ids: [...new Set(entries.map((entry) => entry.id))].sort(), title };
}
