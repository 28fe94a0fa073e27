import { useMemo } from 'react';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultMessages } from '../playground.messages.js';
import { flattenPlan, type PlanLine } from './flatten-plan.js';
import styles from './result.module.css';

/** The steps of a plan, with what they did where that was measured. */
export function PlanTable({ plan }: { readonly plan: unknown }) {
  const t = useMessages(resultMessages);
  const lines = useMemo(() => flattenPlan(plan), [plan]);
  const isMeasured = lines.some(({ rows, hits }) => rows !== undefined || hits !== undefined);
  const most = Math.max(1, ...lines.map(({ hits = 0 }) => hits));
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('plan')}>
      <table className={styles.plan}>
        <thead>
          <tr>
            <th scope="col">{t('step')}</th>
            <th scope="col">{t('variables')}</th>
            {isMeasured && (
              <>
                <th scope="col" className={styles.number}>
                  {t('stepRows')}
                </th>
                <th scope="col" className={styles.number}>
                  {t('stepHits')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            // Steps have no identity of their own and never change.
            <PlanRow key={place} line={line} isMeasured={isMeasured} most={most} />
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{isMeasured ? t('measuredHint') : t('planHint')}</p>
    </div>
  );
}

function PlanRow({ line, isMeasured, most }: { readonly line: PlanLine; readonly isMeasured: boolean; readonly most: number }) {
  const t = useMessages(resultMessages);
  const formats = useFormats();
  const { operator, variables, depth, rows, hits } = line;
  const shown = (value: number | undefined) =>
    value === undefined ? <span title={t('hiddenCount')}>–</span> : formats.number(value);
  return (
    <tr>
      <td>
        <span className={styles.step} style={{ paddingInlineStart: `${String(Math.min(depth, 12))}rem` }}>
          {operator}
        </span>
      </td>
      <td>
        <code>{variables.join(', ')}</code>
      </td>
      {isMeasured && (
        <>
          <td className={styles.number}>{shown(rows)}</td>
          <td className={styles.number}>
            {shown(hits)}
            <span className={styles.track} aria-hidden>
              <span className={styles.share} style={{ width: `${String(Math.round((4 * (hits ?? 0) * 10) / most) / 10)}rem` }} />
            </span>
          </td>
        </>
      )}
    </tr>
  );
}
