import { type ReactNode, useEffect } from 'react';
import styles from './page-layout.module.css';

/** The title of a page, what can be done there, and the page itself. */
export function PageLayout(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  useDocumentTitle(props.title);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1>{props.title}</h1>
          {props.lead !== undefined && <p className={styles.lead}>{props.lead}</p>}
        </div>
        {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </div>
  );
}

/** Names the tab of the browser after what it shows. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'CodexGraph' : `${title} · CodexGraph`;
  }, [title]);
}
