import type { ColourName, Point, Positions, Scene, SceneEdge, SceneNode } from './scene.js';

/** Edges that one stroke can draw. */
export interface EdgeBatch {
  readonly colour: ColourName;
  readonly width: number;
  readonly isDashed: boolean;
  /** Places in the scene. */
  readonly edges: readonly number[];
}

/** Nodes that one stroke can draw. */
export interface NodeBatch {
  readonly colour: ColourName;
  readonly shape: SceneNode['shape'];
  readonly isFaint: boolean;
  /** Places in the scene. */
  readonly nodes: readonly number[];
}

/** A scene with the places of its nodes, by numbers instead of names: drawing ten thousand nodes looks nothing up. */
export class PlacedScene {
  readonly scene: Scene;
  /** Ends of each edge, as places in `scene.nodes`. */
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** Where each node is; NaN as long as nothing is known. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly #numbers: ReadonlyMap<string, number>;
  #labelOrder: readonly number[] | undefined;

  constructor(scene: Scene, positions: Positions) {
    this.scene = scene;
    this.#numbers = new Map(scene.nodes.map(({ id }, number) => [id, number]));
    const numberOf = (id: string): number => this.#numbers.get(id) ?? 0;
    this.sources = Uint32Array.from(scene.edges, ({ source }) => numberOf(source));
    this.targets = Uint32Array.from(scene.edges, ({ target }) => numberOf(target));
    this.x = new Float32Array(scene.nodes.length);
    this.y = new Float32Array(scene.nodes.length);
    this.place(positions);
  }

  /** Nodes without a position keep none. */
  place(positions: Positions): void {
    this.scene.nodes.forEach(({ id }, number) => {
      const at = positions.get(id);
      this.x[number] = at?.x ?? Number.NaN;
      this.y[number] = at?.y ?? Number.NaN;
    });
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Undefined as long as it is nowhere. */
  placeOf(number: number): Point | undefined {
    const x = this.x[number];
    const y = this.y[number];
    return x === undefined || y === undefined || Number.isNaN(x) ? undefined : { x, y };
  }

  /** Largest nodes first: in the order in which they may have their names shown. */
  get labelOrder(): readonly number[] {
    this.#labelOrder ??= this.scene.nodes
      .map((_, number) => number)
      .sort((left, right) => this.#radius(right) - this.#radius(left) || left - right);
    return this.#labelOrder;
  }

  #radius(number: number): number {
    return this.scene.nodes[number]?.radius ?? 0;
  }
}

/** Edges put together by how they look, in the order of their first ones. */
export function batchEdges(edges: readonly SceneEdge[], numbers: Iterable<number>): readonly EdgeBatch[] {
  const batches = new Map<string, EdgeBatch & { readonly edges: number[] }>();
  for (const number of numbers) {
    const edge = edges[number];
    if (edge === undefined) continue;
    const { colour, isDashed } = edge;
    const width = Math.round(edge.width * 2) / 2;
    const key = `${colour} ${String(width)} ${String(isDashed)}`;
    const batch = batches.get(key) ?? { colour, width, isDashed, edges: [] };
    batch.edges.push(number);
    batches.set(key, batch);
  }
  return [...batches.values()];
}

/** Nodes put together by how they look, in the order of their first ones. */
export function batchNodes(nodes: readonly SceneNode[], numbers: Iterable<number>): readonly NodeBatch[] {
  const batches = new Map<string, NodeBatch & { readonly nodes: number[] }>();
  for (const number of numbers) {
    const node = nodes[number];
    if (node === undefined) continue;
    const { colour, shape, isFaint } = node;
    const key = `${colour} ${shape} ${String(isFaint)}`;
    const batch = batches.get(key) ?? { colour, shape, isFaint, nodes: [] };
    batch.nodes.push(number);
    batches.set(key, batch);
  }
  return [...batches.values()];
}
