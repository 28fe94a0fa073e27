import { readFileSync, writeFileSync } from 'node:fs';
import { schemaText } from '@codexgraph/cypher-agent';
import { NODE_LABELS, RELATION_TYPES } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { JSON_ACTION_PROTOCOL } from '../protocols/json-action.js';
import { MARKER_PROTOCOL } from '../protocols/markers.js';
import { renderMessages } from '../running/run-context.js';
import { AGENT_TASKS, taskNamed } from '../tasks.js';
import { loadAgentPrompts } from './agent-prompts.js';

const GOLDEN = new URL('golden-renders.txt', import.meta.url);
const prompts = loadAgentPrompts();

/** Every prompt with its variables shown by their names. */
function renders(): string {
  return prompts.ids
    .map((id) => {
      const values = Object.fromEntries(prompts.variablesOf(id).map((name) => [name, `<<${name}>>`]));
      const { text, use } = prompts.render(id, values);
      return `===== ${id} ${use.hash}\n${text}\n`;
    })
    .join('\n');
}

describe('prompts', () => {
  it('render as they did; UPDATE_GOLDEN=1 npx vitest run libs/chat-agent/src/prompts accepts a change', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, renders());
    expect(renders()).toBe(readFileSync(GOLDEN, 'utf8'));
  });

  it('leave no placeholder', () => {
    expect(renders()).not.toMatch(/\{\{|\}\}/);
  });

  it('tell the whole schema of the graph', () => {
    const schema = schemaText();
    for (const word of [...NODE_LABELS, ...RELATION_TYPES]) expect(schema).toContain(word);
  });

  it.each(AGENT_TASKS)('are given exactly their variables for the task %s', (name) => {
    const task = taskNamed(name)!;
    const opening = { task, question: 'q', conversation: '', file: '', seeds: '', rounds: 5, schema: schemaText() };
    for (const protocol of [JSON_ACTION_PROTOCOL, MARKER_PROTOCOL]) {
      const { messages } = renderMessages(prompts, [
        ...protocol.opening(opening),
        protocol.observation('rows', '3 rounds are left.'),
      ]);
      expect(messages[0]?.role).toBe('system');
      expect(messages[0]?.content).toContain('at most 5');
    }
  });
});
