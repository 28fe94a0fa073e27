import { useEffect, useRef } from 'react';
import { followChanges } from '../graphql/follow.js';
import { jobChangesDocument } from './jobs.documents.js';
import type { JobView } from './use-job-events.js';

/** What a page does when jobs change. */
export interface JobChangesListener {
  /** Something has happened to a job. */
  readonly onJob?: (job: JobView) => void;
  /** Jobs came, began or ended, or may have done so unseen: what is shown has to be asked for again. */
  readonly onSettled: () => void;
}

const GATHER_MS = 400;

/** Follows all jobs as long as the component is there, whoever asked for them: another tab, another person, a watched folder. */
export function useJobChanges(listener: JobChangesListener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    let timer: number | undefined;
    const settle = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        latest.current.onSettled();
      }, GATHER_MS);
    };
    const states = new Map<string, JobView['state']>();
    const end = followChanges(jobChangesDocument, {
      onConnected: settle,
      onChange: ({ jobChanges: job }) => {
        if (states.get(job.id) !== job.state) settle();
        states.set(job.id, job.state);
        latest.current.onJob?.(job);
      },
    });
    return () => {
      window.clearTimeout(timer);
      end();
    };
  }, []);
}
