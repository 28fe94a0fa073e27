import type { RunResult } from '@codexgraph/chat-agent';
import type { RunCost, RunRecord } from '@codexgraph/graph-model';
import type { Citation } from '@codexgraph/llm';
import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { JsonValue } from '../scalars/json.scalar.js';
import { AgentEnum, AgentTaskEnum, RunStateEnum } from './agent-enums.js';

/** A symbol that an answer rests on. */
@ObjectType('Citation', { description: 'A symbol that an answer rests on, checked against the graph.' })
export class CitationModel {
  @Field(() => ID, { description: 'Identifier of the symbol.' })
  symbolId!: string;

  @Field(() => String, { description: 'What it is: FUNCTION, CLASS, ...' })
  label!: string;

  @Field(() => String, { description: 'Short name.' })
  name!: string;

  @Field(() => String, { description: 'Dotted name.' })
  qualifiedName!: string;

  @Field(() => String, { nullable: true, description: 'Short name of the class of a method or field.' })
  className!: string | null;

  @Field(() => String, { description: 'Path relative to the root of the repository.' })
  filePath!: string;

  @Field(() => Int, { nullable: true, description: 'First line, 1-based.' })
  startLine!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last line, inclusive.' })
  endLine!: number | null;
}

/** Money. */
@ObjectType('Cost', { description: 'Money, by the prices that are configured for the endpoints of models.' })
export class CostModel {
  @Field(() => Float, { description: 'How much, in units of the currency.' })
  amount!: number;

  @Field(() => String, { description: 'Three capital letters, such as USD.' })
  currency!: string;
}

/** What a finished run cost. */
@ObjectType('RunCosts', { description: 'What a finished run cost.' })
export class RunCostsModel {
  @Field(() => Int, { description: "Turns of the agent's model." })
  rounds!: number;

  @Field(() => Int, { description: 'Calls of any model.' })
  modelCalls!: number;

  @Field(() => Int, { description: 'Tokens read by models.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'Tokens written by models.' })
  outputTokens!: number;

  @Field(() => CostModel, { nullable: true, description: 'Null when a model that was called has no known price.' })
  cost!: CostModel | null;

  @Field(() => Float, { description: 'Seconds from start to end.' })
  seconds!: number;
}

/** One question put to one agent. */
@ObjectType('Run', { description: 'One question put to one agent.' })
export class RunModel {
  @Field(() => ID, { description: 'Identifier of the run.' })
  id!: string;

  @Field(() => ID, { description: 'Conversation that it belongs to.' })
  conversationId!: string;

  @Field(() => Int, { description: '1-based number of the question in its conversation.' })
  turn!: number;

  @Field(() => String, { nullable: true, description: 'a or b side by side; null alone.' })
  seat!: string | null;

  @Field(() => AgentEnum, { nullable: true, description: 'The agent; null side by side until you have voted.' })
  agent!: string | null;

  @Field(() => AgentTaskEnum, { description: 'What the agent is to do.' })
  task!: string;

  @Field(() => ID, { description: 'Repository that the question is about.' })
  repositoryName!: string;

  @Field(() => String, { description: 'The question.' })
  question!: string;

  @Field(() => String, { nullable: true, description: 'File that the question is about.' })
  filePath!: string | null;

  @Field(() => RunStateEnum, { description: 'How it stands.' })
  state!: string;

  @Field(() => Int, { nullable: true, description: '1-based place in the queue while it waits.' })
  queuePlace!: number | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was asked.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Published revision that it read.' })
  revision!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The answer as Markdown; for a run that failed, what happened and what to do.',
  })
  answer!: string | null;

  @Field(() => JsonValue, { nullable: true, description: 'The number, or true or false, where the question asks for one.' })
  value!: number | boolean | null;

  @Field(() => [CitationModel], { description: 'Symbols that the answer names as its result.' })
  citations!: readonly CitationModel[];

  @Field(() => String, { nullable: true, description: 'Unified diff, for tasks that write code.' })
  diff!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The bound that ended the search early: rounds, modelCalls, tokens, seconds or queries.',
  })
  limit!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the failure, for programs.' })
  errorCode!: string | null;

  @Field(() => Boolean, { description: 'True when the built-in planner answered instead of a language model.' })
  isOffline!: boolean;

  @Field(() => RunCostsModel, { nullable: true, description: 'What it cost; null before its end.' })
  costs!: RunCostsModel | null;
}

/** How a run moves on. */
@ObjectType('RunUpdate', { description: 'Something that happened to a run.' })
export class RunUpdateModel {
  @Field(() => ID, { description: 'Identifier of the run.' })
  runId!: string;

  @Field(() => RunStateEnum, { description: 'How it stands.' })
  state!: string;

  @Field(() => Int, { nullable: true, description: '1-based place in the queue while it waits.' })
  queuePlace!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the event; hand the last one to `after` to go on. Null when only the state changed.',
  })
  number!: number | null;

  @Field(() => String, { nullable: true, description: 'What happened; see the documentation for the kinds.' })
  kind!: string | null;

  @Field(() => JsonValue, { nullable: true, description: 'The whole event.' })
  event!: unknown;
}

/** A run as callers see it. `isBlind` hides which agent it is. */
export function runModel(
  run: RunRecord,
  options: { readonly isBlind: boolean; readonly queuePlace?: number | undefined },
): RunModel {
  const result = parseResult(run.result);
  return {
    id: run.id,
    conversationId: run.conversationId,
    turn: run.turn,
    seat: run.seat === '' ? null : run.seat,
    agent: options.isBlind ? null : run.agent,
    task: run.task,
    repositoryName: run.repository,
    question: run.question,
    filePath: run.filePath ?? null,
    state: run.state,
    queuePlace: options.queuePlace ?? null,
    createdAt: new Date(run.createdAt),
    finishedAt: run.finishedAt === undefined ? null : new Date(run.finishedAt),
    revision: run.revision ?? null,
    ...answerOf(result),
    costs: run.figures === undefined ? null : { ...run.figures, cost: costModel(run.figures.cost) },
  };
}

/** Money as callers see it. */
export function costModel(cost: RunCost | undefined): CostModel | null {
  return cost === undefined ? null : { amount: cost.micros / 1_000_000, currency: cost.currency };
}

const NO_ANSWER = { answer: null, value: null, citations: [], diff: null, limit: null, errorCode: null, isOffline: false };

function answerOf(result: RunResult | undefined) {
  if (result === undefined) return NO_ANSWER;
  return {
    answer: result.answerText,
    value: result.value ?? null,
    citations: result.citations.map(citationModel),
    diff: result.code?.diff ?? null,
    limit: result.limit ?? null,
    errorCode: result.error?.code ?? null,
    isOffline: result.model.offline,
  };
}

function citationModel(citation: Citation): CitationModel {
  return {
    symbolId: citation.id,
    label: citation.label,
    name: citation.name,
    qualifiedName: citation.qualified_name,
    className: citation.class ?? null,
    filePath: citation.file_path,
    startLine: citation.start_line ?? null,
    endLine: citation.end_line ?? null,
  };
}

function parseResult(json: string | undefined): RunResult | undefined {
  return json === undefined ? undefined : (JSON.parse(json) as RunResult);
}
