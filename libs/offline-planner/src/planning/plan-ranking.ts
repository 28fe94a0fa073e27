import type { NodeLabel } from '@codexgraph/graph-model';
import type { GraphQuestion, SymbolSet } from '@codexgraph/cypher-agent';
import type { Reading, SpokenMeasure } from '../grammar/reading.js';
import { measureOf } from './measure-of.js';
import { attributeConditions, filtered, scopeConditions } from './head-conditions.js';

/** "the class with the most methods in f.py": which symbols, compared by what. */
export function planRanking(reading: Reading, previous: SymbolSet | undefined): GraphQuestion | undefined {
  const spoken = reading.measure;
  if (spoken === undefined) return undefined;
  const conditions = [...scopeConditions(reading.scope, reading), ...attributeConditions(reading)];
  const base: SymbolSet =
    reading.follows === 'those' && previous !== undefined
      ? previous
      : { kind: 'selection', labels: rankedLabels(reading, spoken) };
  if (spoken === 'parameters') return { ask: 'list', of: filtered(base, conditions), columns: 'signature' };
  const measure = measureOf(
    isFileRanking(reading, spoken) && typeof spoken !== 'string' ? { ...spoken, relation: 'imports' } : spoken,
  );
  return { ask: 'rank', of: filtered(base, conditions), measure, order: reading.order, limit: reading.limit ?? 1 };
}

/** Files are used and depended on by being imported. */
function isFileRanking({ heads }: Reading, spoken: SpokenMeasure): boolean {
  if (typeof spoken === 'string') return false;
  if (spoken.relation === 'imports') return true;
  const isOfFiles = heads.includes('file') && !heads.includes('function') && !heads.includes('method');
  return spoken.relation === 'depends' || (isOfFiles && spoken.relation === 'uses');
}

/** The sorts that are compared: what the measure is about, or what is said. */
function rankedLabels(reading: Reading, spoken: SpokenMeasure): readonly NodeLabel[] {
  if (isFileRanking(reading, spoken)) return ['MODULE'];
  const byMeasure = typeof spoken === 'string' ? undefined : MEASURED_LABELS[`${spoken.relation} ${spoken.direction}`];
  return byMeasure ?? saidLabels(reading, spoken);
}

const MEASURED_LABELS: Readonly<Record<string, readonly NodeLabel[]>> = {
  'functions out': ['MODULE'],
  'classes out': ['MODULE'],
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
  if (typeof spoken !== 'string' && spoken.relation === 'uses' && says('variable', 'field'))
    return says('variable') ? ['GLOBAL_VARIABLE'] : ['FIELD'];
  if (says('function')) return ['FUNCTION', 'METHOD'];
  if (says('class', 'interface')) return ['CLASS'];
  if (says('method')) return ['METHOD'];
  return says('file') ? ['MODULE'] : ['FUNCTION', 'METHOD'];
}
