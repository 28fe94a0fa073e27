import { CodexGraphError, type WatchRecord } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { JobModel, jobModel } from '../jobs/job.model.js';
import { type Connection, cutConnection } from '../paging/connection.js';
import { PageArguments, pageRequest } from '../paging/page-arguments.js';
import { API_PARTS, type ApiParts, GRAPH_READER } from '../ports.js';
import { Freshness, RepositoryConnection, RepositoryModel, repositoryModel, RepositoryWatch } from './repository.model.js';
import { sourceCommit } from './source-commit.js';
import type { WatchState } from './watch-states.js';

const CURSOR_PREFIX = 'repository:';

/** Repositories by name. */
@Resolver(() => RepositoryModel)
export class RepositoriesResolver {
  private readWishes: Promise<readonly WatchRecord[]> | undefined;

  constructor(
    @Inject(GRAPH_READER) private readonly graph: ApiParts['graph'],
    @Inject(API_PARTS) private readonly parts: ApiParts,
  ) {}

  @Query(() => RepositoryConnection, { description: 'All repositories, sorted by name.' })
  async repositories(@Args() page: PageArguments): Promise<Connection<RepositoryModel>> {
    const { limit, after } = pageRequest(page);
    const last = after === undefined ? undefined : decodeCursor(after);
    const records = (await this.graph.repositories()).filter(({ name }) => last === undefined || name > last);
    return cutConnection(records, limit, { model: repositoryModel, textOf: ({ name }) => `${CURSOR_PREFIX}${name}` });
  }

  @Query(() => RepositoryModel, { nullable: true, description: 'The repository of that name; null when there is none.' })
  async repository(
    @Args('name', { type: () => ID, description: 'Name of the repository.' }) name: string,
  ): Promise<RepositoryModel | null> {
    const record = await this.graph.repository(name);
    return record === undefined ? null : repositoryModel(record);
  }

  @ResolveField(() => Freshness, {
    description: 'How old the graph is, and whether its source has moved on.',
    complexity: ({ childComplexity }) => 5 + childComplexity,
  })
  async freshness(@Parent() { record }: RepositoryModel): Promise<Freshness> {
    const publishedAt = new Date(record.publishedAt);
    const current = record.source.kind === 'folder' ? await sourceCommit(record.source.location) : undefined;
    return {
      publishedAt,
      ageSeconds: Math.max(0, Math.round((this.parts.now().getTime() - publishedAt.getTime()) / 1000)),
      indexedCommit: record.commit ?? null,
      sourceCommit: current ?? null,
    };
  }

  @ResolveField(() => RepositoryWatch, {
    description: 'Whether its graph follows its folder, and how that goes.',
    complexity: ({ childComplexity }) => 5 + childComplexity,
  })
  async watch(@Parent() { name }: RepositoryModel): Promise<RepositoryWatch> {
    const wish = (await this.wishes()).find(({ repository }) => repository === name);
    if (wish === undefined) return { isWanted: false, state: 'off', problem: null, since: null, changedAt: null };
    const state = await this.parts.watchStates?.state(name).catch(() => undefined);
    return {
      isWanted: true,
      state: state === undefined ? 'starting' : watchStateOf(state),
      problem: state?.problem ?? null,
      since: new Date(wish.since),
      changedAt: state?.changedAt === undefined ? null : new Date(state.changedAt),
    };
  }

  /** All wishes, read once for the repositories of one answer. */
  private wishes(): Promise<readonly WatchRecord[]> {
    this.readWishes ??= this.parts.application.watches.watches().finally(() => {
      this.readWishes = undefined;
    });
    return this.readWishes;
  }

  @ResolveField(() => JobModel, {
    nullable: true,
    description: 'The job of this repository that waits or runs; null when there is none.',
    complexity: ({ childComplexity }) => 5 + childComplexity,
  })
  async currentJob(@Parent() { name }: RepositoryModel): Promise<JobModel | null> {
    const job = await this.parts.jobs.current(name);
    return job === undefined ? null : jobModel(job);
  }
}

function watchStateOf({ isFollowed, problem }: WatchState): 'starting' | 'watching' | 'problem' {
  if (isFollowed) return 'watching';
  return problem === undefined ? 'starting' : 'problem';
}

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(CURSOR_PREFIX))
    throw new CodexGraphError('BAD_INPUT', 'This is no cursor of a list of repositories. Use the endCursor of a page before.');
  return text.slice(CURSOR_PREFIX.length);
}
