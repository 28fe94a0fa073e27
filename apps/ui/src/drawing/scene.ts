/** A colour by its name in design/tokens.css, without the dashes: `kind-class`. */
export type ColourName = string;

/** Something drawn as a shape with a name. Lengths are in units of the drawing: pixels at zoom 1. */
export interface SceneNode {
  readonly id: string;
  readonly title: string;
  readonly shape: 'circle' | 'square';
  readonly radius: number;
  readonly colour: ColourName;
  /** Drawn less strongly, such as tests. */
  readonly isFaint: boolean;
}

/** An arrow between two shapes. */
export interface SceneEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly colour: ColourName;
  readonly width: number;
  /** Less than certain. */
  readonly isDashed: boolean;
  /** Written beside it where there is room. */
  readonly title: string;
}

/** All that is drawn; every end of every edge is among the nodes. */
export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

/** A place in a drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where nodes are, by their ids. */
export type Positions = ReadonlyMap<string, Point>;

/** The rectangle around all nodes; around the origin when there is none. */
export function boundsOf(scene: Scene, positions: Positions): { readonly min: Point; readonly max: Point } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { id, radius } of scene.nodes) {
    const place = positions.get(id);
    if (place === undefined) continue;
    left = Math.min(left, place.x - radius);
    top = Math.min(top, place.y - radius);
    right = Math.max(right, place.x + radius);
    bottom = Math.max(bottom, place.y + radius);
  }
  if (left > right) return { min: { x: -1, y: -1 }, max: { x: 1, y: 1 } };
  return { min: { x: left, y: top }, max: { x: right, y: bottom } };
}

/** The rectangle around places; those that are unknown (NaN) do not count. */
export function boundsOfPlaces(x: Float32Array, y: Float32Array): { readonly min: Point; readonly max: Point } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  x.forEach((across, number) => {
    const down = y[number] ?? Number.NaN;
    if (Number.isNaN(across) || Number.isNaN(down)) return;
    left = Math.min(left, across);
    right = Math.max(right, across);
    top = Math.min(top, down);
    bottom = Math.max(bottom, down);
  });
  if (left > right) return { min: { x: -1, y: -1 }, max: { x: 1, y: 1 } };
  return { min: { x: left, y: top }, max: { x: right, y: bottom } };
}

/** Where an arrow between two shapes begins and ends: at their rims, not under them. Undefined when they overlap. */
export function rimToRim(
  from: Point & { readonly radius: number },
  to: Point & { readonly radius: number },
): { readonly start: Point; readonly end: Point; readonly angle: number } | undefined {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const distance = Math.hypot(dx, dy);
  if (distance <= from.radius + to.radius) return undefined;
  const [ux, uy] = [dx / distance, dy / distance];
  return {
    start: { x: from.x + ux * from.radius, y: from.y + uy * from.radius },
    end: { x: to.x - ux * to.radius, y: to.y - uy * to.radius },
    angle: Math.atan2(dy, dx),
  };
}
