import type { ExplorerGraph, GraphRelation } from './graph/graph-model.js';
import { RELATION_TYPES } from './graph/relation-types.js';
import type { CodeMap } from './map/code-map.js';
import type { ColourName, Scene } from './drawing/scene.js';

const KIND_COLOURS: Readonly<Record<string, ColourName>> = {
  PACKAGE: 'kind-package',
  MODULE: 'kind-module',
  CLASS: 'kind-class',
  FUNCTION: 'kind-function',
  METHOD: 'kind-method',
  FIELD: 'kind-field',
  GLOBAL_VARIABLE: 'kind-variable',
  TYPE: 'kind-type',
  EXTERNAL: 'kind-external',
};

const RELATION_COLOURS: Readonly<Record<GraphRelation['type'], ColourName>> = {
  CALLS: 'kind-function',
  INSTANTIATES: 'kind-class',
  USES: 'kind-variable',
  REFERENCES: 'kind-type',
  INHERITS: 'kind-method',
  OVERRIDES: 'kind-field',
  IMPORTS: 'kind-module',
  HAS_METHOD: 'line-control',
  HAS_FIELD: 'line-control',
  CONTAINS: 'line-control',
};

/** Colour of a kind of symbols, the same as that of its dot. */
export function kindColour(label: string): ColourName {
  return KIND_COLOURS[label] ?? 'kind-external';
}

/** Colour of the lines of a type. */
export function relationColour(type: GraphRelation['type']): ColourName {
  return RELATION_COLOURS[type];
}

const SIZE = { least: 6, most: 24 };

/** Symbols as shapes: as large as they have neighbours in the drawing. Lines take the colour of what people look for first. */
export function sceneOfGraph({ symbols, edges }: ExplorerGraph): Scene {
  const degrees = new Map<string, number>();
  for (const { source, target } of edges) for (const id of [source, target]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  return {
    nodes: symbols.map(({ id, label, name, isTest }) => ({
      id,
      title: name,
      shape: ['PACKAGE', 'MODULE', 'CLASS', 'TYPE'].includes(label) ? 'square' : 'circle',
      radius: Math.min(SIZE.most, SIZE.least + 2.4 * Math.sqrt(degrees.get(id) ?? 0)),
      colour: kindColour(label),
      isFaint: isTest,
    })),
    edges: edges.map(({ id, source, target, relations }) => {
      const main = [...relations].sort((left, right) => rankOf(left) - rankOf(right))[0];
      return {
        id,
        source,
        target,
        colour: relationColour(main?.type ?? 'CONTAINS'),
        width: 1.2,
        isDashed: relations.every(({ confidence }) => confidence === 'CANDIDATE'),
        title: relations.map(({ type }) => type).join(', '),
      };
    }),
  };
}

/** Folders and files as shapes: as large as there are symbols in them; lines as thick as there is between them. */
export function sceneOfMap({ entries, relations }: CodeMap): Scene {
  const pairs = new Map<string, { source: string; target: string; count: number }>();
  for (const { source, target, count } of relations) {
    const id = `${source}\0${target}`;
    pairs.set(id, { source, target, count: (pairs.get(id)?.count ?? 0) + count });
  }
  return {
    nodes: entries.map(({ path, name, kind, symbols }) => ({
      id: path,
      title: kind === 'FOLDER' ? `${name}/` : name,
      shape: kind === 'FOLDER' ? 'square' : 'circle',
      radius: Math.min(40, 8 + Math.sqrt(symbols)),
      colour: kind === 'FOLDER' ? 'kind-package' : 'kind-module',
      isFaint: false,
    })),
    edges: [...pairs].map(([id, { source, target, count }]) => ({
      id,
      source,
      target,
      colour: 'line-control',
      width: Math.min(6, 0.8 + Math.log2(count) / 2),
      isDashed: false,
      title: String(count),
    })),
  };
}

function rankOf({ type }: GraphRelation): number {
  return RELATION_TYPES.findIndex((known) => known === type);
}
