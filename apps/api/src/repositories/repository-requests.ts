import { CodexGraphError, type RepositoryRecord, type RepositorySource } from '@codexgraph/graph-model';
import type { DescribingBudget } from '@codexgraph/retrieval';
import type { EnqueueOutcome, RepositoryJobs } from '../jobs/repository-jobs.js';
import type { ApiParts } from '../ports.js';
import type { Uploads } from './uploads.js';
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
    private readonly jobs: Pick<RepositoryJobs, 'current' | 'enqueue' | 'enqueueFlow' | 'enqueueDeletion'>,
    private readonly uploads?: Pick<Uploads, 'holds' | 'tidy'>,
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

  /** Whether an archive that is being sent may get this name: a new one, or that of an archive which was sent before. @throws ALREADY_EXISTS */
  async checkUpload(name: string): Promise<void> {
    const known = await this.graph.repository(name);
    if (known === undefined || this.isUpload(known.source)) return;
    throw new CodexGraphError('ALREADY_EXISTS', `There is a repository ${name} already, from another source. Give another name.`);
  }

  /** Indexes an archive that was sent. @throws as {@link checkUpload} and RepositoryJobs.enqueue */
  async addUpload(name: string, archive: { readonly location: string; readonly subfolder: string }): Promise<EnqueueOutcome> {
    await this.checkUpload(name);
    const { location, subfolder } = await acceptSource(archive, { isRemote: false, allowedRoots: [] });
    const outcome = await this.jobs.enqueue({
      v: 1,
      operation: 'index',
      repository: name,
      source: { kind: 'archive', location, subfolder },
    });
    await this.uploads?.tidy([location, ...(await this.graph.repositories()).map(({ source }) => source.location)]);
    return outcome;
  }

  /** Indexes the whole source of a known repository again. @throws NOT_FOUND, FORBIDDEN, SOURCE_UNREADABLE; as RepositoryJobs.enqueue. */
  async reindex(name: string, policy: SourcePolicy): Promise<EnqueueOutcome> {
    const { source } = await this.known(name);
    if (!this.isUpload(source)) await checkAgain(source, policy);
    return this.jobs.enqueue({ v: 1, operation: 'index', repository: name, source });
  }

  /**
   * Does {@link reindex} in steps, each a job: index, describe when that is asked for, embed, publish.
   * @throws as {@link reindex} and RepositoryJobs.enqueueFlow
   */
  async rebuild(
    name: string,
    policy: SourcePolicy,
    describing?: { readonly tests: boolean; readonly budget?: DescribingBudget },
  ): Promise<EnqueueOutcome> {
    const { source } = await this.known(name);
    if (!this.isUpload(source)) await checkAgain(source, policy);
    const step = { v: 1, repository: name };
    return this.jobs.enqueueFlow([
      { ...step, operation: 'index', source },
      ...(describing === undefined ? [] : [{ ...step, operation: 'describe', ...describing }]),
      { ...step, operation: 'embed' },
      { ...step, operation: 'publish' },
    ]);
  }

  /** Reads what changed in the source. @throws as {@link reindex}. */
  async update(name: string, policy: SourcePolicy): Promise<EnqueueOutcome> {
    const { source } = await this.known(name);
    if (!this.isUpload(source)) await checkAgain(source, policy);
    return this.jobs.enqueue({ v: 1, operation: 'update', repository: name });
  }

  /** The repository, if its folder may be watched by the caller. @throws NOT_FOUND; BAD_INPUT for other sources; as {@link reindex} */
  async checkWatch(name: string, policy: SourcePolicy): Promise<RepositoryRecord> {
    const record = await this.known(name);
    if (record.source.kind !== 'folder')
      throw new CodexGraphError(
        'BAD_INPUT',
        'Only folders can be watched. Update a repository of another source when it has changed.',
      );
    await checkAgain(record.source, policy);
    return record;
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

  /** What was sent to the service is open to its callers, wherever its files lie. */
  private isUpload({ kind, location }: RepositorySource): boolean {
    return kind === 'archive' && this.uploads?.holds(location) === true;
  }

  /** The repository of that name. @throws NOT_FOUND */
  async known(name: string): Promise<RepositoryRecord> {
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
