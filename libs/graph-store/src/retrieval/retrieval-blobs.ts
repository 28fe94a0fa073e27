import { CodexGraphError } from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { blobHead } from '../generated/search/blob-head.js';
import { blobPart } from '../generated/search/blob-part.js';
import { deleteBlobParts } from '../generated/search/delete-blob-parts.js';
import { putBlobHead } from '../generated/search/put-blob-head.js';
import { putBlobPart } from '../generated/search/put-blob-part.js';

const BYTES_PER_PART = 1 << 20;
const MAX_BYTES = 256 * BYTES_PER_PART;
const PARTS_PER_TRANSACTION = 16;

/** Application data of a repository in parts of one MiB. A reader sees the last whole writing. */
export class RetrievalBlobs {
  readonly #executor: QueryExecutor;
  readonly #newId: () => string;

  constructor(executor: QueryExecutor, newId: () => string) {
    this.#executor = executor;
    this.#newId = newId;
  }

  async version(repository: string, name: string): Promise<string | undefined> {
    const [head] = await this.#executor.run(blobHead, { repository, name });
    return head?.version;
  }

  async get(repository: string, name: string): Promise<{ version: string; bytes: Uint8Array } | undefined> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const [head] = await this.#executor.run(blobHead, { repository, name });
      if (head === undefined) return undefined;
      const numbers = Array.from({ length: head.parts }, (_, number) => number);
      const rows = await Promise.all(
        numbers.map((number) => this.#executor.run(blobPart, { repository, name, writing: head.writing, number })),
      );
      // A part is missing when another writing was finished meanwhile.
      if (rows.every((row) => row.length === 1))
        return { version: head.version, bytes: Buffer.concat(rows.map((row) => Buffer.from(row[0]?.data ?? '', 'base64'))) };
    }
    return undefined;
  }

  async put(repository: string, name: string, blob: { readonly version: string; readonly bytes: Uint8Array }): Promise<void> {
    const { version, bytes } = blob;
    if (bytes.length > MAX_BYTES)
      throw new CodexGraphError('LIMIT_EXCEEDED', `'${name}' has ${String(bytes.length)} bytes; at most 256 MiB can be kept.`);
    const writing = this.#newId();
    const parts = Math.ceil(bytes.length / BYTES_PER_PART);
    for (let number = 0; number < parts; number += 1) {
      const start = number * BYTES_PER_PART;
      const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(BYTES_PER_PART, bytes.length - start));
      const data = part.toString('base64');
      requireRecord(repository, await this.#executor.run(putBlobPart, { repository, name, writing, number, data }));
    }
    requireRecord(repository, await this.#executor.run(putBlobHead, { repository, name, version, writing, parts }));
    await this.#deleteParts(repository, name, writing);
  }

  async deleteAll(repository: string): Promise<void> {
    await this.#deleteParts(repository, null, null);
  }

  async #deleteParts(repository: string, name: string | null, except: string | null): Promise<void> {
    for (;;) {
      const parameters = { repository, name, except, limit: PARTS_PER_TRANSACTION };
      const [row] = await this.#executor.run(deleteBlobParts, parameters, { retry: {} });
      if ((row?.deleted ?? 0) === 0) return;
    }
  }
}

function requireRecord(repository: string, rows: readonly { readonly written: number }[]): void {
  if ((rows[0]?.written ?? 0) > 0) return;
  throw new CodexGraphError('NOT_FOUND', `Repository '${repository}' has no search structures (any more); index it first.`);
}
