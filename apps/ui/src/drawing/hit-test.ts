import { type Camera, type Size, toDrawing, toWindow } from './camera.js';
import type { PlacedScene } from './placed-scene.js';
import type { Point } from './scene.js';

const NODE_REACH = 4;
const EDGE_REACH = 6;

/** The node at a place of the window; of several the one that was drawn last. */
export function nodeAt(placed: PlacedScene, at: Point, { camera, size }: { readonly camera: Camera; readonly size: Size }) {
  const { x, y } = toDrawing(at, camera, size);
  const reach = NODE_REACH / camera.zoom;
  return placed.scene.nodes.findLast(({ radius }, number) => {
    const [left, top] = [placed.x[number] ?? Number.NaN, placed.y[number] ?? Number.NaN];
    return Math.hypot(left - x, top - y) <= radius + reach;
  });
}

/** The edge at a place of the window. */
export function edgeAt(placed: PlacedScene, at: Point, { camera, size }: { readonly camera: Camera; readonly size: Size }) {
  return placed.scene.edges.findLast((_, number) => {
    const from = placed.placeOf(placed.sources[number] ?? 0);
    const to = placed.placeOf(placed.targets[number] ?? 0);
    if (from === undefined || to === undefined) return false;
    return distanceToLine(at, toWindow(from, camera, size), toWindow(to, camera, size)) <= EDGE_REACH;
  });
}

function distanceToLine(at: Point, start: Point, end: Point): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const share = ((at.x - start.x) * dx + (at.y - start.y) * dy) / (dx * dx + dy * dy || 1);
  const along = Math.max(0, Math.min(1, share));
  return Math.hypot(at.x - (start.x + along * dx), at.y - (start.y + along * dy));
}
