import type { ColourName, Scene } from '../../../drawing/scene.js';
import type { ResultOf } from '../../../graphql/graphql.js';
import type { resultGraphDocument } from '../playground.documents.js';

/** Symbols of a result and what is between them. */
export type ResultGraph = NonNullable<ResultOf<typeof resultGraphDocument>['repository']>['subgraph'];

const SQUARE = ['PACKAGE', 'MODULE', 'CLASS', 'TYPE'];
const SIZE = { least: 6, most: 22, relation: 2.2 };

/** Symbols as shapes in the colours of their kinds, and one arrow for each pair. */
export function sceneOfResult({ symbols, relations }: ResultGraph): Scene {
  const degrees = new Map<string, number>();
  const pairs = new Map<string, { source: string; target: string; types: Set<string>; isSure: boolean }>();
  for (const { sourceId, targetId, type, confidence } of relations) {
    const id = `${sourceId}\0${targetId}`;
    const pair = pairs.get(id) ?? { source: sourceId, target: targetId, types: new Set<string>(), isSure: false };
    pair.types.add(type);
    pair.isSure ||= confidence !== 'CANDIDATE';
    if (!pairs.has(id)) for (const end of [sourceId, targetId]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
    pairs.set(id, pair);
  }
  return {
    nodes: symbols.map(({ id, label, name, isTest }) => ({
      id,
      title: name,
      shape: SQUARE.includes(label) ? 'square' : 'circle',
      radius: Math.min(SIZE.most, SIZE.least + SIZE.relation * Math.sqrt(degrees.get(id) ?? 0)),
      colour: kindColour(label),
      isFaint: isTest,
    })),
    edges: [...pairs].map(([id, { source, target, types, isSure }]) => ({
      id,
      source,
      target,
      colour: 'line-control',
      width: 1.2,
      isDashed: !isSure,
      title: [...types].sort().join(', '),
    })),
  };
}

function kindColour(label: string): ColourName {
  return label === 'GLOBAL_VARIABLE' ? 'kind-variable' : `kind-${label.toLowerCase()}`;
}
