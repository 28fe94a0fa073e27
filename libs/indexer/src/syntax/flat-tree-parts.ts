/** What a flat tree is made of: plain data, which threads can hand to each other. */
export interface FlatTreeParts {
  readonly count: number;
  readonly kind: Uint16Array<ArrayBuffer>;
  readonly field: Uint16Array<ArrayBuffer>;
  readonly start: Int32Array<ArrayBuffer>;
  readonly end: Int32Array<ArrayBuffer>;
  readonly parent: Int32Array<ArrayBuffer>;
  readonly after: Int32Array<ArrayBuffer>;
  readonly missing: readonly number[];
  readonly truncated: boolean;
}
