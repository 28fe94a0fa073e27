import type { Camera, Size } from './camera.js';

/** When a picture that is dear to paint is painted again. */
const PACE = {
  /** A picture of this many milliseconds may be painted with each frame. */
  cheapMs: 14,
  /** How long nothing may have moved before a dear one is painted again. */
  restMs: 90,
  /** While places change, painting takes at most one part in so many of the time. */
  share: 4,
};
/** How far a picture may be stretched, and moved (in windows), before it is painted again although something moves. */
const STRETCH = { min: 0.45, max: 2.2, moved: 0.6 };

/** What is known when the next frame comes. */
export interface PaceState {
  readonly nowMs: number;
  /** What the last picture took. */
  readonly costMs: number;
  readonly paintedMs: number;
  /** When the camera moved last. */
  readonly movedMs: number;
  readonly painted: Camera;
  readonly camera: Camera;
  readonly size: Size;
  /** Whether the scene, its places or its colours are other ones. */
  readonly isStale: boolean;
}

/** Whether to paint the shapes anew now; else the last picture is moved to where it belongs. */
export function shouldPaint(state: PaceState): boolean {
  const { nowMs, costMs, paintedMs, movedMs, painted, camera, isStale } = state;
  const hasMoved = painted.zoom !== camera.zoom || painted.centre.x !== camera.centre.x || painted.centre.y !== camera.centre.y;
  if (!isStale && !hasMoved) return false;
  if (costMs <= PACE.cheapMs) return true;
  if (hasMoved && nowMs - movedMs >= PACE.restMs) return true;
  const isRested = nowMs - paintedMs >= PACE.share * costMs;
  return isRested && (isStale || isFarOff(state));
}

/** Whether the picture would be stretched, or missing, too much. */
function isFarOff({ painted, camera, size }: PaceState): boolean {
  const stretch = camera.zoom / painted.zoom;
  const across = (Math.abs(camera.centre.x - painted.centre.x) * camera.zoom) / Math.max(1, size.width);
  const down = (Math.abs(camera.centre.y - painted.centre.y) * camera.zoom) / Math.max(1, size.height);
  return stretch < STRETCH.min || stretch > STRETCH.max || Math.max(across, down) > STRETCH.moved;
}

/** Moves and stretches what was painted for one camera to where it is for another: a CSS transform around the upper left corner. */
export function transformBetween(painted: Camera, camera: Camera, { width, height }: Size): string {
  const scale = camera.zoom / painted.zoom;
  const x = (painted.centre.x - camera.centre.x) * camera.zoom + (width / 2) * (1 - scale);
  const y = (painted.centre.y - camera.centre.y) * camera.zoom + (height / 2) * (1 - scale);
  return scale === 1 && x === 0 && y === 0 ? '' : `translate(${String(x)}px, ${String(y)}px) scale(${String(scale)})`;
}
