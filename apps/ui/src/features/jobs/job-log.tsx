import { useEffect, useState } from 'react';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import type { Failure } from '../../graphql/errors.js';
import { follow } from '../../graphql/follow.js';
import type { ResultOf } from '../../graphql/graphql.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import { jobMessages } from '../../jobs/job.messages.js';
import { usePreferences } from '../../preferences/preferences.js';
import { jobLogDocument } from './jobs-page.documents.js';
import { jobsMessages } from './jobs.messages.js';
import styles from './job-row.module.css';
import { type LogEvent, logLines } from './log-lines.js';

type JobEvent = ResultOf<typeof jobLogDocument>['jobEvents'];

/** Everything that has happened to a job, and what happens now. */
export function JobLog({ jobId, label }: { readonly jobId: string; readonly label: string }) {
  const t = useMessages(jobsMessages);
  const { events, failure } = useJobLog(jobId);
  if (failure !== undefined && events.length === 0) return <FailureNotice failure={failure} />;
  const lines = logLines(events);
  return (
    <div className={styles.log} tabIndex={0} role="log" aria-label={label}>
      {lines.length === 0 && <p className={styles.quiet}>{t('logEmpty')}</p>}
      <ol>
        {lines.map((event) => (
          <li key={event.number} className={styles.line}>
            <LogTime at={event.at} />
            <LogText event={event} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function useJobLog(jobId: string): { readonly events: readonly JobEvent[]; readonly failure: Failure | undefined } {
  const [events, setEvents] = useState<readonly JobEvent[]>([]);
  const [failure, setFailure] = useState<Failure>();
  useEffect(
    () =>
      follow(
        jobLogDocument,
        { jobId, after: 0 },
        {
          onEvent: ({ jobEvents: event }) => {
            setEvents((before) => [...before, event]);
            return event.number;
          },
          onEnd: () => undefined,
          onFailure: setFailure,
        },
      ),
    [jobId],
  );
  return { events, failure };
}

function LogTime({ at }: { readonly at: string }) {
  const formats = useFormats();
  const { language } = usePreferences();
  return (
    <time dateTime={at} title={formats.dateTime(at)} className={styles.at}>
      {new Date(at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB')}
    </time>
  );
}

function LogText({ event }: { readonly event: LogEvent }) {
  const t = useMessages(jobsMessages);
  const tJob = useMessages(jobMessages);
  const formats = useFormats();
  const { type, progress, failure, result, attempt } = event;
  if (type === 'PROGRESS') {
    if (progress === null) return null;
    const amount = (value: number) => (progress.unit === 'BYTES' ? formats.bytes(value) : formats.number(value));
    return (
      <span>
        {tJob(progress.phase)}
        {progress.total !== null && (
          <span className={styles.quiet}> {tJob('counts', { done: amount(progress.done), total: amount(progress.total) })}</span>
        )}
      </span>
    );
  }
  return (
    <span data-type={type}>
      {type === 'STARTED' ? t('logSTARTED', { number: attempt }) : t(`log${type}`)}
      {failure !== null && `: ${failure.message}`}
      {result !== null && <ResultText result={result} />}
    </span>
  );
}

function ResultText({ result }: { readonly result: NonNullable<JobEvent['result']> }) {
  const t = useMessages(jobsMessages);
  const tJob = useMessages(jobMessages);
  const formats = useFormats();
  const { seconds, cpuSeconds, peakRssMb, embedded } = result;
  const parts = [
    ...seconds.map((phase) => `${tJob(phase.phase)} ${formats.seconds(phase.seconds)}`),
    ...(embedded > 0 ? [t('embedded', { count: embedded })] : []),
    ...(cpuSeconds > 0 ? [t('resources', { cpu: cpuSeconds, memory: Math.round(peakRssMb) })] : []),
  ];
  return parts.length === 0 ? null : <span className={styles.quiet}> {parts.join(' · ')}</span>;
}
