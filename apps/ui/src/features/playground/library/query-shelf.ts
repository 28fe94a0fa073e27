import { useSyncExternalStore } from 'react';

/** A query that is kept in this browser. */
export interface KeptQuery {
  readonly id: string;
  /** Empty in the history. */
  readonly name: string;
  readonly repository: string;
  readonly text: string;
  /** JSON, as it was written. */
  readonly parameters: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Where texts are kept: the storage of the browser, or a map in tests. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Queries under one key of the storage, the latest first. What another tab writes is seen here, and is not overwritten. */
export interface QueryShelf {
  readonly get: () => readonly KeptQuery[];
  /** Puts a query first; one that says the same under the same name goes. */
  readonly add: (query: KeptQuery) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const MAX_CHARACTERS = 1_000_000;
const NONE: readonly KeptQuery[] = [];

/** A shelf for `limit` queries. A storage that is full or forbidden keeps nothing; the queries then last until the page is left. */
export function createShelf(key: string, limit: number, storage: () => TextStorage): QueryShelf {
  const listeners = new Set<() => void>();
  let known: { readonly text: string; readonly queries: readonly KeptQuery[] } = { text: '', queries: NONE };
  const get = (): readonly KeptQuery[] => {
    const text = readText(key, storage);
    if (text !== undefined && text !== known.text) known = { text, queries: readQueries(text) };
    return known.queries;
  };
  const put = (queries: readonly KeptQuery[]): void => {
    let kept = queries.slice(0, limit);
    while (kept.length > 1 && JSON.stringify(kept).length > MAX_CHARACTERS) kept = kept.slice(0, Math.floor(kept.length / 2));
    known = { text: JSON.stringify(kept), queries: kept };
    writeText(key, known.text, storage);
    for (const listener of [...listeners]) listener();
  };
  const isOtherThan = (query: KeptQuery) => (kept: KeptQuery) =>
    kept.id !== query.id &&
    !(kept.name === query.name && (query.name !== '' || (kept.text === query.text && kept.parameters === query.parameters)));
  return {
    get,
    add: (query) => put([query, ...get().filter(isOtherThan(query))]),
    remove: (id) => put(get().filter((query) => query.id !== id)),
    clear: () => put([]),
    subscribe: (listener) => {
      listeners.add(listener);
      const fromOtherTab = (event: StorageEvent): void => {
        if (event.key === key || event.key === null) listener();
      };
      globalThis.addEventListener('storage', fromOtherTab);
      return () => {
        listeners.delete(listener);
        globalThis.removeEventListener('storage', fromOtherTab);
      };
    },
  };
}

function readText(key: string, storage: () => TextStorage): string | undefined {
  try {
    return storage().getItem(key) ?? '';
  } catch {
    return undefined;
  }
}

function writeText(key: string, text: string, storage: () => TextStorage): void {
  try {
    storage().setItem(key, text);
  } catch {
    // Full or forbidden: what is known lasts until the page is left.
  }
}

/** What stands in a storage may be anything. */
function readQueries(text: string): readonly KeptQuery[] {
  if (text === '') return NONE;
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isKeptQuery) : NONE;
  } catch {
    return NONE;
  }
}

function isKeptQuery(value: unknown): value is KeptQuery {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return ['id', 'name', 'repository', 'text', 'parameters', 'at'].every((name) => typeof fields[name] === 'string');
}

const HISTORY_LIMIT = 100;
const SAVED_LIMIT = 500;

/** What was run last. */
export const historyShelf = createShelf('codexgraph.cypher.history', HISTORY_LIMIT, () => localStorage);
/** What was saved under a name. */
export const savedShelf = createShelf('codexgraph.cypher.saved', SAVED_LIMIT, () => localStorage);

/** The queries of a shelf, and again whenever they change. */
export function useShelf(shelf: QueryShelf): readonly KeptQuery[] {
  return useSyncExternalStore(shelf.subscribe, shelf.get);
}
