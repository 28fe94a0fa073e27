import { useMessages } from '../../i18n/use-messages.js';
import { componentMessages } from '../component.messages.js';
import styles from './skeleton.module.css';

/** Grey lines where text will stand; with a height, boxes of the size of what comes, so that nothing moves. */
export function Skeleton({ lines = 3, height }: { readonly lines?: number; readonly height?: string }) {
  const t = useMessages(componentMessages);
  return (
    <div className={styles.skeleton} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span
          key={index}
          className={styles.line}
          style={height === undefined ? { width: `${String(WIDTHS[index % WIDTHS.length])}%` } : { height }}
        />
      ))}
    </div>
  );
}

const WIDTHS = [92, 76, 84, 61, 70];
