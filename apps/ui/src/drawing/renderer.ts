import type { Point, Positions, Scene } from './scene.js';

/** What a person does in a drawing. */
export interface DrawingEvents {
  /** A node, an edge, or nothing was chosen. */
  readonly onSelect: (chosen: { readonly node?: string; readonly edge?: string }) => void;
  /** A node was opened: twice clicked. */
  readonly onOpen: (node: string) => void;
  /** A node was put somewhere; it is to stay there. */
  readonly onMove: (node: string, to: Point) => void;
}

/** What is drawn stronger than the rest. */
export interface Emphasis {
  readonly node?: string | undefined;
  readonly edge?: string | undefined;
}

/** Draws scenes into an element; one of several can stand behind it. Everything it needs is drawn again by itself when something changes. */
export interface Renderer {
  setScene(scene: Scene): void;
  setPositions(positions: Positions): void;
  setEmphasis(emphasis: Emphasis): void;
  /** Nodes that a person holds in their places. */
  setPinned(ids: ReadonlySet<string>): void;
  /** Reads colours again: the theme has changed. */
  refreshColours(): void;
  /** Shows everything. */
  fit(): void;
  zoom(factor: number): void;
  /** Moves what is seen by pixels. */
  pan(by: Point): void;
  /** Puts a node in the middle. */
  centre(node: string): void;
  /** The drawing as it is seen. */
  toPng(): Promise<Blob | undefined>;
  dispose(): void;
}
