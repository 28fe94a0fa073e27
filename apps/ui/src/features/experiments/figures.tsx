import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { FailureNotice } from '../../components/failure/failure-notice.js';
import { Skeleton } from '../../components/skeleton/skeleton.js';
import { failureOf } from '../../graphql/errors.js';
import type { ResultOf } from '../../graphql/graphql.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import { armFiguresDocument } from './experiments.documents.js';
import { experimentsMessages } from './experiments.messages.js';
import styles from './figures.module.css';
import type { Period } from './page.js';

type Arm = ResultOf<typeof armFiguresDocument>['armFigures'][number];
type Proportion = Arm['answered'];

const DAY_MS = 24 * 3600 * 1000;
const DAYS: Readonly<Record<Period, number>> = { day: 1, week: 7, month: 30 };

interface FiguresProps {
  readonly experiment: string | undefined;
  readonly repository: string | undefined;
  readonly since: Period | undefined;
  /** Shown where there is nothing to compare. */
  readonly empty: ReactNode;
}

/** Shares with their intervals and what they cost, agent beside agent. */
export function Figures({ experiment, repository, since, empty }: FiguresProps) {
  const t = useMessages(experimentsMessages);
  const [openedAtMs] = useState(() => Date.now());
  const [{ data, error }, ask] = useQuery({
    query: armFiguresDocument,
    variables: {
      experiment: experiment ?? null,
      repositoryName: repository ?? null,
      since: since === undefined ? null : new Date(openedAtMs - DAYS[since] * DAY_MS).toISOString(),
    },
  });
  if (data === undefined) {
    return error === undefined ? (
      <Skeleton lines={3} height="5rem" />
    ) : (
      <FailureNotice failure={failureOf(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
    );
  }
  const arms = data.armFigures;
  if (arms.length === 0) return <>{empty}</>;
  return (
    <>
      <div className={styles.shares}>
        {(['answered', 'preferred', 'thumbsUp'] as const).map((measure) => (
          <section key={measure} className={styles.share} aria-label={t(measure)}>
            <h3>{t(measure)}</h3>
            <p className={styles.hint}>{t(`${measure}Hint`)}</p>
            {arms.map((arm) => (
              <ShareLine key={arm.agent} agent={arm.agent} proportion={arm[measure]} />
            ))}
          </section>
        ))}
      </div>
      <p className={styles.hint}>{t('intervalHint')}</p>
      <CostTable arms={arms} />
    </>
  );
}

function ShareLine({ agent, proportion }: { readonly agent: Arm['agent']; readonly proportion: Proportion }) {
  const t = useMessages(experimentsMessages);
  const formats = useFormats();
  const { count, total, share, low, high } = proportion;
  const percent = (value: number) => `${String(value * 100)}%`;
  return (
    <div className={styles.line} data-agent={agent}>
      <span className={styles.agent}>{agent === 'GENERAL' ? t('general') : t('chat')}</span>
      <div className={styles.scale} aria-hidden>
        {share !== null && low !== null && high !== null && (
          <>
            <span className={styles.interval} style={{ left: percent(low), width: percent(high - low) }} />
            <span className={styles.point} style={{ left: percent(share) }} />
          </>
        )}
      </div>
      <span className={styles.words}>
        {share === null || low === null || high === null ? (
          t('noVotes')
        ) : (
          <>
            <strong>
              {t('interval', { share: formats.percent(share), low: formats.percent(low), high: formats.percent(high) })}
            </strong>{' '}
            <span className={styles.count}>{t('countOf', { count, total })}</span>
          </>
        )}
      </span>
    </div>
  );
}

const ROWS = [
  'ties',
  'stopped',
  'secondsMedian',
  'seconds95',
  'rounds',
  'modelCalls',
  'inputTokens',
  'outputTokens',
] as const satisfies readonly (keyof Arm)[];

function CostTable({ arms }: { readonly arms: readonly Arm[] }) {
  const t = useMessages(experimentsMessages);
  const formats = useFormats();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('figures')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('measure')}</th>
            {arms.map(({ agent }) => (
              <th key={agent} scope="col" className={styles.right}>
                {agent === 'GENERAL' ? t('general') : t('chat')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th scope="row">{t(row)}</th>
              {arms.map((arm) => (
                <td key={arm.agent} className={styles.right}>
                  {formats.number(arm[row])}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('cost')}</th>
            {arms.map(({ agent, cost }) => (
              <td key={agent} className={styles.right}>
                {cost === null ? t('noCost') : `${cost.amount.toPrecision(3)} ${cost.currency}`}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
