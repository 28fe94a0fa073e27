import type { ExplorerGraph, GraphRelation, GraphSymbol } from './graph/graph-model.js';
import { RELATION_TYPES } from './graph/relation-types.js';
import type { Looks } from './page.js';
import type { CodeMap } from './map/code-map.js';
import type { ColourName, Scene } from '../../drawing/scene.js';
import { kindColour, relationColour } from '../../drawing/symbol-colours.js';

/** As long as nobody chose otherwise. */
export const PLAIN_LOOKS: Looks = { colour: 'kind', size: 'relations' };

const SIZE = { least: 6, most: 24, relation: 2.4, line: 0.9 };
/** Colours that can be told apart, for what has no colour of its own. */
const PALETTE: readonly ColourName[] = [
  'kind-function',
  'kind-class',
  'kind-field',
  'kind-type',
  'kind-module',
  'kind-variable',
  'kind-method',
];
const REST: ColourName = 'kind-external';

/** Symbols as shapes. Lines take the colour of what people look for first. */
export function sceneOfGraph({ symbols, edges }: ExplorerGraph, looks: Looks = PLAIN_LOOKS): Scene {
  const radiusOf = radii(symbols, edges, looks.size);
  const colourOf = colours(symbols, looks.colour);
  return {
    nodes: symbols.map((symbol) => ({
      id: symbol.id,
      title: symbol.name,
      shape: ['PACKAGE', 'MODULE', 'CLASS', 'TYPE'].includes(symbol.label) ? 'square' : 'circle',
      radius: Math.min(SIZE.most, SIZE.least + radiusOf(symbol)),
      colour: colourOf(symbol),
      isFaint: symbol.isTest,
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

/** What each colour means, where colours tell something else than kinds; most frequent first. */
export function colourKey(
  symbols: readonly GraphSymbol[],
  by: Looks['colour'],
): readonly { readonly title: string; readonly colour: ColourName; readonly count: number }[] {
  if (by === 'kind') return [];
  const colourOf = colours(symbols, by);
  const counts = new Map<string, { title: string; colour: ColourName; count: number }>();
  for (const symbol of symbols) {
    const colour = colourOf(symbol);
    const title = colour === REST && by === 'folder' ? '' : groupOf(symbol, by);
    const known = counts.get(title) ?? { title, colour, count: 0 };
    counts.set(title, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count || (left.title < right.title ? -1 : 1));
}

function radii(
  symbols: ExplorerGraph['symbols'],
  edges: ExplorerGraph['edges'],
  by: Looks['size'],
): (symbol: GraphSymbol) => number {
  if (by === 'nothing') return () => SIZE.relation;
  if (by === 'lines')
    return ({ startLine, endLine }) =>
      SIZE.line * Math.sqrt(startLine === null || endLine === null ? 0 : endLine - startLine + 1);
  const counts = new Map<string, number>();
  const count = (id: string): void => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const { source, target, relations } of edges) {
    if (by === 'relations') count(source);
    if (by === 'relations' || relations.some(({ type }) => type === 'CALLS' || type === 'INSTANTIATES')) count(target);
  }
  return ({ id }) => SIZE.relation * Math.sqrt(counts.get(id) ?? 0);
}

function colours(symbols: readonly GraphSymbol[], by: Looks['colour']): (symbol: GraphSymbol) => ColourName {
  if (by === 'kind') return ({ label }) => kindColour(label);
  if (by === 'tests') return ({ isTest }) => (isTest ? 'kind-class' : 'kind-method');
  const counts = new Map<string, number>();
  for (const symbol of symbols) {
    const folder = groupOf(symbol, by);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const largest = [...counts]
    .sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
    .slice(0, PALETTE.length)
    .map(([folder]) => folder);
  return (symbol) => PALETTE[largest.indexOf(groupOf(symbol, by))] ?? REST;
}

function groupOf({ filePath, isTest, label }: GraphSymbol, by: Looks['colour']): string {
  if (by === 'tests') return isTest ? 'tests' : 'code';
  if (by === 'kind') return label;
  const end = filePath.lastIndexOf('/');
  return end < 0 ? './' : filePath.slice(0, end + 1);
}

/** Folders and files as shapes: as large as there are symbols in them; lines as thick as there is between them. */
export function sceneOfMap({ entries, relations }: CodeMap): Scene {
  const areas = areaColours(entries);
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
      colour: kind === 'FOLDER' ? (areas.get(areaOf(path)) ?? REST) : 'kind-module',
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

/** The outermost folder around a path. */
function areaOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}

/** Folders in one area have one colour; small areas share the last one. */
function areaColours(entries: CodeMap['entries']): ReadonlyMap<string, ColourName> {
  const sums = new Map<string, number>();
  for (const { path, kind, symbols } of entries)
    if (kind === 'FOLDER') sums.set(areaOf(path), (sums.get(areaOf(path)) ?? 0) + symbols);
  const largest = [...sums].sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1));
  return new Map(largest.slice(0, PALETTE.length).map(([area], place) => [area, PALETTE[place] ?? REST]));
}

function rankOf({ type }: GraphRelation): number {
  return RELATION_TYPES.findIndex((known) => known === type);
}
