/** The most that a value can be: an estimate from above, counted as if shared parts were copied. */
export interface Bound {
  /** Characters and elements, nested ones included. */
  readonly size: number;
  /** Elements of a list on its first level; 1 for anything else. */
  readonly count: number;
  /** Largest absolute number that it is or holds. */
  readonly max: number;
  /** What an element of it, or a value of a map, can be. */
  readonly item?: Bound;
}

/** Sizes that stored data is counted with. What is linear in stored data is kept in bounds by the memory of the transaction and by the caps of the answer. */
export const STORED = { propertySize: 100, nodeSize: 300, listCount: 100, pathNodes: 100, neighbours: 50, number: 1_000_000 };

/** A number of at most that size. */
export function numberBound(max: number): Bound {
  return { size: 8, count: 1, max: Math.abs(max) };
}

/** A text of that many characters. It may be turned into any number. */
export function textBound(size: number): Bound {
  return { size: Math.max(1, size), count: 1, max: Infinity };
}

/** A list of that many elements. */
export function listBound(count: number, item: Bound): Bound {
  return { size: Math.max(1, count * item.size), count, max: item.max, item };
}

/** A stored property: a text, a number or a list. */
export const PROPERTY: Bound = {
  size: STORED.propertySize,
  count: STORED.listCount,
  max: STORED.number,
  item: { size: STORED.propertySize, count: 1, max: STORED.number },
};

/** A node or relationship. */
export const ENTITY: Bound = { size: STORED.nodeSize, count: 1, max: STORED.number };

/** True or false. */
export const TRUTH: Bound = { size: 1, count: 1, max: 1 };

/** The larger in every respect: what one of several values can be. */
export function widest(bounds: readonly Bound[]): Bound {
  const items = bounds.flatMap((bound) => (bound.item === undefined ? [] : [bound.item]));
  return {
    size: Math.max(1, ...bounds.map((bound) => bound.size)),
    count: Math.max(1, ...bounds.map((bound) => bound.count)),
    max: Math.max(0, ...bounds.map((bound) => bound.max)),
    ...(items.length > 0 && { item: widest(items) }),
  };
}

/** What putting two values behind each other, or adding them, gives. */
export function sumBound(left: Bound, right: Bound): Bound {
  const { item } = widest([left, right]);
  return {
    size: left.size + right.size,
    count: left.count + right.count,
    max: left.max + right.max,
    item: item ?? widest([left, right]),
  };
}

/** What a parameter holds. */
export function valueBound(value: unknown): Bound {
  if (typeof value === 'number') return numberBound(value);
  if (typeof value === 'string') return textBound(value.length);
  if (typeof value !== 'object' || value === null) return TRUTH;
  const values: readonly unknown[] = Object.values(value);
  const items = values.map(valueBound);
  const size = items.reduce((total, item) => total + item.size, 1);
  return { size, count: values.length, max: Math.max(0, ...items.map((item) => item.max)), item: widest(items) };
}
