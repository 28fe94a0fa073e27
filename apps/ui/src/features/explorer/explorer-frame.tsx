import type { ReactNode } from 'react';
import { classNames } from '../../components/class-names.js';
import styles from './explorer-page.module.css';

/** What every view of the explorer consists of: tools above, the drawing or list, and what is said about the chosen thing beside it. */
export function ExplorerFrame(props: {
  readonly toolbar: ReactNode;
  readonly status: ReactNode;
  readonly side: ReactNode;
  readonly isSideWide: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classNames(styles.page, props.isSideWide && styles.wideSide)}>
      <div className={styles.toolbar}>{props.toolbar}</div>
      <div className={styles.main}>{props.children}</div>
      <p className={styles.status} role="status">
        {props.status}
      </p>
      <aside className={styles.side}>{props.side}</aside>
    </div>
  );
}
