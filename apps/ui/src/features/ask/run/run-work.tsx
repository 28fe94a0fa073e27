import { ChevronRight, LoaderCircle } from 'lucide-react';
import { useMessages } from '../../../i18n/use-messages.js';
import { runMessages } from '../ask.messages.js';
import { QueryStep } from './query-step.js';
import type { RunProgress, RunStep } from './run-events.js';
import styles from './run-work.module.css';
import { isRunning, type RunView } from './use-run.js';

interface WorkProps {
  readonly run: RunView;
  readonly progress: RunProgress;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

/** The rounds of a run: open while it works, folded to a line when it is done. */
export function RunWork({ run, progress, isOpen, onToggle }: WorkProps) {
  const t = useMessages(runMessages);
  const isAlive = isRunning(run);
  const queries = progress.rounds.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'query').length;
  const rounds = run.costs?.rounds ?? progress.rounds.length;
  const summary = isAlive ? <Now run={run} progress={progress} /> : t('work');
  return (
    <details
      className={styles.work}
      open={isOpen || isAlive}
      onToggle={(event) => {
        if (!isAlive) onToggle(event.currentTarget.open);
      }}
    >
      <summary className={styles.summary}>
        {isAlive ? <LoaderCircle className={styles.spin} aria-hidden /> : <ChevronRight className={styles.arrow} aria-hidden />}
        {summary}
        {!isAlive && rounds > 0 && <span className={styles.count}>{t('workOf', { count: rounds })}</span>}
        {queries > 0 && <span className={styles.count}>{t('queriesOf', { count: queries })}</span>}
      </summary>
      <ol className={styles.rounds}>
        {progress.rounds.map((round) => (
          <li key={round.number} className={styles.round}>
            <h3 className={styles.title}>{t('round', { number: round.number })}</h3>
            {round.steps.map((step, index) => (
              // Steps are only ever added behind.
              <Step key={index} step={step} repository={run.repositoryName} />
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Now({ run, progress }: Pick<WorkProps, 'run' | 'progress'>) {
  const t = useMessages(runMessages);
  const round = progress.rounds.at(-1)?.number;
  return (
    <span role="status">
      {run.state === 'QUEUED' && run.queuePlace !== null
        ? t('queued', { place: run.queuePlace })
        : progress.answerCall !== undefined
          ? t('writing')
          : round === undefined
            ? t('starting')
            : t('working', { round, rounds: progress.roundLimit ?? round })}
    </span>
  );
}

function Step({ step, repository }: { readonly step: RunStep; readonly repository: string }) {
  const t = useMessages(runMessages);
  if (step.kind === 'query') return <QueryStep query={step.query} repository={repository} />;
  if (step.kind === 'text-queries') {
    return (
      <div className={styles.step}>
        <span className={styles.kind}>{t('searches')}</span>
        <ul className={styles.searches}>
          {step.queries.map((query) => (
            <li key={query}>{query}</li>
          ))}
        </ul>
      </div>
    );
  }
  if (step.kind === 'file') return <p className={styles.step}>{t('fileRead', { place: step.text })}</p>;
  return (
    <div className={styles.step} data-look={step.kind === 'thought' ? undefined : 'warn'}>
      <span className={styles.kind}>{t(step.kind)}</span>
      <p className={styles.text}>{step.text}</p>
    </div>
  );
}
