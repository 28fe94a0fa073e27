import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import styles from './call-shares.module.css';
import { repositoriesMessages } from './repositories.messages.js';

/** What became of the calls of some code. */
export interface Calls {
  readonly total: number;
  readonly resolved: number;
  readonly external: number;
  readonly unresolved: number;
}

/** How many calls are known: a bar and its words. Nothing where nothing is called. */
export function CallShares({ calls }: { readonly calls: Calls }) {
  const t = useMessages(repositoriesMessages);
  const formats = useFormats();
  if (calls.total === 0) return null;
  const share = (count: number) => formats.percent(count / calls.total);
  const parts = [
    { kind: 'resolved', count: calls.resolved, text: t('resolved', { share: share(calls.resolved) }) },
    { kind: 'external', count: calls.external, text: t('external', { share: share(calls.external) }) },
    { kind: 'unresolved', count: calls.unresolved, text: t('unresolved', { share: share(calls.unresolved) }) },
  ];
  return (
    <div className={styles.shares} role="group" aria-label={t('resolution')}>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ kind, count }) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {parts.map(({ kind, count, text }) => (
          <li key={kind} title={formats.number(count)}>
            <span className={styles.dot} data-kind={kind} aria-hidden />
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
