import type { RunResult } from '@codexgraph/chat-agent';
import type { RunRecord } from '@codexgraph/graph-model';
import type { ConversationTurn } from '@codexgraph/llm';

/** Turns that an agent remembers: of each earlier question its own answer, else the other agent's. Questions without an answer are left out. */
export function earlierTurns(runs: readonly RunRecord[], agent: string): readonly ConversationTurn[] {
  const chosen = new Map<number, RunRecord>();
  for (const run of runs) {
    if (run.state !== 'answered' || run.result === undefined) continue;
    if (run.agent === agent || !chosen.has(run.turn)) chosen.set(run.turn, run);
  }
  return [...chosen.values()].sort((left, right) => left.turn - right.turn).flatMap(toTurn);
}

function toTurn(run: RunRecord): ConversationTurn[] {
  const result = parse(run.result ?? '');
  if (result === undefined) return [];
  const { answerText, value, citations } = result;
  return [{ question: run.question, answer: answerText, citations, ...(value === undefined ? {} : { value }) }];
}

function parse(json: string): RunResult | undefined {
  try {
    return JSON.parse(json) as RunResult;
  } catch {
    return undefined;
  }
}
