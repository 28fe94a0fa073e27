import { canonicalJson, type JsonObject } from '../json.js';
import type { RunTrace } from '../trace/run-trace.js';
import { type DatasetBuilder, type DraftExample, isGoodAnswer } from './dataset-builder.js';
import { searchRounds } from './search-rounds.js';
import { SEARCH_TOOL, SEARCH_TOOL_SPEC, searchArguments, searchInstruction } from './search-tool.js';

/**
 * The same conversations in ShareGPT's form as LLaMA-Factory reads it: human and observation stand on odd places, function_call and gpt on even ones.
 * The form cannot mask a turn, so that calls which failed are cut together with their replies.
 */
export const sharegptBuilder: DatasetBuilder = {
  name: 'sharegpt',
  version: 1,
  purpose: 'answering questions about code by calling a search tool, for LLaMA-Factory',
  build: (runs) => runs.filter(isGoodAnswer).flatMap(exampleOf),
};

function exampleOf(trace: RunTrace): readonly DraftExample[] {
  if (trace.conversationTurns > 0) return [];
  const rounds = searchRounds(trace).filter(({ worked }) => worked);
  if (rounds.length === 0) return [];
  const conversations: readonly JsonObject[] = [
    { from: 'human', value: trace.question },
    ...rounds.flatMap(({ textQueries, report }) => [
      { from: 'function_call', value: JSON.stringify({ name: SEARCH_TOOL, arguments: searchArguments(textQueries) }) },
      { from: 'observation', value: report },
    ]),
    { from: 'gpt', value: trace.answer },
  ];
  const body = { conversations, system: searchInstruction(trace.repository), tools: canonicalJson([SEARCH_TOOL_SPEC]) };
  return [{ trace, holdsSource: true, body }];
}
