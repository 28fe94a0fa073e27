import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** Says that there is nothing yet, and what to do next. */
export function EmptyState(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <span className={styles.icon} aria-hidden>
        {props.icon}
      </span>
      <h2 className={styles.title}>{props.title}</h2>
      <p className={styles.text}>{props.text}</p>
      {props.children !== undefined && <div className={styles.actions}>{props.children}</div>}
    </div>
  );
}
