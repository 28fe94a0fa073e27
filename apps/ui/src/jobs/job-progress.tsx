import { ProgressBar } from '../components/progress/progress-bar.js';
import { useFormats } from '../i18n/use-formats.js';
import { useMessages } from '../i18n/use-messages.js';
import { jobMessages } from './job.messages.js';
import styles from './job-progress.module.css';
import type { JobView } from './use-job-events.js';

/** What a job does now, how far it is, and how long it will take. */
export function JobProgress({ job }: { readonly job: JobView }) {
  const t = useMessages(jobMessages);
  const formats = useFormats();
  const { progress, state, cancelRequested, operation, repositoryName } = job;
  const phase = cancelRequested
    ? t('cancelling')
    : operation === 'DELETE'
      ? t('deleting')
      : t(progress === null || state !== 'RUNNING' ? state : progress.phase);
  const isCounted = progress !== null && progress.total !== null && state === 'RUNNING';
  const amount = (value: number) => (progress?.unit === 'BYTES' ? formats.bytes(value) : formats.number(value));
  return (
    <div className={styles.job}>
      <ProgressBar
        label={t('progress', { name: repositoryName })}
        fraction={state === 'RUNNING' ? (progress?.fraction ?? null) : null}
      />
      <p className={styles.line}>
        <span className={styles.phase}>{phase}</span>
        {isCounted && (
          <span className={styles.counts}>
            {t('counts', { done: amount(progress.done), total: amount(progress.total ?? 0) })}
          </span>
        )}
        {progress?.etaSeconds != null && state === 'RUNNING' && progress.etaSeconds > 0 && (
          <span className={styles.eta}>{t('eta', { time: formats.seconds(progress.etaSeconds) })}</span>
        )}
      </p>
    </div>
  );
}
