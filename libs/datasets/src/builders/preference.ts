import type { RunTrace, TraceQuery } from '../trace/run-trace.js';
import type { DatasetBuilder, DraftExample } from './dataset-builder.js';
import { schemaText } from '@codexgraph/cypher-agent';
import { searchInstruction } from './search-tool.js';

/**
 * What people preferred of two answers to one question, and Cypher that ran against a try of the same words that failed, in the form of
 * Axolotl's `chat_template.default`: the conversation so far, and two replies as messages.
 */
export const preferenceBuilder: DatasetBuilder = {
  name: 'preference',
  version: 1,
  purpose: 'preferring the better of two answers, and Cypher that runs over Cypher that fails',
  build: (runs) => [...votedPair(runs), ...runs.flatMap(repairedCypher)],
};

function votedPair(runs: readonly RunTrace[]): readonly DraftExample[] {
  const won = runs.find(({ feedback }) => feedback.preference === 'won');
  const lost = runs.find(({ feedback }) => feedback.preference === 'lost');
  if (won === undefined || lost === undefined || won.conversationTurns > 0) return [];
  if (won.outcome !== 'answered' || lost.outcome !== 'answered' || won.answer === lost.answer) return [];
  const asked = [
    { role: 'system', content: searchInstruction(won.repository) },
    { role: 'user', content: won.question },
  ];
  return [{ trace: won, holdsSource: true, body: pairBody(asked, won.answer, lost.answer) }];
}

function repairedCypher(trace: RunTrace): readonly DraftExample[] {
  return trace.rounds.flatMap(({ queries }) =>
    queries.flatMap((query) => {
      if (query.fallback || query.outcome.kind !== 'rows' || query.outcome.rowCount === 0) return [];
      const failed = queries.find((other) => isFailedTryOf(query, other));
      if (failed === undefined) return [];
      const asked = [
        { role: 'system', content: schemaText() },
        { role: 'user', content: query.textQuery },
      ];
      const { repository, revision } = trace;
      const { rows, rowCount } = query.outcome;
      const check = { repository, revision, cypher: query.cypher, parameters: query.parameters, rows, rowCount };
      return [{ trace, holdsSource: false, check, body: pairBody(asked, query.cypher, failed.cypher) }];
    }),
  );
}

function isFailedTryOf(query: TraceQuery, other: TraceQuery): boolean {
  return (
    other.textQuery === query.textQuery &&
    other.attempt < query.attempt &&
    other.outcome.kind === 'failed' &&
    other.cypher !== query.cypher
  );
}

function pairBody(messages: readonly { readonly role: string; readonly content: string }[], chosen: string, rejected: string) {
  const reply = (content: string) => ({ role: 'assistant', content });
  return { messages, chosen: reply(chosen), rejected: reply(rejected) };
}
