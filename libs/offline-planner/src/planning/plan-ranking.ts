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

/** The sorts that are compared: said, or what the measure is about. */
function rankedLabels(reading: Reading, spoken: SpokenMeasure): readonly NodeLabel[] {
  const heads = reading.heads;
  if (isFileRanking(reading, spoken)) return ['MODULE'];
  if (
    spoken !== 'lines' &&
    (spoken.relation === 'methods' || spoken.relation === 'fields' || spoken.relation === 'inherits' || spoken.relation === 'has')
  )
    return ['CLASS'];
  if (spoken !== 'lines' && spoken.relation === 'creates') return spoken.direction === 'in' ? ['CLASS'] : ['FUNCTION', 'METHOD'];
  if (spoken !== 'lines' && spoken.relation === 'overrides') return ['METHOD'];
  if (spoken !== 'lines' && spoken.relation === 'uses')
    return heads.includes('variable') ? ['GLOBAL_VARIABLE'] : heads.includes('field') ? ['FIELD'] : ['FUNCTION', 'METHOD'];
  if (heads.includes('class') || heads.includes('interface')) return ['CLASS'];
  if (heads.includes('file') && !heads.includes('function') && !heads.includes('method')) return ['MODULE'];
  if (heads.includes('method') && !heads.includes('function')) return ['METHOD'];
  return ['FUNCTION', 'METHOD'];
}
