import { CodexGraphError, type CypherParameter, type CypherRequest, type CypherRunner } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CYPHER_RUNNER, CYPHER_TRANSLATOR } from '../ports.js';
import {
  CompletionInput,
  completionModel,
  CypherCompletionsModel,
  CypherExplanationModel,
  cypherExplanationModel,
  CypherInput,
  CypherResultModel,
  cypherResultModel,
  CypherTranslationModel,
} from './cypher.model.js';
import type { CypherTranslator } from './cypher-translator.js';

const REPOSITORY = { type: () => ID, description: 'Repository that is meant.' } as const;

/** Cypher of the caller's own, confined to one repository. */
@Resolver()
export class PlaygroundResolver {
  constructor(
    @Inject(CYPHER_RUNNER) private readonly runner: CypherRunner,
    @Inject(CYPHER_TRANSLATOR) private readonly translator: CypherTranslator,
  ) {}

  @Query(() => CypherResultModel, { description: 'Runs a query that can only read, and only see one repository.' })
  async runCypher(@Args('input', { description: 'The query and its bounds.' }) input: CypherInput): Promise<CypherResultModel> {
    const limits = {
      ...(input.maxRows == null ? {} : { maxRows: atLeastOne('maxRows', input.maxRows) }),
      ...(input.timeoutMs == null ? {} : { timeoutMs: atLeastOne('timeoutMs', input.timeoutMs) }),
    };
    return cypherResultModel(await this.runner.run({ ...requestOf(input), limits }));
  }

  @Query(() => CypherExplanationModel, { description: 'Checks and plans a query without running it.' })
  async explainCypher(
    @Args('input', { description: 'The query; its bounds do not matter.' }) input: CypherInput,
  ): Promise<CypherExplanationModel> {
    return cypherExplanationModel(await this.runner.explain(requestOf(input)));
  }

  @Query(() => CypherCompletionsModel, {
    description: 'What may be written at a place of a query: labels, types, properties, names of symbols.',
  })
  async completeCypher(
    @Args('input', { description: 'The place.' }) { repositoryName, ...rest }: CompletionInput,
  ): Promise<CypherCompletionsModel> {
    const { from, items } = await this.runner.complete({ repository: repositoryName, ...rest });
    return { from, items: items.map(completionModel) };
  }

  @Query(() => CypherTranslationModel, { description: 'Puts a question in words into Cypher, without running it.' })
  async translate(
    @Args('repositoryName', REPOSITORY) repository: string,
    @Args('question', { type: () => String, description: 'The question, in English or Chinese.' }) question: string,
  ): Promise<CypherTranslationModel> {
    return this.translator.translate(repository, question);
  }

  @Mutation(() => Boolean, { description: 'Stops a running query, on the server too. False when none of that id runs.' })
  cancelCypher(
    @Args('requestId', { type: () => ID, description: 'The id that `runCypher` was given.' }) requestId: string,
  ): boolean {
    return this.runner.cancel(requestId);
  }
}

function requestOf({ repositoryName, text, parameters, requestId, profile }: CypherInput): CypherRequest {
  return {
    repository: repositoryName,
    text,
    ...(parameters == null ? {} : { parameters: checkParameters(parameters) }),
    ...(requestId == null ? {} : { requestId }),
    ...(profile && { profile }),
  };
}

function checkParameters(parameters: unknown): Readonly<Record<string, CypherParameter>> {
  if (typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters))
    return parameters as Readonly<Record<string, CypherParameter>>;
  throw new CodexGraphError('BAD_INPUT', "'parameters' must be an object with a value for each $parameter.");
}

function atLeastOne(name: string, value: number): number {
  if (value >= 1) return value;
  throw new CodexGraphError('BAD_INPUT', `'${name}' is ${String(value)}; it must be 1 or more.`);
}
