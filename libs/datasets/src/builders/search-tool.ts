import type { JsonObject } from '../json.js';

/** Name of the tool that text queries become. */
export const SEARCH_TOOL = 'search_code_graph';

/** The tool in the form of OpenAI's function calls. */
export const SEARCH_TOOL_SPEC: JsonObject = {
  type: 'function',
  function: {
    name: SEARCH_TOOL,
    description:
      'Answers questions about the code graph of the repository: symbols, calls, inheritance, imports, uses, source. Each query is one question in plain words.',
    parameters: {
      type: 'object',
      properties: { queries: { type: 'array', items: { type: 'string' }, description: 'One to five questions in plain words' } },
      required: ['queries'],
    },
  },
};

/** What an agent with that tool is told. */
export function searchInstruction(repository: string): string {
  return [
    `You answer questions about the code repository ${repository}.`,
    `Look up what you need with ${SEARCH_TOOL}; several questions fit into one call.`,
    'Answer from what it returned alone, and name each symbol by its qualified name with file and line.',
  ].join(' ');
}

/** Arguments of a call, as the JSON text that function calls carry. */
export function searchArguments(queries: readonly string[]): string {
  return JSON.stringify({ queries });
}
