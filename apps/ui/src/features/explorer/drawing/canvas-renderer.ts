import { type Camera, fitTo, moveBy, type Size, toDrawing, toWindow, zoomAt } from './camera.js';
import { Colours } from './colours.js';
import { paintScene } from './paint-scene.js';
import type { DrawingEvents, Emphasis, Renderer } from './renderer.js';
import { boundsOf, type Point, type Positions, rimToRim, type Scene, type SceneNode } from './scene.js';

const ZOOM_BY_KEY = 1.3;
const WHEEL_SPEED = 0.0015;
const CLICK_PIXELS = 4;
const EDGE_REACH = 6;

type Drag =
  | { readonly kind: 'view'; readonly from: Point }
  | { readonly kind: 'node'; readonly id: string; readonly from: Point; hasMoved: boolean };

/** Draws on a two-dimensional canvas: quicker than WebGL where that is done by the processor, and the same everywhere. */
export class CanvasRenderer implements Renderer {
  readonly #canvas: HTMLCanvasElement;
  readonly #events: DrawingEvents;
  readonly #colours: Colours;
  readonly #end = new AbortController();
  readonly #observer: ResizeObserver;
  #scene: Scene = { nodes: [], edges: [] };
  #nodes = new Map<string, SceneNode>();
  #positions: Positions = new Map();
  #emphasis: Emphasis = {};
  #hovered: string | undefined;
  #camera: Camera = { centre: { x: 0, y: 0 }, zoom: 1 };
  #size: Size = { width: 1, height: 1 };
  /** Follows the whole drawing until a person moves it. */
  #followsAll = true;
  #drag: Drag | undefined;
  #frame: number | undefined;

  constructor(canvas: HTMLCanvasElement, events: DrawingEvents) {
    this.#canvas = canvas;
    this.#events = events;
    this.#colours = new Colours(canvas.parentElement ?? document.body);
    this.#observer = new ResizeObserver(() => {
      this.#resize();
    });
    this.#observer.observe(canvas);
    this.#listen();
    this.#resize();
  }

  setScene(scene: Scene): void {
    this.#scene = scene;
    this.#nodes = new Map(scene.nodes.map((node) => [node.id, node]));
    this.#redraw();
  }

  setPositions(positions: Positions): void {
    this.#positions = positions;
    if (this.#followsAll) this.#camera = fitTo(boundsOf(this.#scene, positions), this.#size);
    this.#redraw();
  }

  setEmphasis(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    this.#redraw();
  }

  refreshColours(): void {
    this.#colours.forget();
    this.#redraw();
  }

  fit(): void {
    this.#followsAll = true;
    this.#camera = fitTo(boundsOf(this.#scene, this.#positions), this.#size);
    this.#redraw();
  }

  zoom(factor: number): void {
    this.#see(zoomAt(this.#camera, factor, { at: { x: this.#size.width / 2, y: this.#size.height / 2 }, size: this.#size }));
  }

  centre(node: string): void {
    const place = this.#positions.get(node);
    if (place !== undefined) this.#see({ centre: place, zoom: Math.max(this.#camera.zoom, 0.8) });
  }

  toPng(): Promise<Blob | undefined> {
    this.#paint();
    return new Promise((resolve) => {
      this.#canvas.toBlob((blob) => {
        resolve(blob ?? undefined);
      }, 'image/png');
    });
  }

  dispose(): void {
    this.#end.abort();
    this.#observer.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #see(camera: Camera): void {
    this.#followsAll = false;
    this.#camera = camera;
    this.#redraw();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    this.#size = { width: Math.max(1, width), height: Math.max(1, height) };
    this.#canvas.width = Math.round(this.#size.width * devicePixelRatio);
    this.#canvas.height = Math.round(this.#size.height * devicePixelRatio);
    if (this.#followsAll) this.#camera = fitTo(boundsOf(this.#scene, this.#positions), this.#size);
    this.#redraw();
  }

  #redraw(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#paint();
    });
  }

  #paint(): void {
    this.#frame = undefined;
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    paintScene(context, {
      scene: this.#scene,
      nodes: this.#nodes,
      positions: this.#positions,
      camera: this.#camera,
      size: this.#size,
      emphasis: { ...this.#emphasis, hovered: this.#hovered },
      colourOf: (name) => this.#colours.of(name),
    });
  }

  #listen(): void {
    const options = { signal: this.#end.signal };
    const canvas = this.#canvas;
    canvas.addEventListener(
      'pointerdown',
      (event) => {
        this.#press(event);
      },
      options,
    );
    canvas.addEventListener(
      'pointermove',
      (event) => {
        this.#move(event);
      },
      options,
    );
    canvas.addEventListener(
      'pointerup',
      (event) => {
        this.#release(event);
      },
      options,
    );
    canvas.addEventListener(
      'pointercancel',
      () => {
        this.#drag = undefined;
      },
      options,
    );
    canvas.addEventListener(
      'pointerleave',
      () => {
        this.#hover(undefined);
      },
      options,
    );
    canvas.addEventListener(
      'dblclick',
      (event) => {
        const node = this.#nodeAt(pointOf(event, canvas));
        if (node !== undefined) this.#events.onOpen(node);
      },
      options,
    );
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.#see(zoomAt(this.#camera, Math.exp(-event.deltaY * WHEEL_SPEED), { at: pointOf(event, canvas), size: this.#size }));
      },
      { ...options, passive: false },
    );
    canvas.addEventListener(
      'keydown',
      (event) => {
        this.#key(event);
      },
      options,
    );
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const at = pointOf(event, this.#canvas);
    const id = this.#nodeAt(at);
    this.#drag = id === undefined ? { kind: 'view', from: at } : { kind: 'node', id, from: at, hasMoved: false };
    this.#canvas.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const at = pointOf(event, this.#canvas);
    const drag = this.#drag;
    if (drag === undefined) {
      this.#hover(this.#nodeAt(at));
      return;
    }
    if (Math.hypot(at.x - drag.from.x, at.y - drag.from.y) < CLICK_PIXELS && !(drag.kind === 'node' && drag.hasMoved)) return;
    if (drag.kind === 'view') {
      this.#see(moveBy(this.#camera, { x: at.x - drag.from.x, y: at.y - drag.from.y }));
      this.#drag = { kind: 'view', from: at };
    } else {
      drag.hasMoved = true;
      this.#followsAll = false;
      this.#events.onMove(drag.id, toDrawing(at, this.#camera, this.#size));
    }
  }

  #release(event: PointerEvent): void {
    const drag = this.#drag;
    this.#drag = undefined;
    if (drag === undefined || (drag.kind === 'node' && drag.hasMoved)) return;
    const at = pointOf(event, this.#canvas);
    if (drag.kind === 'node') this.#events.onSelect({ node: drag.id });
    else if (Math.hypot(at.x - drag.from.x, at.y - drag.from.y) < CLICK_PIXELS) {
      const edge = this.#edgeAt(at);
      this.#events.onSelect(edge === undefined ? {} : { edge });
    }
  }

  #key(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, Point>> = {
      ArrowLeft: { x: 60, y: 0 },
      ArrowRight: { x: -60, y: 0 },
      ArrowUp: { x: 0, y: 60 },
      ArrowDown: { x: 0, y: -60 },
    };
    const by = steps[event.key];
    if (by !== undefined) this.#see(moveBy(this.#camera, by));
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

  /** The topmost node: the one that was drawn last. */
  #nodeAt(at: Point): string | undefined {
    const { x, y } = toDrawing(at, this.#camera, this.#size);
    const reach = 4 / this.#camera.zoom;
    return this.#scene.nodes.findLast(({ id, radius }) => {
      const place = this.#positions.get(id);
      return place !== undefined && Math.hypot(place.x - x, place.y - y) <= radius + reach;
    })?.id;
  }

  #edgeAt(at: Point): string | undefined {
    return this.#scene.edges.findLast(({ source, target }) => {
      const line = this.#lineOf(source, target);
      return line !== undefined && distanceToLine(at, line) <= EDGE_REACH;
    })?.id;
  }

  #lineOf(source: string, target: string): { readonly start: Point; readonly end: Point } | undefined {
    const [from, to] = [this.#positions.get(source), this.#positions.get(target)];
    const [fromNode, toNode] = [this.#nodes.get(source), this.#nodes.get(target)];
    if (from === undefined || to === undefined || fromNode === undefined || toNode === undefined) return undefined;
    const line = rimToRim({ ...from, radius: fromNode.radius }, { ...to, radius: toNode.radius });
    if (line === undefined) return undefined;
    return { start: toWindow(line.start, this.#camera, this.#size), end: toWindow(line.end, this.#camera, this.#size) };
  }
}

function pointOf(event: MouseEvent, canvas: HTMLCanvasElement): Point {
  const { left, top } = canvas.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function distanceToLine(at: Point, { start, end }: { readonly start: Point; readonly end: Point }): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const share = ((at.x - start.x) * dx + (at.y - start.y) * dy) / (dx * dx + dy * dy || 1);
  const along = Math.max(0, Math.min(1, share));
  return Math.hypot(at.x - (start.x + along * dx), at.y - (start.y + along * dy));
}
