import { NodeSquareProgram } from '@sigma/node-square';
import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import { EdgeArrowProgram, NodeCircleProgram } from 'sigma/rendering';
import type { BaseLayer } from './base-layer.js';
import type { View } from './paint-batches.js';
import type { PlacedScene } from './placed-scene.js';

const EDGE_ALPHA = 0.55;
const DASHED_ALPHA = 0.3;
const FAINT_ALPHA = 0.6;
const UNIT = { x: [0, 1] as [number, number], y: [0, 1] as [number, number] };

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
}

/** Shapes by sigma, on the graphics processor. It only draws: camera, pointer and names belong to the renderer above it. */
export class SigmaLayer implements BaseLayer {
  readonly element = document.createElement('div');
  readonly mayBeSlow = false;
  readonly #graph = new MultiDirectedGraph();
  readonly #sigma: Sigma;
  #placed: PlacedScene | undefined;
  #isOutdated = true;

  /** @throws when the browser gives no WebGL. */
  constructor() {
    this.#sigma = new Sigma(this.#graph, this.element, {
      allowInvalidContainer: true,
      autoRescale: false,
      defaultEdgeType: 'arrow',
      edgeProgramClasses: { arrow: EdgeArrowProgram },
      itemSizesReference: 'positions',
      nodeProgramClasses: { circle: NodeCircleProgram, square: NodeSquareProgram },
      renderLabels: false,
      stagePadding: 0,
      zoomToSizeRatioFunction: (ratio) => ratio,
    });
    // Units of the drawing are units of sigma: one pixel at zoom 1.
    this.#sigma.setCustomBBox(UNIT);
  }

  setScene(placed: PlacedScene): void {
    this.#placed = placed;
    this.#isOutdated = true;
  }

  movePlaces(): void {
    const placed = this.#placed;
    if (placed === undefined || this.#isOutdated) return;
    this.#graph.updateEachNodeAttributes((id, attributes) => ({ ...attributes, ...placeIn(placed, placed.numberOf(id) ?? -1) }), {
      attributes: ['x', 'y'],
    });
  }

  paint(view: View): void {
    if (this.#isOutdated) this.#fill(view);
    this.#isOutdated = false;
    const { width, height } = view.size;
    this.element.style.width = `${String(width)}px`;
    this.element.style.height = `${String(height)}px`;
    const { centre, zoom } = view.camera;
    this.#sigma.resize();
    this.#sigma.getCamera().setState({ x: centre.x, y: -centre.y, ratio: Math.min(width, height) / zoom, angle: 0 });
    this.#sigma.refresh({ skipIndexation: true, schedule: false, partialGraph: { nodes: [], edges: [] } });
  }

  copyTo(context: CanvasRenderingContext2D, view: View): void {
    // A picture of WebGL lasts until the script ends: it is drawn again and taken at once.
    this.paint(view);
    for (const name of ['edges', 'nodes']) {
      const canvas = this.#sigma.getCanvases()[name];
      if (canvas !== undefined) context.drawImage(canvas, 0, 0, view.size.width, view.size.height);
    }
  }

  refreshColours(): void {
    this.#isOutdated = true;
  }

  dispose(): void {
    this.#sigma.kill();
    this.element.remove();
  }

  #fill(view: View): void {
    const placed = this.#placed;
    this.#graph.clear();
    if (placed === undefined) return;
    const colour = colourMaker(view.colourOf);
    placed.scene.nodes.forEach((node, number) => {
      const attributes: Drawn & { type: string } = {
        ...placeIn(placed, number),
        size: node.radius,
        color: colour(node.colour, node.isFaint ? FAINT_ALPHA : 1),
        type: node.shape,
      };
      this.#graph.addNode(node.id, attributes);
    });
    for (const { id, source, target, width, colour: name, isDashed } of placed.scene.edges) {
      const color = colour(name, isDashed ? DASHED_ALPHA : EDGE_ALPHA);
      this.#graph.addEdgeWithKey(id, source, target, { size: width, color });
    }
  }
}

/** Upwards is positive there. Nodes that are nowhere yet stand in the middle. */
function placeIn(placed: PlacedScene, number: number): { readonly x: number; readonly y: number } {
  const { x, y } = placed.placeOf(number) ?? { x: 0, y: 0 };
  return { x, y: -y };
}

/** Colours as sigma reads them, whatever the style sheet writes; mixed with that of the page, since its shapes add up where they let through. */
function colourMaker(colourOf: View['colourOf']): (name: string, alpha: number) => string {
  const pixel = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  return (name, alpha) => {
    const key = `${name} ${String(alpha)}`;
    const found = known.get(key);
    if (found !== undefined || pixel === null) return found ?? '#888';
    pixel.globalAlpha = 1;
    pixel.fillStyle = colourOf('surface-page');
    pixel.fillRect(0, 0, 1, 1);
    pixel.globalAlpha = alpha;
    pixel.fillStyle = colourOf(name);
    pixel.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
    const colour = `rgb(${String(red)}, ${String(green)}, ${String(blue)})`;
    known.set(key, colour);
    return colour;
  };
}
