import { CodexGraphError } from '@codexgraph/graph-model';
import type { QueryContract } from '../catalog/query-contract.js';
import type { QueryExecutor } from '../execution/query-executor.js';
import { repository as readRepository } from '../generated/read/repository.js';

/** The published revision of a repository, as one read sees it. */
export interface PublishedRevision {
  readonly label: string;
  readonly revision: string;
}

/** Runs statements on the revision that a read sees. */
export type RunOnRevision = <Parameters, Row>(
  query: QueryContract<Parameters, Row>,
  parameters: Parameters,
) => Promise<readonly Row[]>;

const TIME_LIMIT_MS = 60_000;
const RETRY = { attempts: 6, firstPauseMs: 10 };

/**
 * Makes reads see one revision as a whole: the pointer is read before and after, and a read that was overtaken by a publication is done again.
 * (Neo4j alone does not promise this: a transaction sees what others commit between its steps.)
 */
export class RevisionReads {
  readonly #executor: QueryExecutor;

  constructor(executor: QueryExecutor) {
    this.#executor = executor;
  }

  /**
   * Runs `work`, which may be done more than once.
   *
   * @param expected when given, another published revision is a CONFLICT at once.
   * @throws CodexGraphError NOT_FOUND when there is no such repository; CONFLICT (retryable) when it is published faster than it can be read.
   */
  async read<T>(name: string, work: (run: RunOnRevision) => Promise<T>, expected?: PublishedRevision): Promise<T> {
    const retry = expected === undefined ? RETRY : { attempts: 1 };
    const options = { access: 'READ', name: 'read revision', timeLimitMs: TIME_LIMIT_MS, repository: name, retry } as const;
    return this.#executor.transaction(options, async (transaction) => {
      const before = publishedRevision(name, await transaction.run(readRepository, { name }));
      if (expected !== undefined && expected.revision !== before.revision) throw overtaken(name);
      const value = await work((query, parameters) =>
        transaction.run(query, parameters, query.needsRevision ? before.label : undefined),
      );
      const after = publishedRevision(name, await transaction.run(readRepository, { name }));
      if (after.revision !== before.revision) throw overtaken(name);
      return value;
    });
  }

  /** @throws CodexGraphError NOT_FOUND */
  async published(name: string): Promise<PublishedRevision> {
    return publishedRevision(name, await this.#executor.run(readRepository, { name }));
  }
}

function publishedRevision(
  name: string,
  rows: readonly { readonly repository: Readonly<Record<string, unknown>> }[],
): PublishedRevision {
  const properties = rows[0]?.repository;
  if (properties === undefined)
    throw new CodexGraphError('NOT_FOUND', `There is no repository '${name.slice(0, 100)}'; list them, or index it first.`);
  return { label: String(properties['label']), revision: String(properties['revision']) };
}

function overtaken(name: string): CodexGraphError {
  return new CodexGraphError('CONFLICT', `A new revision of '${name}' was published while it was read; read again.`, {
    retryable: true,
  });
}
