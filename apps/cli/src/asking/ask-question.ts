import { randomUUID } from 'node:crypto';
import type { OfflinePlanner, PlannedAnswer } from '@codexgraph/offline-planner';

/** The two styles of answering. */
export const AGENT_NAMES = ['general', 'chat'] as const;

/** See {@link AGENT_NAMES}. */
export type AgentName = (typeof AGENT_NAMES)[number];

/** A question for a repository, with the earlier ones of its conversation. */
export interface AskRequest {
  readonly repository: string;
  readonly revision: string;
  readonly agent: AgentName;
  readonly question: string;
  readonly earlier: readonly string[];
}

/** What `ask --json` prints; see docs/asking.md. */
export interface AskResult {
  readonly id: string;
  readonly repository: string;
  readonly revision: string;
  readonly agent: AgentName;
  readonly task: 'question-answering';
  readonly model: string;
  readonly answer_text: string;
  readonly value?: number | boolean;
  readonly citations: PlannedAnswer['citations'];
  readonly rounds: number;
  readonly model_calls: number;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly seconds: number;
  readonly limits?: string;
  readonly plan?: string;
  readonly cypher?: string;
}

const MILLISECONDS = 1000;

/** Asks the built-in planner. @throws what {@link OfflinePlanner.answer} throws */
export async function askQuestion(planner: OfflinePlanner, request: AskRequest, signal: AbortSignal): Promise<AskResult> {
  const startedMs = performance.now();
  const { repository, revision, agent, question, earlier } = request;
  const answer = await planner.answer({ repository, question, earlier }, signal);
  return {
    id: randomUUID(),
    repository,
    revision,
    agent,
    task: 'question-answering',
    model: 'offline',
    answer_text: answer.text,
    ...(answer.value === undefined ? {} : { value: answer.value }),
    citations: answer.citations,
    rounds: 1,
    model_calls: 0,
    tokens: { input: 0, output: 0 },
    seconds: Math.round(performance.now() - startedMs) / MILLISECONDS,
    ...(answer.limits === undefined ? {} : { limits: answer.limits }),
    ...(answer.plan === undefined ? {} : { plan: answer.plan }),
    ...(answer.cypher === undefined ? {} : { cypher: answer.cypher }),
  };
}

/** The answer as people read it, with how it came about. */
export function answerLines(result: AskResult): string[] {
  const how = result.plan === undefined ? [] : ['', `Understood as: ${result.plan}`];
  const cypher = result.cypher === undefined ? [] : [result.cypher];
  const limits = result.limits === undefined ? [] : ['', result.limits];
  return [
    result.answer_text,
    ...limits,
    ...how,
    ...cypher,
    '',
    `Answered without a language model from revision ${result.revision}, in ${String(result.seconds)} s.`,
  ];
}
