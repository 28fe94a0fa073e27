import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleSlash2, RotateCcw } from 'lucide-react';
import { Badge } from '../../components/badge/badge.js';
import { Button } from '../../components/button/button.js';
import { showToast } from '../../components/toast/toasts.js';
import { useAction } from '../../graphql/use-action.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import { jobMessages } from '../../jobs/job.messages.js';
import { JobProgress } from '../../jobs/job-progress.js';
import { cancelJobDocument, retryJobDocument } from '../../jobs/jobs.documents.js';
import { isAlive, type JobView } from '../../jobs/use-job-events.js';
import { useNow } from '../../state/use-now.js';
import { JobLog } from './job-log.js';
import { jobsMessages } from './jobs.messages.js';
import styles from './job-row.module.css';

interface RowProps {
  readonly job: JobView;
  readonly isOpen: boolean;
  readonly onChange: () => void;
}

/** One job: where it stands, how it went, what can be done about it, and its log when it is opened. */
export function JobRow({ job, isOpen, onChange }: RowProps) {
  const t = useMessages(jobsMessages);
  const tJob = useMessages(jobMessages);
  const { id, state, repositoryName: name, failure, result } = job;
  const operation = t(job.operation);
  return (
    <li className={styles.row} data-state={state}>
      <div className={styles.head}>
        <Badge look={LOOKS[state]}>{state === 'RUNNING' ? t('running') : tJob(state)}</Badge>
        <h3 className={styles.name}>
          {operation}{' '}
          <Link to="/repositories/$name" params={{ name }} search={{ repository: name }}>
            {name}
          </Link>
        </h3>
        <Times job={job} />
        <div className={styles.buttons}>
          <JobActions job={job} onChange={onChange} />
          <Link
            to="/jobs"
            search={({ job: _job, ...rest }) => ({ ...rest, ...(isOpen ? {} : { job: id }) })}
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-label={t('logOf', { operation, name })}
            resetScroll={false}
            replace
          >
            <ChevronRight aria-hidden />
            {t('showLog')}
          </Link>
        </div>
      </div>
      {isAlive(job) && <JobProgress job={job} />}
      {failure !== null && state !== 'COMPLETED' && (
        <p className={styles.failure} data-state={state}>
          {failure.message} <code>{failure.code}</code>
        </p>
      )}
      {result !== null && result.files > 0 && (
        <p className={styles.result}>
          {t('outcome', { files: result.files, symbols: result.symbols, relations: result.relations })}
        </p>
      )}
      {isOpen && <JobLog key={id} jobId={id} label={t('logOf', { operation, name })} />}
    </li>
  );
}

const LOOKS = {
  QUEUED: 'plain',
  RUNNING: 'accent',
  RETRYING: 'warn',
  PAUSED: 'warn',
  COMPLETED: 'good',
  FAILED: 'bad',
  CANCELLED: 'plain',
} as const satisfies Record<JobView['state'], string>;

const MS_PER_SECOND = 1000;

function Times({ job: { requestedAt, startedAt, finishedAt, attempt } }: { readonly job: JobView }) {
  const t = useMessages(jobsMessages);
  const formats = useFormats();
  const nowMs = useNow();
  const seconds = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / MS_PER_SECOND);
  return (
    <p className={styles.times}>
      <time dateTime={requestedAt} title={formats.dateTime(requestedAt)}>
        {t('requested', { ago: formats.ago(requestedAt, nowMs) })}
      </time>
      {startedAt !== null && finishedAt !== null && (
        <span>{t('took', { time: formats.seconds(seconds(startedAt, finishedAt)) })}</span>
      )}
      {attempt > 1 && <span>{t('attempt', { number: attempt })}</span>}
    </p>
  );
}

function JobActions({ job, onChange }: Omit<RowProps, 'isOpen'>) {
  const t = useMessages(jobsMessages);
  const { id, state, repositoryName: name, cancelRequested } = job;
  const cancel = useAction(cancelJobDocument);
  const retry = useAction(retryJobDocument);
  const run = async (action: typeof cancel | typeof retry, title: string): Promise<void> => {
    if ((await action.run({ id })) === undefined) return;
    showToast({ look: 'plain', title });
    onChange();
  };
  if (isAlive(job)) {
    return (
      <Button
        size="sm"
        icon={<CircleSlash2 />}
        isBusy={cancel.isBusy || cancelRequested}
        onClick={() => void run(cancel, t('cancelled', { name }))}
      >
        {t('cancel')}
      </Button>
    );
  }
  if (state === 'COMPLETED') return null;
  return (
    <Button size="sm" icon={<RotateCcw />} isBusy={retry.isBusy} onClick={() => void run(retry, t('retried', { name }))}>
      {t('retry')}
    </Button>
  );
}
