import { Button } from '../../components/button/button.js';
import { useAction } from '../../graphql/use-action.js';
import { useMessages } from '../../i18n/use-messages.js';
import { jobMessages } from '../../jobs/job.messages.js';
import { JobProgress } from '../../jobs/job-progress.js';
import { cancelJobDocument } from '../../jobs/jobs.documents.js';
import { type JobView, useLiveJob } from '../../jobs/use-job-events.js';
import styles from './job-panel.module.css';
import { useJobOutcome } from './use-job-outcome.js';

/** Work that goes on, with a way to end it. */
export function JobPanel({ job, onChange }: { readonly job: JobView; readonly onChange: () => void }) {
  const t = useMessages(jobMessages);
  const tell = useJobOutcome();
  const live = useLiveJob(job, (ended) => {
    tell(ended);
    onChange();
  });
  const cancel = useAction(cancelJobDocument);
  return (
    <div className={styles.panel}>
      <div className={styles.progress}>
        <JobProgress job={live} />
      </div>
      <Button
        size="sm"
        isBusy={cancel.isBusy || live.cancelRequested}
        onClick={() => void cancel.run({ id: job.id }).then(onChange)}
      >
        {t('cancel')}
      </Button>
    </div>
  );
}
