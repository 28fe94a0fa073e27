import type { BaseLayer } from './base-layer.js';
import { shouldPaint, transformBetween } from './base-pacing.js';
import { type Camera, fitTo, moveBy, type Size, toDrawing, zoomAt } from './camera.js';
import { Colours } from './colours.js';
import { edgeAt, nodeAt } from './hit-test.js';
import { Minimap } from './minimap.js';
import type { View } from './paint-batches.js';
import { nearEmphasis, paintOverlay } from './paint-overlay.js';
import { PlacedScene } from './placed-scene.js';
import { PointerInput } from './pointer-input.js';
import type { DrawingEvents, Emphasis, Renderer } from './renderer.js';
import { boundsOf, type Point, type Positions, type Scene } from './scene.js';

const ZOOM_BY_KEY = 1.3;
const KEY_STEP = 60;
const CENTRE_ZOOM = 0.8;
const FADED_ALPHA = 0.16;
const MOTION_MS = 120;

/** Shows scenes in an element: shapes by one of the layers, above them what is chosen, names, and a small map. */
export class SceneRenderer implements Renderer {
  readonly #stage: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #events: DrawingEvents;
  readonly #colours: Colours;
  readonly #minimap: Minimap;
  readonly #end = new AbortController();
  readonly #observer: ResizeObserver;
  #layer: BaseLayer;
  #placed = new PlacedScene({ nodes: [], edges: [] }, new Map());
  #positions: Positions = new Map();
  #emphasis: Emphasis = {};
  #pinned: ReadonlySet<string> = new Set();
  #hovered: string | undefined;
  #camera: Camera = { centre: { x: 0, y: 0 }, zoom: 1 };
  #size: Size = { width: 1, height: 1 };
  /** Follows the whole drawing until a person moves it. */
  #followsAll = true;
  #frame: number | undefined;
  #isStale = true;
  #base = { camera: this.#camera, paintedMs: 0, costMs: 0 };
  #movedMs = 0;
  /** When a picture was painted whose cost is not yet known: much of it arises after the script has ended. */
  #measuringFrom: number | undefined;

  constructor(
    elements: { readonly stage: HTMLElement; readonly canvas: HTMLCanvasElement },
    layer: BaseLayer,
    events: DrawingEvents,
  ) {
    this.#stage = elements.stage;
    this.#canvas = elements.canvas;
    this.#events = events;
    this.#layer = layer;
    this.#colours = new Colours(this.#stage);
    this.#stage.prepend(layer.element);
    this.#minimap = new Minimap((centre) => {
      this.#see({ ...this.#camera, centre });
    });
    this.#stage.append(this.#minimap.element);
    this.#observer = new ResizeObserver(() => {
      this.#resize();
    });
    this.#observer.observe(this.#stage);
    this.#listen();
    this.#resize();
  }

  /** Nothing may be asked of it any more. */
  get isDisposed(): boolean {
    return this.#end.signal.aborted;
  }

  /** Draws shapes in another way from now on. */
  setLayer(layer: BaseLayer): void {
    this.#layer.dispose();
    this.#layer = layer;
    this.#stage.prepend(layer.element);
    layer.setScene(this.#placed);
    this.#base = { ...this.#base, costMs: 0 };
    this.#refresh();
  }

  setScene(scene: Scene): void {
    this.#placed = new PlacedScene(scene, this.#positions);
    this.#layer.setScene(this.#placed);
    if (this.#hovered !== undefined && this.#placed.numberOf(this.#hovered) === undefined) this.#hovered = undefined;
    this.#refresh();
  }

  setPositions(positions: Positions): void {
    this.#positions = positions;
    this.#placed.place(positions);
    this.#layer.movePlaces();
    if (this.#followsAll) this.#camera = fitTo(boundsOf(this.#placed.scene, positions), this.#size);
    this.#refresh();
  }

  setEmphasis(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    this.#redraw();
  }

  setPinned(ids: ReadonlySet<string>): void {
    this.#pinned = ids;
    this.#redraw();
  }

  refreshColours(): void {
    this.#colours.forget();
    this.#layer.refreshColours();
    this.#refresh();
  }

  fit(): void {
    this.#followsAll = true;
    this.#camera = fitTo(boundsOf(this.#placed.scene, this.#positions), this.#size);
    this.#moved();
  }

  zoom(factor: number): void {
    this.#see(zoomAt(this.#camera, factor, { at: { x: this.#size.width / 2, y: this.#size.height / 2 }, size: this.#size }));
  }

  pan(by: Point): void {
    this.#see(moveBy(this.#camera, by));
  }

  centre(node: string): void {
    const place = this.#positions.get(node);
    if (place !== undefined) this.#see({ centre: place, zoom: Math.max(this.#camera.zoom, CENTRE_ZOOM) });
  }

  toPng(): Promise<Blob | undefined> {
    const picture = document.createElement('canvas');
    picture.width = this.#canvas.width;
    picture.height = this.#canvas.height;
    const context = picture.getContext('2d');
    if (context === null) return Promise.resolve(undefined);
    const view = this.#view();
    this.#paintOverlay(view);
    context.fillStyle = view.colourOf('surface-page');
    context.fillRect(0, 0, picture.width, picture.height);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.#layer.copyTo(context, view);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#canvas, 0, 0);
    return new Promise((resolve) => {
      picture.toBlob((blob) => {
        resolve(blob ?? undefined);
      }, 'image/png');
    });
  }

  dispose(): void {
    this.#end.abort();
    this.#observer.disconnect();
    this.#layer.dispose();
    this.#minimap.element.remove();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #view(): View {
    return { camera: this.#camera, size: this.#size, colourOf: (name) => this.#colours.of(name) };
  }

  #see(camera: Camera): void {
    this.#followsAll = false;
    this.#camera = camera;
    this.#moved();
  }

  #moved(): void {
    this.#movedMs = performance.now();
    this.#redraw();
  }

  #refresh(): void {
    this.#isStale = true;
    this.#redraw();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    this.#size = { width: Math.max(1, width), height: Math.max(1, height) };
    this.#canvas.width = Math.round(this.#size.width * devicePixelRatio);
    this.#canvas.height = Math.round(this.#size.height * devicePixelRatio);
    if (this.#followsAll) this.#camera = fitTo(boundsOf(this.#placed.scene, this.#positions), this.#size);
    this.#refresh();
  }

  #redraw(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paint();
    });
  }

  #paint(): void {
    const nowMs = performance.now();
    if (this.#measuringFrom !== undefined) this.#base.costMs = nowMs - this.#measuringFrom;
    this.#measuringFrom = undefined;
    const view = this.#view();
    const pace = {
      ...this.#base,
      painted: this.#base.camera,
      costMs: this.#layer.mayBeSlow ? this.#base.costMs : 0,
      nowMs,
      movedMs: this.#movedMs,
      camera: this.#camera,
      size: this.#size,
      isStale: this.#isStale,
    };
    if (shouldPaint(pace)) {
      this.#layer.paint(view);
      if (this.#isStale) this.#minimap.paintDots(this.#placed, view.colourOf);
      this.#base = { camera: this.#camera, paintedMs: nowMs, costMs: this.#base.costMs };
      this.#isStale = false;
      if (this.#layer.mayBeSlow) this.#measuringFrom = nowMs;
      this.#redraw();
    }
    this.#layer.element.style.transform = transformBetween(this.#base.camera, this.#camera, this.#size);
    this.#paintOverlay(view);
    this.#minimap.paintFrame(view);
    const isBehind = this.#isStale || this.#layer.element.style.transform !== '' || this.#isMoving();
    if (isBehind) this.#redraw();
  }

  #isMoving(): boolean {
    return performance.now() - this.#movedMs < MOTION_MS;
  }

  #paintOverlay(view: View): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    const emphasis = { ...this.#emphasis, hovered: this.#hovered };
    const near = nearEmphasis(this.#placed, emphasis);
    this.#layer.element.style.opacity = near === undefined ? '' : String(FADED_ALPHA);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const overlay = { ...view, context, placed: this.#placed, emphasis, pinned: this.#pinned, isMoving: this.#isMoving() };
    paintOverlay(overlay, near);
  }

  #listen(): void {
    const inWindow = (): { camera: Camera; size: Size } => ({ camera: this.#camera, size: this.#size });
    const actions = {
      nodeAt: (at: Point) => nodeAt(this.#placed, at, inWindow())?.id,
      moveView: (by: Point) => {
        this.pan(by);
      },
      zoomAt: (at: Point, factor: number) => {
        this.#see(zoomAt(this.#camera, factor, { at, size: this.#size }));
      },
      hover: (node: string | undefined) => {
        this.#hover(node);
      },
      press: () => {
        this.#followsAll = false;
      },
      dragNode: (node: string, at: Point) => {
        this.#events.onMove(node, toDrawing(at, this.#camera, this.#size));
      },
      clickNode: (node: string) => {
        this.#events.onSelect({ node });
      },
      clickBeside: (at: Point) => {
        const edge = edgeAt(this.#placed, at, inWindow())?.id;
        this.#events.onSelect(edge === undefined ? {} : { edge });
      },
      open: (node: string) => {
        this.#events.onOpen(node);
      },
    };
    new PointerInput(this.#canvas, actions, this.#end.signal);
    this.#canvas.addEventListener(
      'keydown',
      (event) => {
        this.#key(event);
      },
      { signal: this.#end.signal },
    );
  }

  #key(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, Point>> = {
      ArrowLeft: { x: KEY_STEP, y: 0 },
      ArrowRight: { x: -KEY_STEP, y: 0 },
      ArrowUp: { x: 0, y: KEY_STEP },
      ArrowDown: { x: 0, y: -KEY_STEP },
    };
    const by = steps[event.key];
    if (by !== undefined) this.pan(by);
    else if (event.key === '+' || event.key === '=') this.zoom(ZOOM_BY_KEY);
    else if (event.key === '-') this.zoom(1 / ZOOM_BY_KEY);
    else if (event.key === '0') this.fit();
    else return;
    event.preventDefault();
  }

  #hover(id: string | undefined): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.#canvas.style.cursor = id === undefined ? 'grab' : 'pointer';
    this.#redraw();
  }
}
