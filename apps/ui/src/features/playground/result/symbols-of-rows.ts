import { isNode, isPath } from './cell-text.js';
import type { Rows } from './table-rows.js';

/** Symbols that can be drawn at once. */
export const MAX_DRAWN = 1000;

/** Ids of the symbols in an answer, in the order of the answer, each once. */
export function symbolsOfRows(rows: Rows, limit = MAX_DRAWN): { readonly ids: readonly string[]; readonly isCut: boolean } {
  const ids = new Set<string>();
  const visit = (value: unknown): void => {
    if (ids.size > limit || typeof value !== 'object' || value === null) return;
    if (isNode(value)) {
      const { id } = value.properties;
      if (typeof id === 'string') ids.add(id);
    } else if (isPath(value)) value.nodes.forEach(visit);
    else Object.values(value).forEach(visit);
  };
  for (const row of rows) row.forEach(visit);
  return { ids: [...ids].slice(0, limit), isCut: ids.size > limit };
}
