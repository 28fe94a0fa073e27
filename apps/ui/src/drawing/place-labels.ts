import type { Point } from './scene.js';

/** A name that wants to stand somewhere in the window. */
export interface LabelWish {
  readonly id: string;
  /** Middle of its left edge, in pixels. */
  readonly at: Point;
  readonly width: number;
  /** Higher comes first. */
  readonly rank: number;
}

const HEIGHT = 15;
const CELL = { width: 90, height: HEIGHT };

/** The ids of the labels that can stand together without overlapping; the highest ranks win. */
export function placeLabels(wishes: readonly LabelWish[]): ReadonlySet<string> {
  const taken = new Map<
    string,
    { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[]
  >();
  const placed = new Set<string>();
  for (const { id, at, width } of [...wishes].sort((left, right) => right.rank - left.rank || (left.id < right.id ? -1 : 1))) {
    const box = { left: at.x, right: at.x + width, top: at.y - HEIGHT / 2, bottom: at.y + HEIGHT / 2 };
    const cells = cellsOf(box);
    const isFree = cells.every((cell) =>
      (taken.get(cell) ?? []).every(
        (other) => other.right <= box.left || other.left >= box.right || other.bottom <= box.top || other.top >= box.bottom,
      ),
    );
    if (!isFree) continue;
    placed.add(id);
    for (const cell of cells) taken.set(cell, [...(taken.get(cell) ?? []), box]);
  }
  return placed;
}

function cellsOf(box: {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}): string[] {
  const cells: string[] = [];
  for (let x = Math.floor(box.left / CELL.width); x <= Math.floor(box.right / CELL.width); x += 1)
    for (let y = Math.floor(box.top / CELL.height); y <= Math.floor(box.bottom / CELL.height); y += 1)
      cells.push(`${String(x)} ${String(y)}`);
  return cells;
}
