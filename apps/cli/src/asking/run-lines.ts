import type { RunEvent } from '@codexgraph/chat-agent';
import type { AskResult } from './ask-question.js';

/** What a person who waits wants to know of an event, in one line; undefined for the others. */
export function progressLine(event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'text-queries':
      return `Round ${String(event.round)}: ${event.queries.join('; ')}`;
    case 'cypher-rows':
      return `  ${String(event.rowCount)} ${event.rowCount === 1 ? 'row' : 'rows'} in ${String(Math.round(event.elapsedMs))} ms`;
    case 'cypher-failed':
      return `  refused: ${event.problems[0]?.message ?? 'no reason given'}`;
    case 'model-retry':
      return `  ${event.reason}; asking the model again in ${String(Math.round(event.afterMs))} ms`;
    case 'limit':
      return event.message;
    default:
      return undefined;
  }
}

/** The answer as people read it, with how it came about. */
export function answerLines(result: AskResult): string[] {
  const queries = (result.trace ?? []).filter((event) => event.kind === 'cypher-started');
  const cypher = queries.flatMap((event) => [`${event.textQuery}:`, event.cypher.text]);
  const who =
    result.model === 'offline'
      ? 'Answered without a language model'
      : `Answered by ${result.model} in ${String(result.model_calls)} calls, ${String(result.tokens.input)} + ${String(result.tokens.output)} tokens${costWords(result)}`;
  return [
    result.answer_text,
    ...(result.diff === undefined ? [] : ['', result.diff]),
    ...(cypher.length === 0 ? [] : ['', 'Asked the graph:', ...cypher]),
    '',
    `${who}, from revision ${result.revision}, in ${String(result.seconds)} s.`,
  ];
}

function costWords({ tokens, cost }: AskResult): string {
  const counted = tokens.estimated ? ' (estimated)' : '';
  return cost === undefined ? counted : `${counted}, ${cost.amount.toFixed(4)} ${cost.currency}`;
}
