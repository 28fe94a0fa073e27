import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../api-context.js';
import { JobRequestModel, jobRequestModel } from '../jobs/job.model.js';
import { API_PARTS, type ApiParts } from '../ports.js';
import type { SourcePolicy } from '../security/source-policy.js';
import { budgetOf, RebuildRepositoryArguments } from '../search/describing.model.js';
import { noDescribingModel } from '../search/describing.js';
import { RepositoryModel, repositoryModel } from './repository.model.js';
import { RepositoryRequests } from './repository-requests.js';

/** A source to index. */
@InputType({ description: 'A source to index, and the name it gets.' })
export class AddRepositoryInput {
  @Field(() => String, {
    description:
      "Absolute folder on the service's machine, or a git URL: https://host/path.git, ssh://host/path or git@host:path.",
  })
  source!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Name of the repository: letters, digits and . _ - /. Absent: the last part of the source.',
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Branch, tag or commit of a git URL. Absent: its default branch.' })
  revision?: string | null;

  @Field(() => String, { nullable: true, description: 'Folder inside the source to index. Absent: all of it.' })
  subfolder?: string | null;
}

/** Asks for work on repositories. Every mutation answers with the job that does it. */
@Resolver()
export class RepositoryMutationsResolver {
  private readonly requests: RepositoryRequests;

  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {
    this.requests = new RepositoryRequests(parts.graph, parts.jobs, parts.uploads);
  }

  @Mutation(() => JobRequestModel, { description: 'Indexes a source as a new repository.' })
  async addRepository(
    @Args('input', { description: 'The source and its name.' }) { source, name, revision, subfolder }: AddRepositoryInput,
    @Context() context: ApiContext,
  ): Promise<JobRequestModel> {
    const request = {
      location: source,
      ...(name == null ? {} : { name }),
      ...(revision == null ? {} : { revision }),
      ...(subfolder == null ? {} : { subfolder }),
    };
    return jobRequestModel(await this.requests.add(request, this.policy(context)));
  }

  @Mutation(() => JobRequestModel, {
    description: 'Indexes the whole source of a repository again. Readers see the old revision until the new one is published.',
  })
  async reindexRepository(
    @Args('name', { type: () => ID, description: 'Name of the repository.' }) name: string,
    @Context() context: ApiContext,
  ): Promise<JobRequestModel> {
    return jobRequestModel(await this.requests.reindex(name, this.policy(context)));
  }

  @Mutation(() => JobRequestModel, {
    description:
      'Does all of a repository again in steps, each a job of its own: index, describe, embed, publish. Each runs when the one before has ended well; the answer is the last one. Searches keep to the vectors in use until the new ones are complete.',
  })
  async rebuildRepository(@Args() asked: RebuildRepositoryArguments, @Context() context: ApiContext): Promise<JobRequestModel> {
    const { model } = this.parts.describing;
    if (asked.describe === true && model === undefined) throw noDescribingModel();
    const describing =
      model === undefined || asked.describe === false ? undefined : { tests: asked.tests, ...budgetOf(asked, model.price) };
    return jobRequestModel(await this.requests.rebuild(asked.name, this.policy(context), describing));
  }

  @Mutation(() => JobRequestModel, { description: 'Brings a repository up to date, reading only what changed in its source.' })
  async updateRepository(
    @Args('name', { type: () => ID, description: 'Name of the repository.' }) name: string,
    @Context() context: ApiContext,
  ): Promise<JobRequestModel> {
    return jobRequestModel(await this.requests.update(name, this.policy(context)));
  }

  @Mutation(() => RepositoryModel, {
    description:
      'Says whether the graph of a repository follows its folder: a worker then asks for an update whenever a source file changes there. The wish outlives restarts.',
  })
  async watchRepository(
    @Args('name', { type: () => ID, description: 'Name of the repository.' }) name: string,
    @Args('isWanted', { description: 'Whether it is to be watched.' }) isWanted: boolean,
    @Context() context: ApiContext,
  ): Promise<RepositoryModel> {
    const { watches } = this.parts.application;
    if (!isWanted) {
      await watches.deleteWatch(name);
      return repositoryModel(await this.requests.known(name));
    }
    const record = await this.requests.checkWatch(name, this.policy(context));
    await watches.putWatch({ repository: name, since: this.parts.now().toISOString() });
    return repositoryModel(record);
  }

  @Mutation(() => JobRequestModel, {
    description:
      'Brings the search of a repository up to its published revision: what has not changed stays. Goes on where a cancelled one ended.',
  })
  async embedRepository(
    @Args('name', { type: () => ID, description: 'Name of the repository.' }) name: string,
  ): Promise<JobRequestModel> {
    return jobRequestModel(await this.requests.embed(name));
  }

  @Mutation(() => JobRequestModel, {
    description: 'Deletes a repository without a trace. A job of it that waits or runs is cancelled first.',
  })
  async deleteRepository(
    @Args('name', { type: () => ID, description: 'Name of the repository.' }) name: string,
  ): Promise<JobRequestModel> {
    return jobRequestModel(await this.requests.delete(name));
  }

  private policy({ isRemote }: ApiContext): SourcePolicy {
    return { isRemote, allowedRoots: this.parts.server.allowedRoots };
  }
}
