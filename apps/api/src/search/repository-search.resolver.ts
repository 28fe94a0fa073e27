import { CodexGraphError } from '@codexgraph/graph-model';
import { tokenCounterFor } from '@codexgraph/llm';
import type { CodeSearch } from '@codexgraph/retrieval';
import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CODE_SEARCH } from '../ports.js';
import { RepositoryModel } from '../repositories/repository.model.js';
import { ContextArguments, filterOf, SearchArguments } from './search-arguments.js';
import {
  CodeContextModel,
  codeContextModel,
  EmbeddingStatusModel,
  embeddingStatusModel,
  SearchHitModel,
  searchHitModel,
  SearchResultModel,
  searchResultModel,
} from './search.model.js';

const MOST_HITS = 100;
const MOST_TOKENS = 100_000;
const TIME_LIMIT_MS = 20_000;

/** Finding code by what it does. */
@Resolver(() => RepositoryModel)
export class RepositorySearchResolver {
  constructor(@Inject(CODE_SEARCH) private readonly code: CodeSearch) {}

  @ResolveField(() => SearchResultModel, {
    description: 'Symbols by what they do, best first, each with the reasons why it is there.',
    complexity: ({ args, childComplexity }) => 50 + Math.ceil((args as SearchArguments).first / 5) * childComplexity,
  })
  async search(@Parent() { name }: RepositoryModel, @Args() asked: SearchArguments): Promise<SearchResultModel> {
    checkFirst(asked.first);
    const { text, mode, first } = asked;
    const request = { repository: name, text, mode, k: first, ...filterOf(asked) };
    return searchResultModel(name, await this.code.search(request, AbortSignal.timeout(TIME_LIMIT_MS)));
  }

  @ResolveField(() => CodeContextModel, {
    description:
      'What a model should read to answer a question, within a budget of tokens. The same question gives the same text.',
    complexity: ({ childComplexity }) => 100 + 10 * childComplexity,
  })
  async context(@Parent() { name }: RepositoryModel, @Args() asked: ContextArguments): Promise<CodeContextModel> {
    const { text, mode, budgetTokens, model } = asked;
    if (budgetTokens > MOST_TOKENS)
      throw new CodexGraphError('BAD_INPUT', `A context has at most ${MOST_TOKENS} tokens; ask for fewer.`);
    const tokens = await tokenCounterFor(model);
    const request = { repository: name, text, mode, budgetTokens, tokens, ...filterOf(asked) };
    return codeContextModel(name, await this.code.context(request, AbortSignal.timeout(TIME_LIMIT_MS)));
  }

  @ResolveField(() => [SearchHitModel], {
    description: 'Symbols whose meaning is nearest to that of one symbol, nearest first; empty when it has no vector.',
    complexity: ({ childComplexity }) => 30 + 5 * childComplexity,
  })
  async similarSymbols(
    @Parent() { name }: RepositoryModel,
    @Args('id', { type: () => ID, description: 'Id of the symbol.' }) id: string,
    @Args('first', { type: () => Int, defaultValue: 10, description: 'Symbols to give at most, 1 to 100.' }) first: number,
  ): Promise<SearchHitModel[]> {
    checkFirst(first);
    return (await this.code.similar(name, id, first)).map((hit) => searchHitModel(name, hit));
  }

  @ResolveField(() => EmbeddingStatusModel, {
    description: 'State of what searches read: model, counts, indexes.',
    complexity: 20,
  })
  async embeddingStatus(@Parent() { name }: RepositoryModel): Promise<EmbeddingStatusModel> {
    return embeddingStatusModel(await this.code.status(name));
  }
}

function checkFirst(first: number): void {
  if (first >= 1 && first <= MOST_HITS) return;
  throw new CodexGraphError('BAD_INPUT', `A search gives 1 to ${MOST_HITS} hits, not ${first}; ask for fewer.`);
}
