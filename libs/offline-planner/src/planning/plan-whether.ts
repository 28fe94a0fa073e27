import type { NodeLabel } from '@codexgraph/graph-model';
import type { Condition, SymbolSet } from '@codexgraph/cypher-agent';
import type { Clause, Reading } from '../grammar/reading.js';
import { classesOf, placesOf, shortName, type Reference } from '../grammar/reference.js';
import { clauseCondition, clauseSet, entriesFor, knownSides, pathsOf } from './clause-meaning.js';
import { attributeConditions, filtered } from './head-conditions.js';
import type { Planned, Subject } from './plan.js';
import { KIND_LABELS, preferredEntries, symbolsSet } from './resolve-reference.js';

interface WhetherContext {
  readonly pronoun: readonly Reference[];
  readonly previous: SymbolSet | undefined;
}

/** A yes-or-no question about names that it gives. Undefined when it is about a set ("do any of those ..."). */
export function planWhether(reading: Reading, context: WhetherContext): Planned | undefined {
  const clause = reading.clauses.find((candidate) => candidate.references.length > 0 || candidate.isElliptic);
  if (clause !== undefined) return aboutRelation(reading, clause, context);
  if (reading.scope.length >= 2) return aboutMember(reading);
  return aboutSymbol(reading, context);
}

/** "does A call B", "is A a subclass of B", "is A called in f.py". */
function aboutRelation(reading: Reading, clause: Clause, { pronoun }: WhetherContext): Planned | undefined {
  const known = knownSides(clause, { pronoun });
  const others = clause.others.length > 0 ? clause.others : otherSide(reading, clause, pronoun);
  const firstKnown = known[0];
  if (firstKnown === undefined || others.length === 0) return undefined;
  const steps = relationSteps(reading, clause);
  const condition: Condition = {
    is: 'all',
    conditions: known.map((side) => clauseCondition(clause, side.entries, { title: side.reference.text, steps })),
  };
  const otherClause: Clause = { ...clause, direction: clause.direction === 'in' ? 'out' : 'in' };
  const subjects: Subject[] = [
    ...others.map((reference) => ({ reference, entries: entriesFor(otherClause, reference) })),
    ...known,
  ];
  const of = others.map((reference) => restricted(clause, reference, { condition, otherClause, known: firstKnown, steps }));
  const set: SymbolSet = of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'union', sets: of };
  return { kind: 'query', question: { ask: 'exists', of: set }, subjects, reading, answers: set };
}

interface Restriction {
  readonly condition: Condition;
  readonly otherClause: Clause;
  readonly known: Subject;
  readonly steps: Reading['steps'];
}

/** The other side when it is a symbol; what is in it when it is a file or class and only code can be meant. */
function restricted(clause: Clause, reference: Reference, { condition, otherClause, known, steps }: Restriction): SymbolSet {
  const entries = entriesFor(otherClause, reference);
  const isPlace = entries.every((entry) => entry.label === 'MODULE' || entry.label === 'PACKAGE');
  if (clause.relation !== 'imports' && clause.relation !== 'depends' && isPlace) {
    const set = clauseSet(clause, known.entries, { title: known.reference.text, steps });
    return filtered(set, [{ is: 'placed', paths: pathsOf(entries) }]);
  }
  const isClassOfCode =
    ['calls', 'uses', 'creates', 'overrides'].includes(clause.relation) &&
    clause.direction === 'in' &&
    entries.every((entry) => entry.label === 'CLASS');
  const self = symbolsSet(entries, reference.text);
  const base: SymbolSet = isClassOfCode
    ? { kind: 'related', by: { relation: 'has-method', direction: 'out', steps: 1 }, of: self }
    : self;
  return filtered(base, [condition]);
}

/** Names that the clause did not take: "Is `new` called in `f.py`", "A 是 B 的子类吗". */
function otherSide(reading: Reading, clause: Clause, pronoun: readonly Reference[]): readonly Reference[] {
  if (reading.scope.length > 0) return reading.scope.slice(0, 1);
  return clause.references.length > 0 && reading.follows === 'it' ? pronoun : [];
}

/** Inheritance is asked for at any distance; calls only where the question says so. */
function relationSteps(reading: Reading, clause: Clause): Reading['steps'] {
  if (reading.steps !== undefined) return reading.steps;
  return clause.relation === 'inherits' ? 'all' : 1;
}

/** "does class A declare a method b", "is b a method of A", "A 里有没有 b 方法". */
function aboutMember(reading: Reading): Planned | undefined {
  const holders = reading.scope.filter((reference) => classesOf(reference).length > 0 || placesOf(reference).length > 0);
  const holder =
    holders.find((reference) => reference.kind !== 'method' && reference.kind !== 'field' && reference.kind !== 'function') ??
    holders[0];
  if (holder === undefined) {
    const missing = reading.scope.find((reference) => reference.entries.length === 0);
    return missing === undefined ? undefined : { kind: 'missing', reference: missing, reading };
  }
  const members = reading.scope.filter((reference) => reference !== holder);
  const names = members.map((reference) => shortName(reference.text));
  const places = placesOf(holder);
  const classes = classesOf(holder);
  const subjects: Subject[] = [{ reference: holder, entries: classes.length > 0 ? classes : places }];
  const of = symbolsSet(classes.length > 0 ? classes : places, holder.text);
  const kinds = [...reading.heads, ...members.flatMap((reference) => reference.kind ?? [])];
  const labels = [...new Set(kinds.flatMap((kind) => KIND_LABELS[kind]))];
  const inside: SymbolSet =
    classes.length > 0
      ? {
          kind: 'union',
          sets: holdingRelations(labels).map((relation): SymbolSet => ({
            kind: 'related',
            by: { relation, direction: 'out', steps: 1 },
            of,
          })),
        }
      : {
          kind: 'filtered',
          of: { kind: 'selection', labels: ['CLASS', 'FUNCTION', 'METHOD', 'FIELD', 'GLOBAL_VARIABLE', 'TYPE'] },
          conditions: [{ is: 'placed', paths: pathsOf(places) }],
        };
  const set = filtered(inside, [{ is: 'named', names }, ...(labels.length > 0 ? [{ is: 'kind', labels } as const] : [])]);
  return { kind: 'query', question: { ask: 'exists', of: set }, subjects, reading, answers: set };
}

/** Ways in which a class holds members of these labels; all of them when none are said. */
function holdingRelations(labels: readonly NodeLabel[]): readonly ('has-method' | 'has-field' | 'defines')[] {
  const relations = (
    [
      ['has-method', 'METHOD'],
      ['has-field', 'FIELD'],
      ['defines', 'CLASS'],
    ] as const
  ).filter(([, label]) => labels.length === 0 || labels.includes(label));
  return relations.length === 0 ? ['has-method', 'has-field', 'defines'] : relations.map(([relation]) => relation);
}

/** "is X a method": its sort is what is asked. */
function sortConditions({ heads }: Reading): Condition[] {
  const labels = [...new Set(heads.filter((kind) => kind !== 'code').flatMap((kind) => KIND_LABELS[kind]))];
  return labels.length === 0 ? [] : [{ is: 'kind', labels }];
}

/** "is X async", "is X called by anyone", "does X exist", "is X a test". */
function aboutSymbol(reading: Reading, { pronoun }: WhetherContext): Planned | undefined {
  const reference = reading.scope[0] ?? (reading.follows === 'it' ? pronoun[0] : undefined);
  if (reference === undefined) return undefined;
  const entries = preferredEntries(reference, [
    ['FUNCTION', 'METHOD', 'CLASS'],
    ['TYPE', 'GLOBAL_VARIABLE', 'FIELD'],
    ['MODULE', 'PACKAGE'],
  ]);
  const members = reading.heads.filter((kind) => ['method', 'field', 'member'].includes(kind));
  if (members.length > 0 && classesOf(reference).length > 0) return undefined;
  const unused: Condition[] = reading.isUnused
    ? [{ is: 'not', condition: { is: 'related', by: { relation: 'calls', direction: 'in', steps: 1 } } }]
    : [];
  const set = filtered(symbolsSet(entries, reference.text), [
    ...attributeConditions(reading),
    ...unused,
    ...sortConditions(reading),
  ]);
  return { kind: 'query', question: { ask: 'exists', of: set }, subjects: [{ reference, entries }], reading, answers: set };
}
