import { useState } from 'react';
import { useQuery } from 'urql';
import { useJobChanges } from '../../jobs/use-job-changes.js';
import type { JobView } from '../../jobs/use-job-events.js';
import { jobsDocument } from './jobs-page.documents.js';
import type { ShownJobs } from './page.js';

/** States behind the words of the address. */
export const STATES_OF: Readonly<Record<ShownJobs, readonly JobView['state'][]>> = {
  running: ['RUNNING'],
  waiting: ['QUEUED', 'RETRYING', 'PAUSED'],
  failed: ['FAILED', 'CANCELLED'],
  done: ['COMPLETED'],
};

/** Which jobs are wanted. */
export interface JobsFilter {
  readonly show: ShownJobs | undefined;
  readonly repository: string | undefined;
}

/** The newest jobs as they change; `onSettled` is called some time after jobs came, ended, or may have been missed. */
export function useJobs({ show, repository }: JobsFilter, onSettled: () => void) {
  const variables = {
    states: show === undefined ? null : [...STATES_OF[show]],
    repositoryName: repository ?? null,
    after: null,
  };
  const [{ data, error, stale }, ask] = useQuery({ query: jobsDocument, variables });
  const [changes, setChanges] = useState<ReadonlyMap<string, JobView>>(new Map());
  useJobChanges({
    onJob: (job) => setChanges((before) => new Map(before).set(job.id, job)),
    onSettled: () => {
      ask({ requestPolicy: 'network-only' });
      onSettled();
    },
  });
  const withChanges = (job: JobView): JobView => {
    const changed = changes.get(job.id);
    return changed !== undefined && isNewer(changed, job) ? changed : job;
  };
  return { jobs: data?.jobs.nodes.map(withChanges), pageInfo: data?.jobs.pageInfo, error, stale, ask };
}

const ENDED: ReadonlySet<JobView['state']> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** What was told by the list after the last change is not undone by that change. */
function isNewer(changed: JobView, listed: JobView): boolean {
  return !ENDED.has(listed.state) && changed.attempt >= listed.attempt;
}
