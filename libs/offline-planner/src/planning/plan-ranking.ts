import type { NodeLabel } from '@codexgraph/graph-model';
import type { GraphQuestion, Measure, SymbolSet } from '@codexgraph/cypher-agent';
import type { Reading, SpokenMeasure } from '../grammar/reading.js';
import { attributeConditions, filtered, scopeConditions } from './head-conditions.js';

/** "the class with the most methods in f.py": which symbols, compared by what. */
export function planRanking(reading: Reading, previous: SymbolSet | undefined): GraphQuestion | undefined {
  const spoken = reading.measure;
  if (spoken === undefined) return undefined;
  const measure = measureOf(isFileRanking(reading, spoken) && spoken !== 'lines' ? { ...spoken, relation: 'imports' } : spoken);
  const conditions = [...scopeConditions(reading.scope, reading), ...attributeConditions(reading)];
  const base: SymbolSet =
    reading.follows === 'those' && previous !== undefined
      ? previous
      : { kind: 'selection', labels: rankedLabels(reading, spoken) };
  return { ask: 'rank', of: filtered(base, conditions), measure, order: reading.order, limit: reading.limit ?? 1 };
}

function measureOf(spoken: SpokenMeasure): Measure {
  if (spoken === 'lines') return { by: 'lines' };
  const { relation, direction } = spoken;
  switch (relation) {
    case 'methods':
      return { by: 'related', relation: 'has-method', direction: 'out' };
    case 'fields':
      return { by: 'related', relation: 'has-field', direction: 'out' };
    case 'depends':
      return { by: 'related', relation: 'imports', direction };
    case 'impact':
    case 'covers':
      return { by: 'related', relation: 'calls', direction };
    case 'has':
      return { by: 'related', relation: 'has-method', direction: 'out' };
    default:
      return { by: 'related', relation, direction };
  }
}

/** Files are used and depended on by being imported. */
function isFileRanking({ heads }: Reading, spoken: SpokenMeasure): boolean {
  if (spoken === 'lines') return false;
  if (spoken.relation === 'imports') return true;
  const isOfFiles = heads.includes('file') && !heads.includes('function') && !heads.includes('method');
  return spoken.relation === 'depends' || (isOfFiles && spoken.relation === 'uses');
}

/** The sorts that are compared: what the measure is about, or what is said. */
function rankedLabels(reading: Reading, spoken: SpokenMeasure): readonly NodeLabel[] {
  if (isFileRanking(reading, spoken)) return ['MODULE'];
  const byMeasure = spoken === 'lines' ? undefined : MEASURED_LABELS[`${spoken.relation} ${spoken.direction}`];
  return byMeasure ?? saidLabels(reading, spoken);
}

const MEASURED_LABELS: Readonly<Record<string, readonly NodeLabel[]>> = {
  'methods out': ['CLASS'],
  'fields out': ['CLASS'],
  'has in': ['CLASS'],
  'has out': ['CLASS'],
  'inherits in': ['CLASS'],
  'inherits out': ['CLASS'],
  'creates in': ['CLASS'],
  'overrides in': ['METHOD'],
  'overrides out': ['METHOD'],
};

function saidLabels({ heads }: Reading, spoken: SpokenMeasure): readonly NodeLabel[] {
  const says = (...kinds: Reading['heads']): boolean => kinds.some((kind) => heads.includes(kind));
  if (spoken !== 'lines' && spoken.relation === 'uses' && says('variable', 'field'))
    return says('variable') ? ['GLOBAL_VARIABLE'] : ['FIELD'];
  if (says('function')) return ['FUNCTION', 'METHOD'];
  if (says('class', 'interface')) return ['CLASS'];
  if (says('method')) return ['METHOD'];
  return says('file') ? ['MODULE'] : ['FUNCTION', 'METHOD'];
}
