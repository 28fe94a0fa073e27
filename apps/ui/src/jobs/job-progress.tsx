import { ProgressBar } from '../components/progress/progress-bar.js';
import { useFormats } from '../i18n/use-formats.js';
import { useMessages } from '../i18n/use-messages.js';
import { jobMessages } from './job.messages.js';
import styles from './job-progress.module.css';
import type { JobView } from './use-job-events.js';

/** What a job does now, how far it is, and how long it will take. */
export function JobProgress({ job }: { readonly job: JobView }) {
  const t = useMessages(jobMessages);
  const progress = job.state === 'RUNNING' ? job.progress : null;
  return (
    <div className={styles.job}>
      <ProgressBar label={t('progress', { name: job.repositoryName })} fraction={progress?.fraction ?? null} />
      <p className={styles.line}>
        <span className={styles.phase}>{t(phaseOf(job))}</span>
        {progress !== null && <Counts progress={progress} />}
        {progress !== null && <TimeLeft seconds={progress.etaSeconds} />}
      </p>
    </div>
  );
}

/** The name of the message that says what the job does. */
function phaseOf({ cancelRequested, operation, progress, state }: JobView) {
  if (cancelRequested) return 'cancelling';
  if (operation === 'DELETE') return 'deleting';
  return progress === null || state !== 'RUNNING' ? state : progress.phase;
}

function Counts({ progress: { done, total, unit } }: { readonly progress: NonNullable<JobView['progress']> }) {
  const t = useMessages(jobMessages);
  const formats = useFormats();
  if (total === null) return null;
  const amount = (value: number) => (unit === 'BYTES' ? formats.bytes(value) : formats.number(value));
  return <span className={styles.counts}>{t('counts', { done: amount(done), total: amount(total) })}</span>;
}

function TimeLeft({ seconds }: { readonly seconds: number | null }) {
  const t = useMessages(jobMessages);
  const formats = useFormats();
  if (seconds === null || seconds <= 0) return null;
  return <span className={styles.eta}>{t('eta', { time: formats.seconds(seconds) })}</span>;
}
