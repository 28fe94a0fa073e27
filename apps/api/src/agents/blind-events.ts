import type { RunEvent } from '@codexgraph/chat-agent';

/** Events that do not tell by their form which agent made them; the others are held back until the vote. */
const SHOWN: ReadonlySet<RunEvent['kind']> = new Set([
  'round-started',
  'text-queries',
  'cypher-started',
  'cypher-rows',
  'cypher-failed',
  'limit',
  'citations',
  'run-finished',
]);

/** An event as somebody may see it who is to vote without knowing the agents. Undefined when it would tell. */
export function blindEvent(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  if (!SHOWN.has(event['kind'] as RunEvent['kind'])) return undefined;
  const result = event['result'];
  if (typeof result !== 'object' || result === null) return event;
  return { ...event, result: { ...result, agent: null } };
}
