import type { BaseLayer } from './base-layer.js';
import { paintEdges, paintNodes, type View } from './paint-batches.js';
import { batchEdges, batchNodes, type EdgeBatch, type NodeBatch, type PlacedScene } from './placed-scene.js';

const EDGE_ALPHA = 0.55;
const FAINT_ALPHA = 0.6;
/** Above so many lines arrows are left out while everything is small. */
const MANY_EDGES = 1500;
const ARROW_ZOOM = 0.35;

/** Two-dimensional: quicker than WebGL where that is done by the processor, and the same everywhere. */
export class CanvasLayer implements BaseLayer {
  readonly element = document.createElement('canvas');
  readonly mayBeSlow = true;
  #placed: PlacedScene | undefined;
  #edges: readonly EdgeBatch[] = [];
  #nodes: readonly NodeBatch[] = [];

  setScene(placed: PlacedScene): void {
    const { nodes, edges } = placed.scene;
    this.#placed = placed;
    this.#edges = batchEdges(edges, edges.keys());
    this.#nodes = batchNodes(nodes, nodes.keys());
  }

  movePlaces(): void {
    // The next picture reads them.
  }

  paint(view: View): void {
    const context = this.element.getContext('2d');
    if (context === null) return;
    const { width, height } = view.size;
    const [pixelWidth, pixelHeight] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
    if (this.element.width !== pixelWidth) this.element.width = pixelWidth;
    if (this.element.height !== pixelHeight) this.element.height = pixelHeight;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.copyTo(context, view);
  }

  copyTo(context: CanvasRenderingContext2D, view: View): void {
    const placed = this.#placed;
    if (placed === undefined) return;
    const hasArrows = view.camera.zoom > ARROW_ZOOM || placed.scene.edges.length < MANY_EDGES;
    context.globalAlpha = EDGE_ALPHA;
    const brush = { ...view, context, placed };
    for (const batch of this.#edges) paintEdges(brush, batch, { hasArrows });
    for (const batch of this.#nodes) {
      context.globalAlpha = batch.isFaint ? FAINT_ALPHA : 1;
      paintNodes(brush, batch);
    }
    context.globalAlpha = 1;
  }

  refreshColours(): void {
    // Colours are asked for with each picture.
  }

  dispose(): void {
    this.element.remove();
  }
}
