import type { Measure } from '@codexgraph/cypher-agent';
import type { SpokenMeasure } from '../grammar/reading.js';

/** What symbols are compared by, in relations of the graph. */
export function measureOf(spoken: Exclude<SpokenMeasure, 'parameters'>): Measure {
  if (spoken === 'lines') return { by: 'lines' };
  const { relation, direction } = spoken;
  switch (relation) {
    case 'methods':
      return { by: 'related', relation: 'has-method', direction: 'out' };
    case 'fields':
      return { by: 'related', relation: 'has-field', direction: 'out' };
    case 'functions':
      return { by: 'related', relation: 'defines', direction: 'out', labels: ['FUNCTION'] };
    case 'classes':
      return { by: 'related', relation: 'defines', direction: 'out', labels: ['CLASS'] };
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
