import { type Camera, type Size, toDrawing } from './camera.js';
import type { View } from './paint-batches.js';
import { batchNodes, type PlacedScene } from './placed-scene.js';
import { boundsOfPlaces, type Point } from './scene.js';

const SIZE: Size = { width: 148, height: 104 };
const MARGIN = 6;
const LEAST_NODES = 12;
const LEAST_DOT = 1;

/** The whole drawing in a corner, with a frame around what is seen of it; pressing it goes there. */
export class Minimap {
  readonly element = document.createElement('canvas');
  readonly #dots = document.createElement('canvas');
  #camera: Camera = { centre: { x: 0, y: 0 }, zoom: 1 };
  #isShown = false;

  constructor(onGo: (to: Point) => void) {
    this.element.setAttribute('aria-hidden', 'true');
    this.element.style.width = `${String(SIZE.width)}px`;
    this.element.style.height = `${String(SIZE.height)}px`;
    for (const canvas of [this.element, this.#dots]) {
      canvas.width = SIZE.width * devicePixelRatio;
      canvas.height = SIZE.height * devicePixelRatio;
    }
    const go = (event: PointerEvent): void => {
      if (event.buttons === 0) return;
      const { left, top } = this.element.getBoundingClientRect();
      onGo(toDrawing({ x: event.clientX - left, y: event.clientY - top }, this.#camera, SIZE));
    };
    this.element.addEventListener('pointerdown', go);
    this.element.addEventListener('pointermove', go);
  }

  /** Nodes have other places. */
  paintDots(placed: PlacedScene, colourOf: View['colourOf']): void {
    this.#isShown = placed.scene.nodes.length >= LEAST_NODES;
    this.element.hidden = !this.#isShown;
    const context = this.#dots.getContext('2d');
    if (!this.#isShown || context === null) return;
    const { min, max } = boundsOfPlaces(placed.x, placed.y);
    const zoom = Math.min(
      (SIZE.width - 2 * MARGIN) / Math.max(1, max.x - min.x),
      (SIZE.height - 2 * MARGIN) / Math.max(1, max.y - min.y),
    );
    this.#camera = { centre: { x: (min.x + max.x) / 2, y: (min.y + max.y) / 2 }, zoom };
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, SIZE.width, SIZE.height);
    for (const { colour, nodes } of batchNodes(placed.scene.nodes, placed.scene.nodes.keys())) {
      context.fillStyle = colourOf(colour);
      for (const number of nodes) {
        const x = ((placed.x[number] ?? 0) - this.#camera.centre.x) * zoom + SIZE.width / 2;
        const y = ((placed.y[number] ?? 0) - this.#camera.centre.y) * zoom + SIZE.height / 2;
        const radius = Math.max(LEAST_DOT, (placed.scene.nodes[number]?.radius ?? 0) * zoom);
        context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    }
  }

  /** Something else is seen now. */
  paintFrame({ camera, size, colourOf }: View): void {
    const context = this.element.getContext('2d');
    if (!this.#isShown || context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.element.width, this.element.height);
    context.drawImage(this.#dots, 0, 0);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const share = this.#camera.zoom / camera.zoom;
    const [width, height] = [size.width * share, size.height * share];
    const x = (camera.centre.x - this.#camera.centre.x) * this.#camera.zoom + (SIZE.width - width) / 2;
    const y = (camera.centre.y - this.#camera.centre.y) * this.#camera.zoom + (SIZE.height - height) / 2;
    context.strokeStyle = colourOf('accent');
    context.lineWidth = 1.5;
    context.strokeRect(
      Math.max(1, x),
      Math.max(1, y),
      Math.min(SIZE.width - 1, x + width) - Math.max(1, x),
      Math.min(SIZE.height - 1, y + height) - Math.max(1, y),
    );
  }
}
