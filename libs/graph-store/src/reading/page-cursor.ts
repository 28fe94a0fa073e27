import { Buffer } from 'node:buffer';
import { CodexGraphError, type Page } from '@codexgraph/graph-model';

/** Opaque text for a place in a list. `list` names the list, so that a cursor of another one is refused. */
export function encodeCursor(list: string, keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...keys]), 'utf8').toString('base64url');
}

/**
 * Keys of a cursor that {@link encodeCursor} made; `start` when there is none.
 *
 * @throws CodexGraphError BAD_INPUT when it was not made for this list.
 */
export function decodeCursor<Keys extends readonly (string | number)[]>(
  list: string,
  cursor: string | undefined,
  start: Keys,
): Keys {
  if (cursor === undefined) return start;
  const keys = parse(cursor);
  const fits =
    keys?.[0] === list && keys.length === start.length + 1 && start.every((key, index) => typeof keys[index + 1] === typeof key);
  if (!fits)
    throw new CodexGraphError('BAD_INPUT', "The cursor in 'after' does not belong to this list; take it from the page before.");
  return keys.slice(1) as unknown as Keys;
}

function parse(cursor: string): readonly unknown[] | undefined {
  if (cursor.length > 16_384) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A page of rows of which one more than `limit` was read, where there are more: that one is cut off. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const cursors = items.map(cursorOf);
  const last = cursors.at(-1);
  return rows.length > limit && last !== undefined ? { items, cursors, next: last } : { items, cursors };
}

/** @throws CodexGraphError BAD_INPUT when `value` is not a whole number between `least` and `most`. */
export function checkBound(name: string, value: number, bounds: { readonly least: number; readonly most: number }): void {
  if (Number.isSafeInteger(value) && value >= bounds.least && value <= bounds.most) return;
  throw new CodexGraphError(
    'BAD_INPUT',
    `${name} is ${String(value)}, and must be a whole number from ${String(bounds.least)} to ${String(bounds.most)}.`,
  );
}
