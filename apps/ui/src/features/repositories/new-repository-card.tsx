import { RotateCcw } from 'lucide-react';
import { Badge } from '../../components/badge/badge.js';
import { Button } from '../../components/button/button.js';
import { useAction } from '../../graphql/use-action.js';
import { useMessages } from '../../i18n/use-messages.js';
import { jobMessages } from '../../jobs/job.messages.js';
import { retryJobDocument } from '../../jobs/jobs.documents.js';
import { isAlive, type JobView } from '../../jobs/use-job-events.js';
import { JobPanel } from './job-panel.js';
import { repositoriesMessages } from './repositories.messages.js';
import styles from './repository-card.module.css';

/** A repository that is being made, or could not be. */
export function NewRepositoryCard({ job, onChange }: { readonly job: JobView; readonly onChange: () => void }) {
  const t = useMessages(repositoriesMessages);
  const tJob = useMessages(jobMessages);
  const retry = useAction(retryJobDocument);
  return (
    <article className={styles.card} aria-label={job.repositoryName}>
      <header className={styles.header}>
        <h2 className={styles.name}>{job.repositoryName}</h2>
        {isAlive(job) ? <Badge look="accent">{t('newJobs')}</Badge> : <Badge look="bad">{tJob('FAILED')}</Badge>}
        {!isAlive(job) && (
          <div className={styles.buttons}>
            <Button
              size="sm"
              icon={<RotateCcw />}
              isBusy={retry.isBusy}
              onClick={() => void retry.run({ id: job.id }).then(onChange)}
            >
              {tJob('retry')}
            </Button>
          </div>
        )}
      </header>
      {isAlive(job) ? <JobPanel job={job} onChange={onChange} /> : <p className={styles.failure}>{job.failure?.message}</p>}
    </article>
  );
}
