import type { Assistant } from '@codexgraph/assistant';
import { AGENT_NAMES, type AgentName, type RunResult } from '@codexgraph/chat-agent';
import { askQuestion } from '../../asking/ask-question.js';
import { isRight } from '../questions/judge-answer.js';
import type { QuestionRecord } from '../questions/question-record.js';
import type { AbAnswer, AbQuestion } from './ab-report.js';

/**
 * Lets both agents answer a question, one after the other, and judges the answers. Which one begins alternates with `index`, so that neither always finds
 * the database warm.
 */
export async function askBoth(
  assistant: Assistant,
  record: QuestionRecord,
  run: { readonly index: number; readonly signal: AbortSignal },
): Promise<AbQuestion> {
  const order = run.index % 2 === 0 ? AGENT_NAMES : [...AGENT_NAMES].reverse();
  const answers: Partial<Record<AgentName, AbAnswer>> = {};
  for (const agent of order) answers[agent] = await askOne(assistant, record, { agent, signal: run.signal });
  const turns = record.turns ?? [record.question];
  return { id: record.id, question: turns.join(' | '), answers: answers as Record<AgentName, AbAnswer> };
}

async function askOne(
  assistant: Assistant,
  record: QuestionRecord,
  { agent, signal }: { readonly agent: AgentName; readonly signal: AbortSignal },
): Promise<AbAnswer> {
  const turns = record.turns ?? [record.question];
  let ended: RunResult | undefined;
  const request = {
    repository: record.repo,
    agent,
    task: 'question-answering' as const,
    question: turns.at(-1) ?? '',
    earlier: turns.slice(0, -1),
  };
  try {
    const result = await askQuestion(assistant, request, {
      signal,
      onEvent: (event) => {
        if (event.kind === 'run-finished') ended = event.result;
      },
    });
    return { ...figuresOf(ended), isRight: isRight(record, result) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : 'unknown reason';
    return { ...figuresOf(ended), isRight: false, failure };
  }
}

const NOTHING_SPENT = { modelCalls: 0, inputTokens: 0, outputTokens: 0, estimated: false, seconds: 0 };

/** What a run spent, also one that failed. */
function figuresOf(run: RunResult | undefined): Omit<AbAnswer, 'isRight' | 'failure'> {
  if (run === undefined) return NOTHING_SPENT;
  const { cost, tokens, modelCalls, seconds } = run;
  const spent = { modelCalls, inputTokens: tokens.input, outputTokens: tokens.output, estimated: tokens.estimated, seconds };
  return cost === undefined ? spent : { ...spent, cost: { amount: cost.micros / 1_000_000, currency: cost.currency } };
}
