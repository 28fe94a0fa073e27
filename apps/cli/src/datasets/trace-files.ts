import { readFile } from 'node:fs/promises';
import { readTrace, type RunTrace } from '@codexgraph/datasets';
import { CodexGraphError } from '@codexgraph/graph-model';

/** What runs in files lack: who asked, when, and what people thought of it. */
const CONTEXT = { user: '', createdAt: '1970-01-01T00:00:00.000Z', feedback: {} };

/**
 * Reads runs from files of JSON lines: answers of `ask --json` (with their trace), or events, one a line, of one run or of several.
 *
 * @throws BAD_INPUT where a file cannot be read or a line is neither
 */
export async function tracesOfFiles(paths: readonly string[]): Promise<readonly RunTrace[]> {
  const traces: RunTrace[] = [];
  for (const path of paths) {
    const lines = (await textOf(path)).split('\n');
    const events = lines.flatMap((line, index) => (line.trim() === '' ? [] : eventsOf(line, `${path}:${index + 1}`)));
    traces.push(...byRun(events).flatMap((run) => readTrace(run, CONTEXT) ?? []));
  }
  return traces;
}

function byRun(events: readonly { readonly runId: string }[]): readonly (readonly unknown[])[] {
  const runs = new Map<string, unknown[]>();
  for (const event of events) {
    const run = runs.get(event.runId);
    if (run === undefined) runs.set(event.runId, [event]);
    else run.push(event);
  }
  return [...runs.values()];
}

function eventsOf(line: string, place: string): readonly { readonly runId: string }[] {
  const value = parsed(line, place);
  const events = 'trace' in value && Array.isArray(value.trace) ? (value.trace as readonly unknown[]) : [value];
  return events.map((event) => {
    if (isEvent(event)) return event;
    throw new CodexGraphError(
      'BAD_INPUT',
      `${place} is no event of a run. Give files of 'codexgraph ask --json', or traces as GraphQL's runTrace gives them.`,
    );
  });
}

function parsed(line: string, place: string): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, with the place.
  }
  throw new CodexGraphError('BAD_INPUT', `${place} is no JSON object. A file of traces has one on each line.`);
}

function isEvent(value: unknown): value is { readonly runId: string } {
  return typeof value === 'object' && value !== null && 'runId' in value && typeof value.runId === 'string' && 'kind' in value;
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new CodexGraphError('BAD_INPUT', `The file of traces ${path} cannot be read. Give the path of a file of JSON lines.`, {
      cause: error,
    });
  });
}
