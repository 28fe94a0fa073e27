import type { ResultOf } from '../../graphql/graphql.js';
import type { jobLogDocument } from './jobs-page.documents.js';

/** An event as a log shows it. */
export type LogEvent = ResultOf<typeof jobLogDocument>['jobEvents'];

/** Progress of one phase is one line, the latest: hundreds of them would hide what matters. */
export function logLines(events: readonly LogEvent[]): readonly LogEvent[] {
  const lines: LogEvent[] = [];
  for (const event of events) {
    const last = lines.at(-1);
    const goesOn =
      event.type === 'PROGRESS' &&
      last?.type === 'PROGRESS' &&
      last.attempt === event.attempt &&
      last.progress?.phase === event.progress?.phase;
    if (goesOn) lines.pop();
    lines.push(event);
  }
  return lines;
}
