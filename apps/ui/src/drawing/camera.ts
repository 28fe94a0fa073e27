import type { Point } from './scene.js';

/** What part of a drawing is seen: `zoom` pixels a unit, with `centre` in the middle of the window. */
export interface Camera {
  readonly centre: Point;
  readonly zoom: number;
}

/** Size of a window in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const ZOOM = { min: 0.02, max: 6 };
const MARGIN = 44;
/** Names stand to the right of their nodes. */
const NAME_ROOM = 80;
const MAX_FIT_ZOOM = 1.6;

/** Where a place of the drawing stands in the window. */
export function toWindow({ x, y }: Point, { centre, zoom }: Camera, { width, height }: Size): Point {
  return { x: (x - centre.x) * zoom + width / 2, y: (y - centre.y) * zoom + height / 2 };
}

/** What place of the drawing stands there. */
export function toDrawing({ x, y }: Point, { centre, zoom }: Camera, { width, height }: Size): Point {
  return { x: (x - width / 2) / zoom + centre.x, y: (y - height / 2) / zoom + centre.y };
}

/** Zooms by a factor; what is under `at` (in the window) stays there. */
export function zoomAt(camera: Camera, factor: number, { at, size }: { readonly at: Point; readonly size: Size }): Camera {
  const zoom = Math.min(ZOOM.max, Math.max(ZOOM.min, camera.zoom * factor));
  const fixed = toDrawing(at, camera, size);
  const centre = { x: fixed.x - (at.x - size.width / 2) / zoom, y: fixed.y - (at.y - size.height / 2) / zoom };
  return { centre, zoom };
}

/** Moves what is seen by pixels of the window. */
export function moveBy(camera: Camera, by: Point): Camera {
  return { ...camera, centre: { x: camera.centre.x - by.x / camera.zoom, y: camera.centre.y - by.y / camera.zoom } };
}

/** Shows a rectangle as large as it fits. */
export function fitTo({ min, max }: { readonly min: Point; readonly max: Point }, { width, height }: Size): Camera {
  const names = Math.min(NAME_ROOM, width / 6);
  const room = { width: Math.max(1, width - 2 * MARGIN - names), height: Math.max(1, height - 2 * MARGIN) };
  const zoom = Math.min(room.width / Math.max(1, max.x - min.x), room.height / Math.max(1, max.y - min.y), MAX_FIT_ZOOM);
  const shown = Math.max(ZOOM.min, zoom);
  return { centre: { x: (min.x + max.x + names / shown) / 2, y: (min.y + max.y) / 2 }, zoom: shown };
}
