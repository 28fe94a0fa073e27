import { CircleAlert, CloudOff, KeyRound } from 'lucide-react';
import type { Failure } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { Button } from '../button/button.js';
import { componentMessages } from '../component.messages.js';
import styles from './failure-notice.module.css';

/** Says what happened and what to do, in the place of what could not be shown. */
export function FailureNotice({ failure, onRetry }: { readonly failure: Failure; readonly onRetry?: () => void }) {
  const t = useMessages(componentMessages);
  const [Icon, title, text] =
    failure.code === 'OFFLINE'
      ? ([CloudOff, t('offline'), t('offlineHint')] as const)
      : failure.code === 'UNAUTHENTICATED'
        ? ([KeyRound, t('unauthenticated'), t('unauthenticatedHint')] as const)
        : ([CircleAlert, t('failed'), failure.message] as const);
  return (
    <div className={styles.notice} role="alert">
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p className={styles.text}>{text}</p>
      </div>
      {onRetry !== undefined && (
        <Button size="sm" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
