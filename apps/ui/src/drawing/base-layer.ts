import type { View } from './paint-batches.js';
import type { PlacedScene } from './placed-scene.js';

/** Draws all shapes and lines of a scene; names and what is chosen are painted above it. There are two: a canvas, and WebGL. */
export interface BaseLayer {
  /** Stands below everything else. */
  readonly element: HTMLElement;
  /** Whether a picture may cost more than the time between two frames, so that it is better moved than painted again. */
  readonly mayBeSlow: boolean;
  setScene(placed: PlacedScene): void;
  /** The places in the scene have changed. */
  movePlaces(): void;
  /** Draws what `view` shows. */
  paint(view: View): void;
  /** Copies the picture into a canvas of the same size. */
  copyTo(context: CanvasRenderingContext2D, view: View): void;
  /** Colours are other ones now. */
  refreshColours(): void;
  dispose(): void;
}
