import { findJsonObject, withoutThinking, type JsonValue } from '@codexgraph/llm';
import type { TaskDefinition } from '../tasks.js';
import type { ReplyProtocol } from './reply-protocol.js';
import { readLocations, readQueries, type ReplyReading } from './reply-reading.js';

/** What an action of the General agent does with its input. */
export type ActionHandler = (input: JsonValue | undefined) => Omit<ReplyReading, 'analysis'>;

const TEXT_QUERIES = 'TEXT_QUERIES';

/** The actions of a task by name: the search, and the one that ends it. Another action is another entry. */
export function actionsOf(task: TaskDefinition): ReadonlyMap<string, ActionHandler> {
  return new Map<string, ActionHandler>([
    [
      TEXT_QUERIES,
      (input) => {
        const queries = readQueries(input);
        return queries.length > 0
          ? { queries }
          : { queries, complaint: `The action ${TEXT_QUERIES} needs action_input with at least one text query.` };
      },
    ],
    [
      task.finalAction,
      (input) => ({
        queries: [],
        end: {
          ...(typeof input === 'string' && input.trim() !== '' ? { draft: input.trim() } : {}),
          locations: task.stage === 'patch' && input !== undefined ? readLocations(input) : [],
        },
      }),
    ],
  ]);
}

/** The protocol of the General agent: one JSON object `{thought, action, action_input}` a round. */
export const JSON_ACTION_PROTOCOL: ReplyProtocol = {
  name: 'json-action',
  answerPrompt: 'answer/general',
  opening: ({ task, question, conversation, file, seeds, rounds, schema }) => [
    {
      role: 'system',
      id: 'general/system',
      values: { actions: `- ${task.finalAction}: ${task.actionText}`, rounds: String(rounds), schema },
    },
    { role: 'user', id: 'general/question', values: { conversation, task: task.instruction, question, file, seeds } },
  ],
  observation: (report, roundsLeft) => ({ role: 'user', id: 'general/report', values: { report, rounds_left: roundsLeft } }),
  responseFormat: (task) => ({
    name: 'action',
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['thought', 'action', 'action_input'],
      properties: {
        thought: { type: 'string' },
        action: { type: 'string', enum: [...actionsOf(task).keys()] },
        action_input: { type: 'array', items: { type: 'string' } },
      },
    },
  }),
  read(reply, { task, cutOff }) {
    const actions = actionsOf(task);
    const reading = findJsonObject(withoutThinking(reply), (value) => 'action' in value || 'thought' in value);
    if (!reading.ok) return { queries: [], complaint: unreadable(reading.problem, cutOff, actions) };
    const { thought, action, action_input: input } = reading.value;
    const handler = typeof action === 'string' ? actions.get(plainName(action)) : undefined;
    const analysis = typeof thought === 'string' && thought.trim() !== '' ? { analysis: thought.trim() } : {};
    if (handler === undefined) return { ...analysis, queries: [], complaint: unknownAction(action, actions) };
    return { ...analysis, ...handler(input) };
  },
};

function plainName(action: string): string {
  return action
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
}

function unreadable(problem: string, cutOff: boolean, actions: ReadonlyMap<string, ActionHandler>): string {
  const why = cutOff ? `your reply reached its token limit: ${problem}` : problem;
  return `Your reply could not be read: ${why}. Reply with one JSON object {"thought", "action", "action_input"}${cutOff ? ', shorter than before' : ''}; the actions are ${names(actions)}.`;
}

function unknownAction(action: JsonValue | undefined, actions: ReadonlyMap<string, ActionHandler>): string {
  const what = typeof action === 'string' ? `There is no action "${action.slice(0, 60)}"` : 'The reply has no action';
  return `${what}. The actions are ${names(actions)}.`;
}

function names(actions: ReadonlyMap<string, ActionHandler>): string {
  return [...actions.keys()].join(' and ');
}
