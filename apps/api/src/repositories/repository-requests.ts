import { CodexGraphError, type RepositoryRecord, type RepositorySource } from '@codexgraph/graph-model';
import type { EnqueueOutcome, RepositoryJobs } from '../jobs/repository-jobs.js';
import type { ApiParts } from '../ports.js';
import { acceptSource, type SourcePolicy, type SourceRequest } from '../security/source-policy.js';

/** What a caller asks to be added. */
export interface AddRequest extends SourceRequest {
  /** Absent: derived from the source. */
  readonly name?: string;
}

/** Turns what callers ask into jobs, after checking what they may ask. */
export class RepositoryRequests {
  constructor(
    private readonly graph: ApiParts['graph'],
    private readonly jobs: RepositoryJobs,
  ) {}

  /** @throws ALREADY_EXISTS when the name is taken; BAD_INPUT, FORBIDDEN, SOURCE_UNREADABLE for the source; as RepositoryJobs.enqueue. */
  async add(request: AddRequest, policy: SourcePolicy): Promise<EnqueueOutcome> {
    const source = await acceptSource(request, policy);
    const name = request.name ?? nameFromSource(source);
    if ((await this.graph.repository(name)) !== undefined) {
      throw new CodexGraphError(
        'ALREADY_EXISTS',
        `There is a repository ${name} already. Give another name, or use reindexRepository or updateRepository.`,
      );
    }
    return this.jobs.enqueue({ v: 1, operation: 'index', repository: name, source });
  }

  /** Indexes the whole source of a known repository again. @throws NOT_FOUND, FORBIDDEN, SOURCE_UNREADABLE; as RepositoryJobs.enqueue. */
  async reindex(name: string, policy: SourcePolicy): Promise<EnqueueOutcome> {
    const { source } = await this.known(name);
    await checkAgain(source, policy);
    return this.jobs.enqueue({ v: 1, operation: 'index', repository: name, source });
  }

  /** Reads what changed in the source. @throws as {@link reindex}. */
  async update(name: string, policy: SourcePolicy): Promise<EnqueueOutcome> {
    const { source } = await this.known(name);
    await checkAgain(source, policy);
    return this.jobs.enqueue({ v: 1, operation: 'update', repository: name });
  }

  /** Brings the search of a repository up to date. @throws NOT_FOUND; as RepositoryJobs.enqueue. */
  async embed(name: string): Promise<EnqueueOutcome> {
    await this.known(name);
    return this.jobs.enqueue({ v: 1, operation: 'embed', repository: name });
  }

  /** Deletes a repository, ending its running job first. @throws NOT_FOUND; as RepositoryJobs.enqueueDeletion. */
  async delete(name: string): Promise<EnqueueOutcome> {
    if ((await this.graph.repository(name)) === undefined && (await this.jobs.current(name)) === undefined)
      throw unknownRepository(name);
    return this.jobs.enqueueDeletion(name);
  }

  private async known(name: string): Promise<RepositoryRecord> {
    const record = await this.graph.repository(name);
    if (record === undefined) throw unknownRepository(name);
    return record;
  }
}

/** The error for a name that no repository has. */
export function unknownRepository(name: string): CodexGraphError {
  return new CodexGraphError(
    'NOT_FOUND',
    `There is no repository ${name}. The query { repositories { nodes { name } } } lists all.`,
  );
}

/** What the local command may have indexed is not thereby open to every caller of the API. */
async function checkAgain(source: RepositorySource, policy: SourcePolicy): Promise<void> {
  const { kind, location, subfolder, requestedRevision } = source;
  if (kind === 'archive' && !location.startsWith('/')) return;
  await acceptSource(
    { location, subfolder, ...(requestedRevision === undefined ? {} : { revision: requestedRevision }) },
    policy,
  );
}

/** `https://host/team/shop.git` and `/src/shop` are both called shop. */
export function nameFromSource(source: RepositorySource): string {
  const whole = [source.location, source.subfolder].filter((part) => part !== '').join('/');
  const last = whole.split(/[/\\:]/).findLast((part) => part !== '') ?? '';
  const name = last
    .replace(/\.(git|zip|tar|tgz|tar\.gz)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 100);
  if (name === '')
    throw new CodexGraphError('BAD_INPUT', 'No name can be made from this source. Give one: name: "my-repository".');
  return name;
}
