import { useEffect, useRef, useState } from 'react';
import { follow } from '../graphql/follow.js';
import type { ResultOf } from '../graphql/graphql.js';
import { type jobFragment, jobEventsDocument } from './jobs.documents.js';

/** A job as it is shown. */
export type JobView = ResultOf<typeof jobFragment>;
type JobEvent = ResultOf<typeof jobEventsDocument>['jobEvents'];

/** A job that may still change. */
export function isAlive({ state }: Pick<JobView, 'state'>): boolean {
  return state === 'QUEUED' || state === 'RUNNING' || state === 'RETRYING' || state === 'PAUSED';
}

const STATES: Readonly<Record<JobEvent['type'], JobView['state']>> = {
  QUEUED: 'QUEUED',
  STARTED: 'RUNNING',
  PROGRESS: 'RUNNING',
  RETRYING: 'RETRYING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
};

/** A job with everything that has happened to it since. `onEnd` is called once, when it has ended. */
export function useLiveJob(job: JobView, onEnd: (job: JobView) => void): JobView {
  const [changes, setChanges] = useState<Partial<JobView>>({});
  const latest = useRef({ job, onEnd });
  useEffect(() => {
    latest.current = { job, onEnd };
  });
  const { id } = job;
  const alive = isAlive(job);
  useEffect(() => {
    if (!alive) return undefined;
    let seen: Partial<JobView> = {};
    return follow(
      jobEventsDocument,
      { jobId: id, after: 0 },
      {
        onEvent: ({ jobEvents: event }) => {
          seen = withEvent(seen, event);
          setChanges(seen);
          const state = seen.state ?? 'QUEUED';
          if (!isAlive({ state })) latest.current.onEnd({ ...latest.current.job, ...seen });
          return event.number;
        },
        onEnd: () => undefined,
        onFailure: () => undefined,
      },
    );
  }, [id, alive]);
  return alive ? { ...job, ...changes } : job;
}

/** What an event changes. */
export function withEvent(seen: Partial<JobView>, event: JobEvent): Partial<JobView> {
  return {
    ...seen,
    state: STATES[event.type],
    ...(event.progress === null ? {} : { progress: event.progress }),
    ...(event.failure === null ? {} : { failure: event.failure }),
    ...(event.result === null ? {} : { result: event.result }),
  };
}
