import {
  CodexGraphError,
  SEARCH_FIELDS,
  type AdjacentPair,
  type CandidateDocument,
  type DescribingUsage,
  type HitOptions,
  type KeptDescription,
  type RelationType,
  type RetrievalReaderPort,
  type RetrievalState,
  type RetrievalStatus,
  type RetrievedSymbol,
  type ScoredSymbol,
  type SearchIndexStatus,
  type SymbolSource,
  type TextQuery,
  type VectorQuery,
  type VectorSpace,
} from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { symbolIds } from '../generated/read/symbol-ids.js';
import { adjacency } from '../generated/search/adjacency.js';
import { adjacencyAround } from '../generated/search/adjacency-around.js';
import { candidates } from '../generated/search/candidates.js';
import { codes } from '../generated/search/codes.js';
import { documentCounts } from '../generated/search/document-counts.js';
import { fulltext } from '../generated/search/fulltext.js';
import { indexes } from '../generated/search/indexes.js';
import { keptDescriptions } from '../generated/search/kept-descriptions.js';
import { nearest } from '../generated/search/nearest.js';
import { record } from '../generated/search/record.js';
import { sources } from '../generated/search/sources.js';
import { symbolKeys } from '../generated/search/symbol-keys.js';
import { symbols } from '../generated/search/symbols.js';
import { vectorsOf } from '../generated/search/vectors-of.js';
import { compareText } from '../reading/graph-rows.js';
import { checkBound } from '../reading/page-cursor.js';
import type { RevisionReads } from '../reading/revision-reads.js';
import { searchBase } from '../revisions/revision-label.js';
import { luceneQuery } from './lucene-query.js';
import type { RetrievalBlobs } from './retrieval-blobs.js';
import {
  checkVector,
  filterParameters,
  SPACES,
  toDescribingUsage,
  toRetrievalState,
  toRetrievedSymbol,
  toSymbolSource,
} from './retrieval-rows.js';

const IDS_PER_PAGE = 1000;
/** More than there are documents. */
const ALL = 2_000_000;
/** With a filter, this many times the matches that are wanted are looked at before all of them are. */
const FILTERED_FETCH = 6;
/** The index finds near vectors by a walk that is as wide as the number asked for: few would be found badly. */
const LEAST_FETCH = 100;
const MOST_FETCH = 3200;

/** {@link RetrievalReaderPort} on Neo4j. */
export class RetrievalReader implements RetrievalReaderPort {
  readonly #executor: QueryExecutor;
  readonly #reads: RevisionReads;
  readonly #blobs: RetrievalBlobs;

  constructor(executor: QueryExecutor, reads: RevisionReads, blobs: RetrievalBlobs) {
    this.#executor = executor;
    this.#reads = reads;
    this.#blobs = blobs;
  }

  async fulltext(repository: string, query: TextQuery, { k, filter }: HitOptions): Promise<readonly ScoredSymbol[]> {
    checkBound('k', k, { least: 1, most: 1000 });
    const text = luceneQuery(query);
    if (text === undefined) return [];
    const index = `${searchBase(repository)}_search_text`;
    const asked = { index, query: text, limit: k, ...filterParameters(filter) };
    // Most filters let many matches through: only when the best ones do not suffice, all of them are looked at.
    for (let fetch = filter === undefined ? k : k * FILTERED_FETCH; ; fetch = ALL) {
      const rows = await this.#unlessAbsent(repository, () => this.#executor.run(fulltext, { ...asked, fetch }));
      const isAll = fetch === ALL || (rows[0]?.seen ?? fetch) < fetch;
      if (filter === undefined || rows.length >= k || isAll) return rows.map(({ id, score }) => ({ id, score }));
    }
  }

  async nearest(repository: string, { space, vector }: VectorQuery, { k, filter }: HitOptions): Promise<readonly ScoredSymbol[]> {
    checkBound('k', k, { least: 1, most: 1000 });
    checkVector(vector, vector.length);
    const index = `${searchBase(repository)}${SPACES[space].index}`;
    const asked = { index, vector: Array.from(vector), limit: k, ...filterParameters(filter) };
    for (let fetch = Math.max(LEAST_FETCH, k * 2); ; fetch *= 4) {
      const bounded = Math.min(fetch, MOST_FETCH);
      const rows = await this.#unlessAbsent(repository, () => this.#executor.run(nearest, { ...asked, fetch: bounded }));
      const seen = rows[0]?.seen ?? 0;
      // Enough, or all there is; an empty answer does not tell how many were seen.
      if (rows.length >= k || bounded === MOST_FETCH || (rows.length > 0 && seen < bounded) || filter === undefined)
        return rows.map((row) => ({ id: row.id, score: row.score * 2 - 1 }));
    }
  }

  async symbols(repository: string, ids: readonly string[]): Promise<readonly RetrievedSymbol[]> {
    checkBound('ids.length', ids.length, { least: 0, most: 5000 });
    if (ids.length === 0) return [];
    const rows = await this.#reads.read(repository, (run) => run(symbols, { ids }));
    return rows.map((row) => toRetrievedSymbol(row.symbol, row.labels));
  }

  async candidates(repository: string, ids: readonly string[], query?: VectorQuery): Promise<readonly CandidateDocument[]> {
    checkBound('ids.length', ids.length, { least: 0, most: 2000 });
    if (ids.length === 0) return [];
    const { vectorProperty } = SPACES[query?.space ?? 'a'];
    const vector = query === undefined ? null : Array.from(query.vector);
    const rows = await this.#executor.run(candidates, { ids, vectorProperty, vector }, { revisionLabel: searchBase(repository) });
    return rows.map(({ id, fields, score }) => ({
      id,
      fields: fieldsOf(fields),
      ...(score === null ? {} : { cosine: score * 2 - 1 }),
    }));
  }

  async codes(repository: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    checkBound('ids.length', ids.length, { least: 0, most: 1000 });
    const rows = await this.#reads.read(repository, (run) => run(codes, { ids }));
    return new Map(rows.map((row) => [row.id, row.code]));
  }

  async vectorsOf(repository: string, space: VectorSpace, ids: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
    checkBound('ids.length', ids.length, { least: 0, most: 1000 });
    const { vectorProperty } = SPACES[space];
    const options = { revisionLabel: searchBase(repository) };
    const rows = await this.#executor.run(vectorsOf, { ids, vectorProperty }, options);
    return new Map(rows.map((row) => [row.id, Float32Array.from(row.vector)]));
  }

  async *sources(
    repository: string,
    options: { readonly maxCodeLength: number; readonly ids?: readonly string[] },
  ): AsyncGenerator<SymbolSource, void, undefined> {
    const revision = await this.#reads.published(repository);
    const ids = options.ids ?? (await this.#ids(revision.label));
    const { maxCodeLength } = options;
    for (const page of pages([...ids].sort(compareText))) {
      const rows = await this.#reads.read(repository, (run) => run(sources, { ids: page, maxCodeLength }), revision);
      for (const row of rows) yield toSymbolSource(row);
    }
  }

  async *adjacency(
    repository: string,
    options: { readonly around?: readonly string[] } = {},
  ): AsyncGenerator<AdjacentPair, void, undefined> {
    const revision = await this.#reads.published(repository);
    if (options.around !== undefined) {
      for (const ids of pages(options.around)) {
        const rows = await this.#reads.read(repository, (run) => run(adjacencyAround, { ids }), revision);
        for (const row of rows) yield pair(row.type, row.source, row);
      }
      return;
    }
    yield* this.#allPairs(revision.label);
    await this.#reads.read(repository, () => Promise.resolve(), revision);
  }

  async state(repository: string): Promise<RetrievalState> {
    const [row] = await this.#executor.run(record, { repository });
    if (row === undefined)
      throw new CodexGraphError(
        'NOT_FOUND',
        `There is no repository '${repository.slice(0, 100)}'; list them, or index it first.`,
      );
    return toRetrievalState(repository, row);
  }

  async status(repository: string): Promise<RetrievalStatus> {
    const state = await this.state(repository);
    const [row] = await this.#executor.run(record, { repository });
    const base = searchBase(repository);
    const [counts] = await this.#executor.run(documentCounts, {}, { revisionLabel: base });
    const found = await this.#executor.run(indexes, { label: `${base}_search` });
    const inSpace = (space: VectorSpace | undefined): number =>
      space === undefined || counts === undefined ? 0 : space === 'a' ? counts.inA : counts.inB;
    const { refreshed_at: refreshedAt, missing } = row?.record ?? {};
    return {
      ...state,
      documents: counts?.documents ?? 0,
      embedded: inSpace(state.active?.space),
      embeddedBuilding: inSpace(state.building?.space),
      indexes: found.map(indexStatus).sort((left, right) => compareText(left.kind, right.kind)),
      missing: typeof missing === 'number' ? missing : 0,
      ...(typeof refreshedAt === 'string' ? { refreshedAt } : {}),
    };
  }

  async blob(repository: string, name: string): Promise<{ readonly version: string; readonly bytes: Uint8Array } | undefined> {
    return this.#blobs.get(repository, name);
  }

  async blobVersion(repository: string, name: string): Promise<string | undefined> {
    return this.#blobs.version(repository, name);
  }

  async *keptDescriptions(repository: string, hashes?: readonly string[]): AsyncGenerator<KeptDescription, void, undefined> {
    const options = { fetchSize: 5000 };
    if (hashes === undefined) yield* this.#executor.stream(keptDescriptions, { repository, hashes: null }, options);
    else for (const page of pages(hashes)) yield* this.#executor.stream(keptDescriptions, { repository, hashes: page }, options);
  }

  async describingUsage(repository: string, run: string): Promise<DescribingUsage | undefined> {
    const [row] = await this.#executor.run(record, { repository });
    return toDescribingUsage(row?.record ?? null, run);
  }

  async #ids(revisionLabel: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const row of this.#executor.stream(symbolIds, {}, { revisionLabel, fetchSize: 5000 })) ids.push(row.id);
    return ids;
  }

  async *#allPairs(revisionLabel: string): AsyncGenerator<AdjacentPair, void, undefined> {
    const on = { revisionLabel, fetchSize: 5000 };
    const names = new Map<number, string>();
    for await (const row of this.#executor.stream(symbolKeys, {}, on)) names.set(row.key, row.id);
    for await (const row of this.#executor.stream(adjacency, {}, on)) {
      const source = names.get(row.source);
      if (source === undefined) continue;
      for (const [index, key] of row.targets.entries()) {
        const target = names.get(key);
        if (target === undefined) continue;
        yield pair(row.types[index] ?? '', source, {
          target,
          confidence: row.confidences[index] ?? null,
          count: row.counts[index] ?? 1,
        });
      }
    }
  }

  /** An index that is not there yet, or is being filled, finds nothing; a repository that is not there is an error. */
  async #unlessAbsent<Row>(repository: string, ask: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    try {
      return await ask();
    } catch (error) {
      if (!isAbsentIndex(error)) throw error;
      await this.state(repository);
      return [];
    }
  }
}

function fieldsOf(texts: Readonly<Record<string, unknown>>): CandidateDocument['fields'] {
  return Object.fromEntries(SEARCH_FIELDS.flatMap((field) => (typeof texts[field] === 'string' ? [[field, texts[field]]] : [])));
}

function isAbsentIndex(error: unknown): boolean {
  if (!CodexGraphError.isInstance(error)) return false;
  return /no such (?:fulltext|vector).*index|index is not online|still populating|not found|does not exist|no such index/iu.test(
    String(error.details['server']),
  );
}

function indexStatus(row: {
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly percent: number;
}): SearchIndexStatus {
  const state = row.state === 'ONLINE' ? 'online' : row.state === 'FAILED' ? 'failed' : 'populating';
  const shared = { state, populationPercent: row.percent } as const;
  if (row.type === 'FULLTEXT') return { kind: 'fulltext', ...shared };
  return { kind: 'vector', space: row.name.endsWith('_b') ? 'b' : 'a', ...shared };
}

function pair(
  type: string,
  source: string,
  row: { readonly target: string; readonly confidence: string | null; readonly count: number },
): AdjacentPair {
  const { target, confidence, count } = row;
  return {
    type: type as RelationType,
    source,
    target,
    confidence: confidence === 'inferred' || confidence === 'candidate' ? confidence : 'exact',
    count: Math.max(1, count),
  };
}

function* pages(ids: readonly string[]): Generator<readonly string[], void, undefined> {
  for (let start = 0; start < ids.length; start += IDS_PER_PAGE) yield ids.slice(start, start + IDS_PER_PAGE);
}
