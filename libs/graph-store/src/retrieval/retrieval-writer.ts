import {
  CodexGraphError,
  SEARCH_FIELDS,
  type DescribingUsage,
  type DescriptionRow,
  type EmbeddingSpace,
  type KeptDescription,
  type KnownDocument,
  type RefreshPass,
  type RetrievalWriterPort,
  type SearchDocument,
  type SymbolVectors,
  type VectorSpace,
} from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { begin } from '../generated/search/begin.js';
import { changeRecord } from '../generated/search/change-record.js';
import { clearSpace } from '../generated/search/clear-space.js';
import { deleteDocuments } from '../generated/search/delete-documents.js';
import { documents } from '../generated/search/documents.js';
import { finish } from '../generated/search/finish.js';
import { keepDescriptions } from '../generated/search/keep-descriptions.js';
import { record } from '../generated/search/record.js';
import { writeDescriptions } from '../generated/search/write-descriptions.js';
import { writeDocuments } from '../generated/search/write-documents.js';
import { writeVectors } from '../generated/search/write-vectors.js';
import { documentKey } from '../generated/schema/search/document-key.js';
import { documentSymbol } from '../generated/schema/search/document-symbol.js';
import { documentText } from '../generated/schema/search/document-text.js';
import { vectorsA } from '../generated/schema/search/vectors-a.js';
import { vectorsB } from '../generated/schema/search/vectors-b.js';
import { dropIndex } from '../generated/schema/drop/drop-index.js';
import { compareText } from '../reading/graph-rows.js';
import type { RevisionReads } from '../reading/revision-reads.js';
import { searchBase } from '../revisions/revision-label.js';
import { untilOnline } from '../revisions/until-online.js';
import type { RetrievalBlobs } from './retrieval-blobs.js';
import { checkVector, SPACES, spaceProperties, toRetrievalState } from './retrieval-rows.js';
import { vectorIndexOptions } from './vector-index-options.js';

const ROWS_PER_TRANSACTION = 1000;
const CLEAR_LIMIT = 5000;

/** What a writer needs besides the database. */
export interface RetrievalWriterOptions {
  readonly reads: RevisionReads;
  readonly blobs: RetrievalBlobs;
  readonly newId: () => string;
  /** Makes the constraints of records and blobs before the first write. */
  readonly ready: () => Promise<void>;
}

/** {@link RetrievalWriterPort} on Neo4j. Documents stand beside the graph, under a label of their own: no query of a user and no export meets them. */
export class RetrievalWriter implements RetrievalWriterPort {
  readonly #executor: QueryExecutor;
  readonly #options: RetrievalWriterOptions;

  constructor(executor: QueryExecutor, options: RetrievalWriterOptions) {
    this.#executor = executor;
    this.#options = options;
  }

  async begin(repository: string): Promise<RefreshPass> {
    await this.#options.ready();
    const pass = this.#options.newId();
    const label = `${searchBase(repository)}_search`;
    const [row] = await this.#executor.run(begin, { repository, pass, label }, { retry: {} });
    if (row === undefined) throw notFound(repository);
    const on = { revisionLabel: searchBase(repository) };
    await this.#executor.run(documentKey, {}, on);
    await this.#executor.run(documentSymbol, {}, on);
    return { repository, pass, revision: row.revision };
  }

  async writeDescriptions(pass: RefreshPass, rows: readonly DescriptionRow[]): Promise<number> {
    let written = 0;
    for (const page of pages(rows)) {
      const { label } = await this.#options.reads.published(pass.repository);
      const parameters = { repository: pass.repository, pass: pass.pass, rows: page.map((item) => ({ model: null, ...item })) };
      const [answer] = await this.#executor.run(writeDescriptions, parameters, { revisionLabel: label, retry: {} });
      if (answer === undefined) throw overtaken(pass);
      written += answer.written;
    }
    return written;
  }

  async keepDescriptions(
    repository: string,
    made: {
      readonly model: string;
      readonly rows: readonly Omit<KeptDescription, 'model'>[];
      readonly usage: DescribingUsage;
    },
  ): Promise<void> {
    await this.#options.ready();
    const { model, usage } = made;
    const rows = made.rows.map(({ hash, description }) => ({ hash, description }));
    const [answer] = await this.#executor.run(keepDescriptions, { repository, model, rows, ...usage }, { retry: {} });
    if ((answer?.repositories ?? 0) === 0) throw notFound(repository);
  }

  async *documents(repository: string, space: VectorSpace = 'a'): AsyncGenerator<KnownDocument, void, undefined> {
    const { hashProperty } = SPACES[space];
    const options = { revisionLabel: searchBase(repository), fetchSize: 5000 };
    const known: KnownDocument[] = [];
    for await (const { id, hash, vectorHash } of this.#executor.stream(documents, { hashProperty }, options))
      known.push(vectorHash === null ? { id, hash } : { id, hash, vectorHash });
    yield* known.sort((left, right) => compareText(left.id, right.id));
  }

  async writeDocuments(pass: RefreshPass, rows: readonly SearchDocument[]): Promise<void> {
    for (const page of pages(rows)) {
      const parameters = { repository: pass.repository, pass: pass.pass, rows: page.map(documentRow) };
      const options = { revisionLabel: searchBase(pass.repository), retry: {} };
      const [answer] = await this.#executor.run(writeDocuments, parameters, options);
      if (answer?.written !== page.length) throw overtaken(pass);
    }
  }

  async deleteDocuments(pass: RefreshPass, ids: readonly string[]): Promise<void> {
    for (const page of pages(ids)) {
      const parameters = { repository: pass.repository, pass: pass.pass, ids: page };
      const options = { revisionLabel: searchBase(pass.repository), retry: {} };
      const [answer] = await this.#executor.run(deleteDocuments, parameters, options);
      if (answer?.confirmed !== 1) throw overtaken(pass);
    }
  }

  async beginSpace(pass: RefreshPass, space: EmbeddingSpace): Promise<void> {
    const state = await this.#state(pass);
    if (state.active?.space === space.space)
      throw new CodexGraphError('CONFLICT', `Space '${space.space}' is in use; a new model must fill the other one.`);
    await this.#change(pass, { building: space.space, ...spaceProperties(space) });
    if (state.building?.space === space.space && state.building.model === space.model) return;
    await this.#empty(pass.repository, space.space);
  }

  async writeVectors(pass: RefreshPass, space: VectorSpace, rows: readonly SymbolVectors[]): Promise<void> {
    const state = await this.#state(pass);
    const known = [state.active, state.building].find((candidate) => candidate?.space === space);
    if (known === undefined) throw new CodexGraphError('CONFLICT', `Space '${space}' has no model; begin it first.`);
    for (const row of rows) for (const part of row.parts) checkVector(part, known.dimensions);
    const { vectorProperty, hashProperty } = SPACES[space];
    const pageRows = Math.max(50, Math.min(ROWS_PER_TRANSACTION, Math.floor(400_000 / known.dimensions)));
    for (const page of pages(rows, pageRows)) {
      const parameters = {
        repository: pass.repository,
        pass: pass.pass,
        vectorProperty,
        hashProperty,
        ids: page.map((row) => row.id),
        hashes: page.map((row) => row.hash),
        vectors: page.map((row) => row.parts.map((part) => Array.from(part))),
        last: page.length - 1,
      };
      const options = { revisionLabel: searchBase(pass.repository), retry: {} };
      const [answer] = await this.#executor.run(writeVectors, parameters, options);
      if (answer?.written !== page.length) throw overtaken(pass);
    }
  }

  async ensureIndexes(
    pass: RefreshPass,
    options: { readonly space?: VectorSpace; readonly signal?: AbortSignal; readonly onProgress?: (percent: number) => void },
  ): Promise<void> {
    const { space, signal, onProgress } = options;
    const state = await this.#state(pass);
    const on = { revisionLabel: searchBase(pass.repository), signal };
    await this.#executor.run(documentText, {}, on);
    const known = [state.active, state.building].find((candidate) => candidate?.space === space);
    if (space !== undefined && known !== undefined) {
      const statement = space === 'a' ? vectorsA : vectorsB;
      await this.#executor.run(statement, { options: vectorIndexOptions(known.dimensions) }, on);
    }
    await untilOnline(this.#executor, `${searchBase(pass.repository)}_search`, { signal, onProgress });
    if (!state.textOnline) await this.#change(pass, { text_online: true });
  }

  async activate(pass: RefreshPass, space: VectorSpace): Promise<void> {
    await this.#change(pass, { active: space, building: null });
    await this.#empty(pass.repository, space === 'a' ? 'b' : 'a');
  }

  async finish(pass: RefreshPass, result: { readonly missing: number }): Promise<void> {
    const { repository, revision } = pass;
    const parameters = { repository, pass: pass.pass, revision, missing: result.missing };
    const [row] = await this.#executor.run(finish, parameters, { retry: {} });
    if (row?.changed !== 1) throw overtaken(pass);
  }

  async putBlob(repository: string, name: string, blob: { readonly version: string; readonly bytes: Uint8Array }): Promise<void> {
    await this.#options.blobs.put(repository, name, blob);
  }

  async #empty(repository: string, space: VectorSpace): Promise<void> {
    const base = searchBase(repository);
    const { vectorProperty, hashProperty, index } = SPACES[space];
    await this.#executor.run(dropIndex, { name: `${base}${index}` });
    for (;;) {
      const parameters = { vectorProperty, hashProperty, limit: CLEAR_LIMIT };
      const [row] = await this.#executor.run(clearSpace, parameters, { revisionLabel: base, retry: {} });
      if ((row?.cleared ?? 0) === 0) return;
    }
  }

  async #change(pass: RefreshPass, properties: Readonly<Record<string, unknown>>): Promise<void> {
    const parameters = { repository: pass.repository, pass: pass.pass, properties };
    const [row] = await this.#executor.run(changeRecord, parameters, { retry: {} });
    if (row?.changed !== 1) throw overtaken(pass);
  }

  async #state(pass: RefreshPass) {
    const [row] = await this.#executor.run(record, { repository: pass.repository });
    if (row?.record?.['pass'] !== pass.pass) throw overtaken(pass);
    return toRetrievalState(pass.repository, row);
  }
}

function documentRow(document: SearchDocument): { id: string; properties: Record<string, unknown> } {
  const { id, label, filePath, isTest, fields, hash } = document;
  const texts = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, fields[field] ?? null]));
  return { id, properties: { ...texts, kind_label: label, file_path: filePath, is_test: isTest, hash } };
}

function* pages<T>(rows: readonly T[], size = ROWS_PER_TRANSACTION): Generator<readonly T[], void, undefined> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

function notFound(repository: string): CodexGraphError {
  return new CodexGraphError('NOT_FOUND', `There is no repository '${repository.slice(0, 100)}'; list them, or index it first.`);
}

function overtaken(pass: RefreshPass): CodexGraphError {
  return new CodexGraphError(
    'CONFLICT',
    `Another refresh of the search of '${pass.repository}' has begun, or the repository is gone; this one stops.`,
    { details: { repository: pass.repository } },
  );
}
