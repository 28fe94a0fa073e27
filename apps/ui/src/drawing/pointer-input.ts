import type { Point } from './scene.js';

/** What the hand does in a drawing. Points are in pixels of the window of the drawing. */
export interface PointerActions {
  readonly nodeAt: (at: Point) => string | undefined;
  readonly moveView: (by: Point) => void;
  readonly zoomAt: (at: Point, factor: number) => void;
  readonly hover: (node: string | undefined) => void;
  readonly press: (node: string) => void;
  readonly dragNode: (node: string, at: Point) => void;
  readonly clickNode: (node: string) => void;
  readonly clickBeside: (at: Point) => void;
  readonly open: (node: string) => void;
}

type Drag =
  | { readonly kind: 'view'; last: Point; readonly from: Point; hasMoved: boolean }
  | { readonly kind: 'node'; readonly id: string; readonly from: Point; hasMoved: boolean };

const WHEEL_SPEED = 0.0015;
const CLICK_PIXELS = 4;

/** Follows mouse, finger and wheel on an element. Two fingers zoom. */
export class PointerInput {
  readonly #element: HTMLElement;
  readonly #actions: PointerActions;
  readonly #fingers = new Map<number, Point>();
  #drag: Drag | undefined;

  constructor(element: HTMLElement, actions: PointerActions, signal: AbortSignal) {
    this.#element = element;
    this.#actions = actions;
    const on = <Name extends 'pointerdown' | 'pointermove' | 'pointerup'>(
      name: Name,
      listener: (event: HTMLElementEventMap[Name]) => void,
    ): void => {
      element.addEventListener(name, listener, { signal });
    };
    on('pointerdown', (event) => {
      this.#press(event);
    });
    on('pointermove', (event) => {
      this.#move(event);
    });
    on('pointerup', (event) => {
      this.#release(event);
    });
    this.#listenToRest(signal);
  }

  #listenToRest(signal: AbortSignal): void {
    const element = this.#element;
    element.addEventListener(
      'pointercancel',
      ({ pointerId }) => {
        this.#fingers.delete(pointerId);
        this.#drag = undefined;
      },
      { signal },
    );
    element.addEventListener(
      'pointerleave',
      () => {
        this.#actions.hover(undefined);
      },
      { signal },
    );
    element.addEventListener(
      'dblclick',
      (event) => {
        const node = this.#actions.nodeAt(this.#pointOf(event));
        if (node !== undefined) this.#actions.open(node);
      },
      { signal },
    );
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.#actions.zoomAt(this.#pointOf(event), Math.exp(-event.deltaY * WHEEL_SPEED));
      },
      { signal, passive: false },
    );
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const at = this.#pointOf(event);
    this.#fingers.set(event.pointerId, at);
    this.#element.setPointerCapture(event.pointerId);
    const id = this.#fingers.size === 1 ? this.#actions.nodeAt(at) : undefined;
    if (id !== undefined) this.#actions.press(id);
    this.#drag =
      id === undefined
        ? { kind: 'view', from: at, last: at, hasMoved: this.#fingers.size > 1 }
        : { kind: 'node', id, from: at, hasMoved: false };
  }

  #move(event: PointerEvent): void {
    const at = this.#pointOf(event);
    const drag = this.#drag;
    if (drag === undefined) {
      this.#actions.hover(this.#actions.nodeAt(at));
      return;
    }
    if (this.#fingers.size > 1) {
      this.#pinch(event.pointerId, at);
      return;
    }
    drag.hasMoved ||= Math.hypot(at.x - drag.from.x, at.y - drag.from.y) >= CLICK_PIXELS;
    if (!drag.hasMoved) return;
    if (drag.kind === 'node') this.#actions.dragNode(drag.id, at);
    else {
      this.#actions.moveView({ x: at.x - drag.last.x, y: at.y - drag.last.y });
      drag.last = at;
    }
  }

  #pinch(pointerId: number, at: Point): void {
    const before = this.#fingers.get(pointerId);
    const other = [...this.#fingers].find(([id]) => id !== pointerId)?.[1];
    if (before === undefined || other === undefined) return;
    const factor = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    this.#fingers.set(pointerId, at);
    this.#actions.zoomAt({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, factor);
  }

  #release(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    const drag = this.#drag;
    if (this.#fingers.size > 0) return;
    this.#drag = undefined;
    if (drag === undefined || drag.hasMoved) return;
    if (drag.kind === 'node') this.#actions.clickNode(drag.id);
    else this.#actions.clickBeside(this.#pointOf(event));
  }

  #pointOf(event: MouseEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}
