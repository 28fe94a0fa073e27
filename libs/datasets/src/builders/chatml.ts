import type { JsonObject } from '../json.js';
import type { RunTrace } from '../trace/run-trace.js';
import { type DatasetBuilder, type DraftExample, isGoodAnswer } from './dataset-builder.js';
import { type SearchRound, searchRounds } from './search-rounds.js';
import { SEARCH_TOOL, SEARCH_TOOL_SPEC, searchArguments, searchInstruction } from './search-tool.js';

/**
 * Conversations with a tool, in the message form of OpenAI: thoughts are the content of assistant turns, text queries their tool calls, reports
 * the replies of the tool. Turns that failed carry `"train": false`, the key that Axolotl reads by `message_field_training`.
 */
export const chatmlBuilder: DatasetBuilder = {
  name: 'chatml',
  version: 1,
  purpose: 'answering questions about code by calling a search tool, with thoughts',
  build: (runs) => runs.filter(isGoodAnswer).flatMap(exampleOf),
};

function exampleOf(trace: RunTrace): readonly DraftExample[] {
  // What earlier turns said is not in the trace; without it a follow-up question makes no sense.
  if (trace.conversationTurns > 0) return [];
  const rounds = searchRounds(trace);
  if (!rounds.some(({ worked }) => worked)) return [];
  const messages: readonly JsonObject[] = [
    { role: 'system', content: searchInstruction(trace.repository) },
    { role: 'user', content: trace.question },
    ...rounds.flatMap(turnsOf),
    { role: 'assistant', content: trace.answer },
  ];
  return [{ trace, holdsSource: true, body: { messages, tools: [SEARCH_TOOL_SPEC], parallel_tool_calls: false } }];
}

function turnsOf(round: SearchRound): readonly JsonObject[] {
  const id = `call_${String(round.round)}`;
  const call = { id, type: 'function', function: { name: SEARCH_TOOL, arguments: searchArguments(round.textQueries) } };
  return [
    { role: 'assistant', content: round.thought, tool_calls: [call], ...(round.worked ? {} : { train: false }) },
    { role: 'tool', tool_call_id: id, content: round.report },
  ];
}
