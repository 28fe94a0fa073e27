/** What the layout is asked: the drawing to lay out, or where a person put a node. */
export type LayoutRequest =
  | {
      readonly kind: 'scene';
      /** Answers carry it, so that answers to earlier scenes can be told apart. */
      readonly version: number;
      readonly nodes: readonly { readonly id: string; readonly radius: number }[];
      /** Places of nodes, in pairs. */
      readonly edges: Uint32Array;
    }
  | { readonly kind: 'pin'; readonly id: string; readonly x: number; readonly y: number }
  | { readonly kind: 'unpin'; readonly id: string };

/** Where the nodes of a scene are now, in their order: x, y, x, y, ... */
export interface LayoutAnswer {
  readonly version: number;
  readonly places: Float32Array;
  /** Nothing moves any more. */
  readonly isSettled: boolean;
}
