import { useNavigate, useSearch } from '@tanstack/react-router';
import { FolderGit2, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { keepRepository } from '../../app/search-parameters.js';
import { Button } from '../../components/button/button.js';
import { EmptyState } from '../../components/empty-state/empty-state.js';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { TextField } from '../../components/field/text-field.js';
import { PageLayout } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import type { ResultOf } from '../../graphql/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useJobChanges } from '../../jobs/use-job-changes.js';
import { isAlive, type JobView } from '../../jobs/use-job-events.js';
import { useShortcuts } from '../../keyboard/shortcuts.js';
import { AddRepositoryDialog } from './add-repository-dialog.js';
import { NewRepositoryCard } from './new-repository-card.js';
import { repositoriesDocument } from './repositories.documents.js';
import { repositoriesMessages } from './repositories.messages.js';
import styles from './repositories-page.module.css';
import { RepositoryCard } from './repository-card.js';
import { useJobOutcome } from './use-job-outcome.js';
import { useWatchProgress } from './use-watch-progress.js';

const FILTER_FROM = 6;

/** All repositories, with the work on them as it goes on. */
export function RepositoriesPage() {
  const t = useMessages(repositoriesMessages);
  const { add } = useSearch({ from: '/repositories/' });
  const navigate = useNavigate();
  const [{ data, error }, ask] = useQuery({ query: repositoriesDocument });
  const refresh = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const open = (from: 'source' | 'archive' | undefined): void => {
    void navigate({
      to: '/repositories',
      search: (search) => ({ ...keepRepository(search), ...(from === undefined ? {} : { add: from }) }),
    });
  };
  const tell = useJobOutcome();
  // Short work is over, and its card gone, before the card has heard of its end.
  useJobChanges({ onJob: tell, onSettled: refresh });
  useWatchProgress(data, refresh);
  useShortcuts([{ keys: 'n', title: repositoriesMessages.add, run: () => open('source') }]);
  const addButton = (
    <Button look="primary" icon={<Plus />} onClick={() => open('source')}>
      {t('add')}
    </Button>
  );
  const isEmpty = data !== undefined && data.repositories.nodes.length === 0 && jobsOfNew(data).length === 0;
  return (
    <PageLayout title={t('title')} lead={t('lead')} actions={isEmpty ? undefined : addButton}>
      {error !== undefined && data === undefined && <FailureNotice failure={failureOf(error)} onRetry={refresh} />}
      {data === undefined && error === undefined && <Skeleton lines={3} height="7rem" />}
      {isEmpty && (
        <EmptyState icon={<FolderGit2 />} title={t('emptyTitle')} text={t('emptyText')}>
          {addButton}
        </EmptyState>
      )}
      {data !== undefined && <RepositoryList data={data} onChange={refresh} />}
      {add !== undefined && (
        <AddRepositoryDialog
          from={add === 'archive' ? 'archive' : 'source'}
          onFrom={open}
          onClose={() => open(undefined)}
          onAdded={refresh}
        />
      )}
    </PageLayout>
  );
}

type Answer = ResultOf<typeof repositoriesDocument>;

/** Jobs that make a repository that is not there yet; failed ones stay until somebody has dealt with them. */
function jobsOfNew({ repositories, jobs }: Answer): readonly JobView[] {
  const known = new Set(repositories.nodes.map(({ name }) => name));
  const latest = new Map<string, JobView>();
  for (const job of jobs.nodes) if (!latest.has(job.repositoryName)) latest.set(job.repositoryName, job);
  return [...latest.values()].filter(
    (job) => !known.has(job.repositoryName) && job.operation !== 'DELETE' && (isAlive(job) || job.state === 'FAILED'),
  );
}

function RepositoryList({ data, onChange }: { readonly data: Answer; readonly onChange: () => void }) {
  const t = useMessages(repositoriesMessages);
  const [text, setText] = useState('');
  const { nodes } = data.repositories;
  const shown = nodes.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <>
      {nodes.length >= FILTER_FROM && (
        <div className={styles.filter}>
          <TextField
            label={t('filter')}
            placeholder={t('filter')}
            value={text}
            onChange={setText}
            icon={<Search />}
            isLabelHidden
          />
        </div>
      )}
      {text !== '' && shown.length === 0 && <p className={styles.noMatch}>{t('noMatch', { text })}</p>}
      <ul className={styles.list}>
        {jobsOfNew(data).map((job) => (
          <li key={job.id}>
            <NewRepositoryCard job={job} onChange={onChange} />
          </li>
        ))}
        {shown.map((repository) => (
          <li key={repository.name}>
            <PanelBoundary>
              <RepositoryCard repository={repository} onChange={onChange} />
            </PanelBoundary>
          </li>
        ))}
      </ul>
    </>
  );
}
