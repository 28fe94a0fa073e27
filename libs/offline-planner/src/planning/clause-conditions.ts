import type { Condition, Relation, SymbolSet } from '@codexgraph/cypher-agent';
import type { Clause, Reading } from '../grammar/reading.js';
import type { Reference } from '../grammar/reference.js';
import { clauseCondition, entriesFor } from './clause-meaning.js';
import type { Subject } from './plan.js';
import { preferredEntries, type Preference } from './resolve-reference.js';

/** Symbols before variables before files, where the question does not say which. */
export const ANY_SYMBOL: Preference = [
  ['CLASS', 'FUNCTION', 'METHOD'],
  ['TYPE'],
  ['GLOBAL_VARIABLE', 'FIELD'],
  ['MODULE', 'PACKAGE'],
];

/** Are the answers of the clause code that runs, so that counts leave files and class bodies out? */
export function isAboutCode(clause: Clause | undefined): boolean {
  return clause !== undefined && ['calls', 'uses', 'creates', 'impact', 'covers'].includes(clause.relation);
}

/** "methods of C that are overridden": a clause without names says that there is something at its other end. */
export function bareCondition(clause: Clause, steps: Reading['steps']): Condition[] {
  const relation = BARE_RELATIONS[clause.relation];
  if (relation === undefined) return [];
  const by = {
    relation,
    direction: clause.direction === 'in' ? ('in' as const) : ('out' as const),
    steps: typeof steps === 'number' ? steps : 1,
  };
  const condition: Condition = { is: 'related', by };
  return [clause.negated ? { is: 'not', condition } : condition];
}

const BARE_RELATIONS: Readonly<Partial<Record<Clause['relation'], Relation>>> = {
  calls: 'calls',
  uses: 'uses',
  creates: 'creates',
  inherits: 'inherits',
  overrides: 'overrides',
  imports: 'imports',
};

/** What a clause asks of symbols that something else gives. */
export function clauseConditions(clause: Clause, steps: Reading['steps']): Condition[] {
  const conditions = clause.references.map((reference) =>
    clauseCondition(clause, entriesFor(clause, reference), { title: reference.text, steps }),
  );
  const joined: Condition[] = clause.join === 'any' && conditions.length > 1 ? [{ is: 'any', conditions }] : conditions;
  const said = clause.negated ? joined.map((condition): Condition => ({ is: 'not', condition })) : joined;
  return [...said, ...withoutConditions(clause, steps)];
}

/** "but not B". */
export function withoutConditions(clause: Clause, steps: Reading['steps']): Condition[] {
  return clause.without.map((reference): Condition => ({
    is: 'not',
    condition: clauseCondition(clause, entriesFor(clause, reference), { title: reference.text, steps }),
  }));
}

/** "callers of A and B" are those of either; "functions that call A and B" call both. */
export function isNounJoin(reading: Reading, clause: Clause): boolean {
  return reading.nounClauses.includes(clause);
}

/** Fields and variables that are used by these. */
export function variablesUsedBy(of: SymbolSet): SymbolSet {
  return { kind: 'related', by: { relation: 'uses', direction: 'out', steps: 1 }, of };
}

type UnusedRelation = 'calls' | 'creates' | 'inherits' | 'imports' | 'uses' | 'overrides';

/** Has nothing that calls, creates or uses it. */
export function unusedCondition(relation: UnusedRelation): Condition {
  return { is: 'not', condition: { is: 'related', by: { relation, direction: 'in', steps: 1 } } };
}

/** Which relation "unused" is about. */
export function unusedRelation(reading: Reading): UnusedRelation {
  const relation = reading.absent ?? reading.clauses[0]?.relation;
  if (relation === 'inherits' || relation === 'imports' || relation === 'overrides' || relation === 'creates') return relation;
  if (reading.heads.includes('file')) return 'imports';
  return reading.heads.some((kind) => kind === 'field' || kind === 'variable') ? 'uses' : 'calls';
}

/** Names with the symbols that they most likely stand for. */
export function subjectsOf(references: readonly Reference[]): Subject[] {
  return references.map((reference) => ({
    reference,
    entries: preferredEntries(reference, reference.isPath ? [['MODULE', 'PACKAGE'], ...ANY_SYMBOL] : ANY_SYMBOL),
  }));
}

/** Several names as one title. */
export function titleOf(references: readonly Reference[]): string {
  return references.map((reference) => reference.text).join(', ');
}
