import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../../components/button/button.js';
import { EmptyState } from '../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import type { JobView } from '../../jobs/use-job-events.js';
import { JobRow } from './job-row.js';
import { jobsDocument } from './jobs-page.documents.js';
import { jobsMessages } from './jobs.messages.js';
import styles from './jobs-page.module.css';
import { type JobsFilter, STATES_OF } from './use-jobs.js';

interface ListProps {
  readonly jobs: readonly JobView[];
  /** The job whose log is shown. */
  readonly openedId: string | undefined;
  /** Where older jobs begin; null when there are none. */
  readonly cursor: string | null;
  readonly filter: JobsFilter;
  readonly onChange: () => void;
}

/** Jobs, newest first; older ones when they are asked for. */
export function JobList({ jobs, openedId, cursor, filter, onChange }: ListProps) {
  const t = useMessages(jobsMessages);
  const isFiltered = filter.show !== undefined || filter.repository !== undefined;
  if (jobs.length === 0 && isFiltered) {
    return (
      <p className={styles.none}>
        {t('none')} <Link to="/jobs">{t('showAll')}</Link>
      </p>
    );
  }
  if (jobs.length === 0) {
    return (
      <EmptyState icon={<ListChecks />} title={t('empty')} text={t('emptyText')}>
        <Link to="/repositories">{t('toRepositories')}</Link>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} isOpen={job.id === openedId} onChange={onChange} />
        ))}
      </ul>
      {cursor !== null && <OlderJobs key={cursor} cursor={cursor} openedId={openedId} filter={filter} onChange={onChange} />}
    </>
  );
}

interface OlderProps extends Omit<ListProps, 'jobs' | 'cursor'> {
  readonly cursor: string;
}

function OlderJobs({ cursor, openedId, filter, onChange }: OlderProps) {
  const t = useMessages(jobsMessages);
  const [isWanted, setIsWanted] = useState(false);
  const [{ data, error }] = useQuery({
    query: jobsDocument,
    variables: {
      states: filter.show === undefined ? null : [...STATES_OF[filter.show]],
      repositoryName: filter.repository ?? null,
      after: cursor,
    },
    pause: !isWanted,
  });
  if (!isWanted) {
    return (
      <div>
        <Button onClick={() => setIsWanted(true)}>{t('more')}</Button>
      </div>
    );
  }
  if (error !== undefined) return <FailureNotice failure={failureOf(error)} />;
  if (data === undefined) return <Skeleton lines={4} height="4.25rem" />;
  const { nodes, pageInfo } = data.jobs;
  return (
    <JobList
      jobs={nodes}
      openedId={openedId}
      cursor={pageInfo.hasNextPage ? pageInfo.endCursor : null}
      filter={filter}
      onChange={onChange}
    />
  );
}
