import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { PageLayout } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Select } from '../../components/select/select.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { EndpointList } from '../../models/endpoint-list.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { JobList } from './job-list.js';
import { jobQueuesDocument } from './jobs-page.documents.js';
import { jobsMessages } from './jobs.messages.js';
import styles from './jobs-page.module.css';
import { SHOWN_JOBS, type ShownJobs } from './page.js';
import { QueueTable } from './queue-table.js';
import { useJobs } from './use-jobs.js';

/** Jobs as they go on, the queues, and the models; what is shown stands in the address. */
export function JobsPage() {
  const t = useMessages(jobsMessages);
  const { show, of, job } = useSearch({ from: '/jobs' });
  const [queues, askQueues] = useQuery({ query: jobQueuesDocument });
  const { jobs, pageInfo, error, ask } = useJobs({ show, repository: of }, () => askQueues({ requestPolicy: 'network-only' }));
  const refresh = (): void => {
    ask({ requestPolicy: 'network-only' });
    askQueues({ requestPolicy: 'network-only' });
  };
  return (
    <PageLayout title={t('title')} lead={t('lead')}>
      <div className={styles.page}>
        <section className={styles.section} aria-labelledby="queues">
          <h2 id="queues">{t('queues')}</h2>
          <PanelBoundary>
            {queues.error !== undefined && queues.data === undefined ? (
              <FailureNotice failure={failureOf(queues.error)} onRetry={refresh} />
            ) : (
              <QueueTable queues={queues.data?.jobQueues} />
            )}
          </PanelBoundary>
        </section>
        <section className={styles.section} aria-labelledby="jobs">
          <h2 id="jobs">{t('list')}</h2>
          <Filters show={show} repository={of} />
          {error !== undefined && jobs === undefined && <FailureNotice failure={failureOf(error)} onRetry={refresh} />}
          {jobs === undefined && error === undefined && <Skeleton lines={4} height="4.25rem" />}
          {jobs !== undefined && (
            <PanelBoundary>
              <JobList
                jobs={jobs}
                openedId={job}
                cursor={pageInfo?.hasNextPage === true ? pageInfo.endCursor : null}
                filter={{ show, repository: of }}
                onChange={refresh}
              />
            </PanelBoundary>
          )}
        </section>
        <section className={styles.section} aria-labelledby="models">
          <div className={styles.title}>
            <h2 id="models">{t('models')}</h2>
            <Link to="/settings" hash="models">
              {t('modelSettings')}
            </Link>
          </div>
          <PanelBoundary>
            <EndpointList />
          </PanelBoundary>
        </section>
      </div>
    </PageLayout>
  );
}

function Filters({ show, repository }: { readonly show: ShownJobs | undefined; readonly repository: string | undefined }) {
  const t = useMessages(jobsMessages);
  const navigate = useNavigate({ from: '/jobs' });
  const { names } = useRepositoryChoice();
  const words = { running: t('showRunning'), waiting: t('showWaiting'), failed: t('showFailed'), done: t('showDone') };
  const known = repository === undefined || names.includes(repository) ? names : [repository, ...names];
  return (
    <div className={styles.filters}>
      <nav className={styles.chips} aria-label={t('filter')}>
        {[undefined, ...SHOWN_JOBS].map((word) => (
          <Link
            key={word ?? ''}
            to="/jobs"
            search={({ job: _job, show: _show, ...rest }) => ({ ...rest, ...(word === undefined ? {} : { show: word }) })}
            className={styles.chip}
            aria-current={word === show ? 'true' : undefined}
          >
            {word === undefined ? t('all') : words[word]}
          </Link>
        ))}
      </nav>
      <Select
        label={t('repository')}
        className={styles.choice}
        value={repository ?? ''}
        options={[{ value: '', label: t('everyRepository') }, ...known.map((name) => ({ value: name, label: name }))]}
        onChange={(name) =>
          void navigate({ search: ({ of: _of, ...rest }) => ({ ...rest, ...(name === '' ? {} : { of: name }) }) })
        }
      />
    </div>
  );
}
