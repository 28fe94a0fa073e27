import { CodexGraphError, type Page, type PageRequest, type PublishOptions } from '@codexgraph/graph-model';
import type { GraphStore } from '../../graph-store.js';
import { inputOf, SAMPLE_GRAPH, type GraphRows } from '../sample-graph.js';

/** What a store under test must give. */
export interface ContractSubject {
  readonly open: () => Promise<GraphStore>;
  /** A name that no other test uses. */
  readonly newName: () => string;
  /** Random graphs to try; more where they are cheap. */
  readonly randomRounds: number;
}

/** Everything a reader gives of a repository, one JSON text a row. */
export async function readAll(store: GraphStore, name: string): Promise<string[]> {
  const rows: string[] = [];
  for await (const row of store.graphs.nodes(name)) rows.push(JSON.stringify(row));
  for await (const row of store.graphs.edges(name)) rows.push(JSON.stringify(row));
  return rows;
}

/** Options of a publication with what does not matter filled in. */
export function publishOptions(name: string, options: Partial<PublishOptions> = {}): PublishOptions {
  return { name, source: { kind: 'folder', location: '/tree', subfolder: '' }, ...options };
}

/** Code of the error that some work ends with; its text when it is none of the product's. */
export async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return CodexGraphError.isInstance(error) ? error.code : String(error);
}

/** Pages of one item each, and the rest of the list behind each item's own cursor: both must be the list. */
export async function listsFromEveryCursor<T>(read: (request: PageRequest) => Promise<Page<T>>): Promise<readonly T[][]> {
  const whole = await read({ limit: 1000 });
  const lists = [[...whole.items]];
  for (const [index, cursor] of whole.cursors.entries()) {
    const rest = await read({ limit: 1000, after: cursor });
    lists.push([...whole.items.slice(0, index + 1), ...rest.items]);
  }
  return lists;
}

/** The store under test, and the names that its tests have used. */
export class ContractFixture {
  readonly #subject: ContractSubject;
  readonly #names: string[] = [];
  #store: GraphStore | undefined;

  constructor(subject: ContractSubject) {
    this.#subject = subject;
  }

  get store(): GraphStore {
    if (this.#store === undefined)
      throw new CodexGraphError('INTERNAL', 'The store under test is not open; open it before the tests.');
    return this.#store;
  }

  get randomRounds(): number {
    return this.#subject.randomRounds;
  }

  async open(): Promise<void> {
    this.#store = await this.#subject.open();
  }

  /** Deletes what the tests have published. */
  async close(): Promise<void> {
    if (this.#store === undefined) return;
    for (const name of this.#names) await this.#store.writer.deleteRepository(name);
    await this.#store.close();
  }

  readonly newName = (): string => {
    const name = this.#subject.newName();
    this.#names.push(name);
    return name;
  };

  /** Publishes some rows under a new name. */
  readonly published = async (rows: GraphRows = SAMPLE_GRAPH, options: Partial<PublishOptions> = {}): Promise<string> => {
    const name = this.newName();
    await this.store.writer.publish(inputOf(rows), publishOptions(name, options));
    return name;
  };

  readonly readAll = (name: string): Promise<string[]> => readAll(this.store, name);
}
