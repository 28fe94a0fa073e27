import type { NodeLabel } from '@codexgraph/graph-model';
import type { Condition, SymbolSet } from '@codexgraph/cypher-agent';
import type { Reading } from '../grammar/reading.js';
import { placesOf, type Reference } from '../grammar/reference.js';
import { pathsOf } from './clause-meaning.js';
import { measureOf } from './measure-of.js';
import { symbolsSet } from './resolve-reference.js';

const TESTS: SymbolSet = {
  kind: 'filtered',
  of: { kind: 'selection', labels: ['FUNCTION', 'METHOD'] },
  conditions: [{ is: 'attribute', attribute: 'test' }],
};
const UNTESTED: readonly Condition[] = [
  { is: 'not', condition: { is: 'related', by: { relation: 'calls', direction: 'in', steps: 1 }, to: TESTS } },
  { is: 'not', condition: { is: 'attribute', attribute: 'test' } },
];

/** Conditions that attributes of a reading put on answers: "async", "not tests". */
export function attributeConditions(reading: Reading): Condition[] {
  const attributes = reading.attributes.map(({ attribute, negated }): Condition => {
    const condition: Condition = { is: 'attribute', attribute };
    return negated ? { is: 'not', condition } : condition;
  });
  const said = [...attributes, ...reading.texts.map(textCondition), ...reading.decorators.map(decoratorCondition)];
  const compared = [...reading.comparisons.flatMap(comparedCondition), ...kindCondition(reading)];
  return [...said, ...compared, ...(reading.isUntested ? UNTESTED : [])];
}

/** "interfaces", "enums": sorts of classes. */
function kindCondition({ classKinds, clauses }: Reading): Condition[] {
  return classKinds.length === 0 || clauses.length > 0 ? [] : [{ is: 'kind', labels: ['CLASS'], kinds: classKinds }];
}

function textCondition({ texts, place, negated }: Reading['texts'][number]): Condition {
  const conditions = texts.map((text): Condition => ({ is: 'containing', text, place }));
  return denied(conditions.length === 1 && conditions[0] !== undefined ? conditions[0] : { is: 'any', conditions }, negated);
}

function decoratorCondition({ names, negated }: Reading['decorators'][number]): Condition {
  return denied(names.length === 0 ? { is: 'attribute', attribute: 'decorated' } : { is: 'decorated', names }, negated);
}

function denied(condition: Condition, negated: boolean): Condition {
  return negated ? { is: 'not', condition } : condition;
}

/** Numbers of parameters are left to the signatures. */
function comparedCondition({ measure, comparison, amount }: Reading['comparisons'][number]): Condition[] {
  return measure === 'parameters' ? [] : [{ is: 'compared', measure: measureOf(measure), comparison, amount }];
}

/** "besides X": X itself. */
function selfCondition(reference: Reference): Condition[] {
  return reference.entries.length === 0 ? [] : [{ is: 'member-of', set: symbolsSet(reference.entries, reference.text) }];
}

/** Conditions that places and owners put on answers. */
export function scopeConditions(
  scope: readonly Reference[],
  { outside, heads }: Pick<Reading, 'outside' | 'heads'>,
): Condition[] {
  const inside = scope.flatMap((reference) => scopeCondition(reference, heads) ?? []);
  const left = outside
    .flatMap((reference) => scopeCondition(reference, heads) ?? selfCondition(reference))
    .map((condition): Condition => ({ is: 'not', condition }));
  return [...inside, ...left];
}

function scopeCondition(reference: Reference, heads: Reading['heads'] = []): Condition | undefined {
  const places = placesOf(reference);
  if (places.length > 0) return { is: 'placed', paths: pathsOf(places) };
  const owners = reference.entries.filter((entry) => entry.label === 'CLASS');
  if (owners.length === 0) return undefined;
  const of = symbolsSet(owners, reference.text);
  const relation = heads.includes('field') ? 'has-field' : 'has-method';
  return { is: 'member-of', set: { kind: 'related', by: { relation, direction: 'out', steps: 1 }, of } };
}

/** The set with its conditions; the set itself when there are none. */
export function filtered(of: SymbolSet, conditions: readonly Condition[]): SymbolSet {
  return conditions.length === 0 ? of : { kind: 'filtered', of, conditions };
}

/** Labels of a selection by the nouns of the question. */
export function selectionLabels(reading: Reading): readonly NodeLabel[] {
  const labels = new Set<NodeLabel>();
  for (const head of reading.heads) for (const label of SELECTION[head] ?? []) labels.add(label);
  return labels.size > 0 ? [...labels] : ['FUNCTION', 'METHOD'];
}

const SELECTION: Readonly<Partial<Record<Reading['heads'][number], readonly NodeLabel[]>>> = {
  function: ['FUNCTION', 'METHOD'],
  method: ['METHOD'],
  constructor: ['METHOD'],
  class: ['CLASS'],
  interface: ['CLASS'],
  type: ['CLASS', 'TYPE'],
  field: ['FIELD'],
  variable: ['GLOBAL_VARIABLE'],
  file: ['MODULE'],
  package: ['PACKAGE'],
  member: ['METHOD', 'FIELD'],
};
