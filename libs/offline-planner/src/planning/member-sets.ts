import type { Condition, SymbolSet } from '@codexgraph/cypher-agent';
import type { Reading } from '../grammar/reading.js';
import { classesOf, placesOf, type Reference } from '../grammar/reference.js';
import type { KindConcept } from '../words/concepts.js';
import { pathsOf } from './clause-meaning.js';
import { symbolsSet } from './resolve-reference.js';

const CLASS_LIKE: readonly KindConcept[] = ['class', 'interface', 'type'];

/** What stands in a file or a class, of the sorts that the question asks for: "methods of C", "what is in f.py". */
export function memberSet(reading: Reading, container: Reference): SymbolSet | undefined {
  const classes = classesOf(container);
  const wantsClass = container.kind !== undefined && CLASS_LIKE.includes(container.kind);
  const places = placesOf(container);
  if (places.length > 0 && !(wantsClass && classes.length > 0)) return placeMembers(reading, container, pathsOf(places));
  if (classes.length > 0) return classMembers(reading, symbolsSet(classes, container.text));
  const members = container.entries.filter(({ label }) => label === 'METHOD' || label === 'FIELD');
  const asksHolders = reading.heads.some((kind) => CLASS_LIKE.includes(kind)) && members.length > 0;
  if (asksHolders) return holdersOf(symbolsSet(members, container.text));
  const holders = container.entries.filter((entry) => ['FUNCTION', 'METHOD', 'GLOBAL_VARIABLE', 'TYPE'].includes(entry.label));
  return holders.length > 0 ? classMembers(reading, symbolsSet(holders, container.text)) : undefined;
}

/** "which class defines m". */
function holdersOf(of: SymbolSet): SymbolSet {
  const sets = (['has-method', 'has-field'] as const).map((relation): SymbolSet => ({
    kind: 'related',
    by: { relation, direction: 'in', steps: 1 },
    of,
  }));
  return { kind: 'union', sets };
}

/** What stands in classes, of the sorts that the question asks for. */
export function classMembers({ heads }: Pick<Reading, 'heads'>, of: SymbolSet): SymbolSet {
  const sets: SymbolSet[] = [];
  const asks = (...kinds: KindConcept[]): boolean => kinds.some((kind) => heads.includes(kind));
  const related = (relation: 'has-method' | 'has-field' | 'defines'): SymbolSet => ({
    kind: 'related',
    by: { relation, direction: 'out', steps: 1 },
    of,
  });
  const isOpen = !asks('method', 'function', 'constructor', 'field', 'variable', 'class', 'interface', 'type');
  if (isOpen || asks('method', 'function')) sets.push(related('has-method'));
  if (asks('constructor'))
    sets.push({
      kind: 'filtered',
      of: related('has-method'),
      conditions: [{ is: 'kind', labels: ['METHOD'], kinds: ['constructor'] }],
    });
  if (isOpen || asks('field', 'variable')) sets.push(related('has-field'));
  if (asks('class', 'interface', 'type')) sets.push(related('defines'));
  return sets.length === 1 && sets[0] !== undefined ? sets[0] : { kind: 'union', sets };
}

function placeMembers(reading: Reading, container: Reference, paths: readonly string[]): SymbolSet {
  const { heads } = reading;
  const places = placesOf(container);
  const isFolder = places.some((place) => place.label === 'PACKAGE');
  if (isFolder && (heads.includes('file') || heads.length === 0))
    return { kind: 'filtered', of: { kind: 'selection', labels: ['MODULE'] }, conditions: [{ is: 'placed', paths }] };
  const members = (['method', 'field', 'member', 'constructor'] as const).filter((kind) => heads.includes(kind));
  if (isFolder || members.length > 0) {
    const labels = labelsInPlace(heads);
    return {
      kind: 'filtered',
      of: { kind: 'selection', labels: labels.length > 0 ? labels : ['CLASS', 'FUNCTION'] },
      conditions: [{ is: 'placed', paths }],
    };
  }
  const defined: SymbolSet = {
    kind: 'related',
    by: { relation: 'defines', direction: 'out', steps: 1 },
    of: symbolsSet(places, container.text),
  };
  const labels = labelsInPlace(heads);
  const conditions: Condition[] = [{ is: 'kind', labels: labels.length > 0 ? labels : ['CLASS', 'FUNCTION'] }];
  return { kind: 'filtered', of: defined, conditions };
}

function labelsInPlace(heads: readonly KindConcept[]) {
  const labels = new Set<'CLASS' | 'FUNCTION' | 'METHOD' | 'FIELD' | 'GLOBAL_VARIABLE' | 'TYPE'>();
  for (const head of heads) {
    if (head === 'function') labels.add('FUNCTION');
    if (head === 'method' || head === 'constructor') labels.add('METHOD');
    if (head === 'class' || head === 'interface') labels.add('CLASS');
    if (head === 'type') labels.add('TYPE').add('CLASS');
    if (head === 'field') labels.add('FIELD');
    if (head === 'variable') labels.add('GLOBAL_VARIABLE');
    if (head === 'member') labels.add('METHOD').add('FIELD');
  }
  return [...labels];
}
