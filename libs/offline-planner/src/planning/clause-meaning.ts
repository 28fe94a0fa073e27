import type { NodeLabel } from '@codexgraph/graph-model';
import { UNBOUNDED_STEPS, type Condition, type Relation, type SymbolSet, type Traversal } from '@codexgraph/cypher-agent';
import type { Clause, Reading, SpokenRelation } from '../grammar/reading.js';
import type { Reference } from '../grammar/reference.js';
import type { SymbolEntry } from '../names/symbol-entry.js';
import { preferredEntries, symbolsSet, type Preference } from './resolve-reference.js';

const CALLABLE: Preference = [['FUNCTION', 'METHOD'], ['CLASS'], ['GLOBAL_VARIABLE', 'FIELD'], ['MODULE', 'PACKAGE'], ['TYPE']];
const CALLING: Preference = [['FUNCTION', 'METHOD'], ['CLASS'], ['MODULE', 'PACKAGE'], ['GLOBAL_VARIABLE', 'FIELD']];

const PREFERENCES: Readonly<Record<SpokenRelation, Readonly<Record<'in' | 'out', Preference>>>> = {
  calls: { in: CALLABLE, out: CALLING },
  uses: { in: [['FIELD', 'GLOBAL_VARIABLE'], ['FUNCTION', 'METHOD'], ['CLASS'], ['TYPE'], ['MODULE']], out: CALLING },
  creates: { in: [['CLASS'], ['FUNCTION', 'METHOD']], out: CALLING },
  inherits: { in: [['CLASS'], ['TYPE']], out: [['CLASS'], ['TYPE']] },
  overrides: { in: [['METHOD'], ['FUNCTION', 'CLASS']], out: [['METHOD'], ['FUNCTION', 'CLASS']] },
  imports: { in: [['MODULE'], ['PACKAGE'], ['CLASS', 'FUNCTION', 'GLOBAL_VARIABLE', 'TYPE']], out: [['MODULE'], ['PACKAGE']] },
  depends: {
    in: [['MODULE'], ['PACKAGE'], ['FUNCTION', 'METHOD'], ['CLASS'], ['FIELD', 'GLOBAL_VARIABLE']],
    out: [['MODULE'], ['PACKAGE'], ['FUNCTION', 'METHOD'], ['CLASS']],
  },
  impact: { in: CALLABLE, out: CALLING },
  covers: { in: CALLABLE, out: CALLING },
  has: { in: CALLABLE, out: CALLING },
};

/** What a clause gets from the rest of the reading. */
export interface ClauseContext {
  readonly steps: Reading['steps'];
  /** Symbols that stand for a pronoun, or for nothing said. */
  readonly pronoun: readonly Reference[];
}

/** The symbols of the known side of a clause: one group a reference. */
export function knownSides(
  clause: Clause,
  { pronoun }: Pick<ClauseContext, 'pronoun'>,
): readonly { readonly reference: Reference; readonly entries: readonly SymbolEntry[] }[] {
  const references = clause.references.length > 0 ? clause.references : pronoun;
  return references.map((reference) => ({ reference, entries: entriesFor(clause, reference) }));
}

/** Entries of a reference as the known side of a clause. */
export function entriesFor(
  { relation, direction }: Pick<Clause, 'relation' | 'direction'>,
  reference: Reference,
): readonly SymbolEntry[] {
  return preferredEntries(reference, PREFERENCES[relation][direction]);
}

/** The set that a clause describes by one of its names: "callers of X". */
export function clauseSet(
  clause: Clause,
  entries: readonly SymbolEntry[],
  { title, steps }: { readonly title: string; readonly steps: Reading['steps'] },
): SymbolSet {
  const known = symbolsSet(entries, title);
  const traversals = traversalsOf(clause, entries, steps);
  const sets = traversals.map((by): SymbolSet => ({ kind: 'related', by, of: startOf(by, entries, known) }));
  return sets.length === 1 && sets[0] !== undefined ? sets[0] : { kind: 'union', sets };
}

/** The same as a condition on symbols that something else gives. */
export function clauseCondition(
  clause: Clause,
  entries: readonly SymbolEntry[],
  { title, steps }: { readonly title: string; readonly steps: Reading['steps'] },
): Condition {
  const to = symbolsSet(entries, title);
  const conditions = traversalsOf(clause, entries, steps).map((by): Condition => ({
    is: 'related',
    by: { ...by, direction: by.direction === 'in' ? 'out' : 'in' },
    to: startOf(by, entries, to),
  }));
  return conditions.length === 1 && conditions[0] !== undefined ? conditions[0] : { is: 'any', conditions };
}

/** A file or a class stands for what is in it where only code can be the other end. */
function startOf(by: Traversal, entries: readonly SymbolEntry[], known: SymbolSet): SymbolSet {
  const first = entries[0]?.label;
  if (by.relation === 'imports' || first === undefined) return known;
  if (first === 'MODULE' || first === 'PACKAGE') {
    const inside: SymbolSet = {
      kind: 'filtered',
      of: { kind: 'selection', labels: ['FUNCTION', 'METHOD', 'CLASS', 'MODULE'] },
      conditions: [{ is: 'placed', paths: pathsOf(entries) }],
    };
    return inside;
  }
  const codeEnd =
    (by.relation === 'calls' && by.direction === 'out') ||
    by.relation === 'overrides' ||
    (by.relation === 'uses' && by.direction === 'out');
  if (first === 'CLASS' && codeEnd)
    return { kind: 'related', by: { relation: 'has-method', direction: 'out', steps: 1 }, of: known };
  return known;
}

/** Paths of files, and of folders with `/` at the end. */
export function pathsOf(entries: readonly SymbolEntry[]): string[] {
  return [...new Set(entries.map((entry) => (entry.label === 'PACKAGE' ? `${entry.filePath}/` : entry.filePath)))].sort();
}

/** How a clause is walked. */
function traversalsOf(
  { relation, direction }: Pick<Clause, 'relation' | 'direction'>,
  entries: readonly SymbolEntry[],
  said: Reading['steps'],
): readonly Traversal[] {
  const steps = said === 'all' ? UNBOUNDED_STEPS : (said ?? 1);
  const label = entries[0]?.label;
  switch (relation) {
    case 'uses':
      return usesTraversals(label, direction, steps);
    case 'depends':
    case 'impact':
      return dependsTraversals(relation, { label, direction, steps, said });
    case 'covers':
      return [{ relation: 'calls', direction, steps }];
    case 'imports':
      return [{ relation: 'imports', direction, steps: 1 }];
    case 'calls':
      return label === 'GLOBAL_VARIABLE' || label === 'FIELD'
        ? usesTraversals(label, direction, steps)
        : [{ relation, direction, steps }];
    case 'has':
      return [{ relation: 'has-method', direction, steps: 1 }];
    default:
      return [{ relation, direction, steps }];
  }
}

/** "uses" of a variable are uses, of a function calls, of a class all of it. */
function usesTraversals(label: NodeLabel | undefined, direction: 'in' | 'out', steps: number): readonly Traversal[] {
  if (label === 'MODULE' || label === 'PACKAGE') return [{ relation: 'imports', direction, steps: 1 }];
  if (direction === 'out') return [{ relation: 'calls', direction, steps }];
  if (label === 'FUNCTION' || label === 'METHOD') return [{ relation: 'calls', direction, steps }];
  if (label === 'CLASS')
    return (['creates', 'references'] as const).map((relation): Traversal => ({ relation, direction, steps: 1 }));
  if (label === 'TYPE') return [{ relation: 'references', direction, steps: 1 }];
  return [{ relation: 'uses', direction, steps: 1 }];
}

interface Depending {
  readonly label: NodeLabel | undefined;
  readonly direction: 'in' | 'out';
  readonly steps: number;
  readonly said: Reading['steps'];
}

/** What depends on a file imports it; what depends on a function calls it, however far, or overrides it. */
function dependsTraversals(relation: 'depends' | 'impact', { label, direction, steps, said }: Depending): readonly Traversal[] {
  if (label === 'MODULE' || label === 'PACKAGE') return [{ relation: 'imports', direction, steps: 1 }];
  if (direction === 'out') return [{ relation: 'calls', direction, steps }];
  const far = said === undefined || said === 'all' ? UNBOUNDED_STEPS : steps;
  if (relation === 'depends' && said === 1) return [{ relation: 'calls', direction, steps: 1 }];
  if (label === 'FIELD' || label === 'GLOBAL_VARIABLE') return [{ relation: 'uses', direction, steps: 1 }];
  const calls: Traversal = { relation: 'calls', direction, steps: far };
  const more: Readonly<Partial<Record<NodeLabel, Relation>>> = { METHOD: 'overrides', CLASS: 'inherits' };
  const extra = label === undefined ? undefined : more[label];
  return extra === undefined ? [calls] : [calls, { relation: extra, direction, steps: UNBOUNDED_STEPS }];
}
