import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { playgroundAddress } from '../../../app/playground-address.js';
import { Badge } from '../../../components/badge/badge.js';
import { CodeBlock } from '../../../components/code/code-block.js';
import { Button } from '../../../components/button/button.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { runMessages } from '../ask.messages.js';
import styles from './query-step.module.css';
import type { RunQuery } from './run-events.js';

/** One query of a run: as written, as it ran, and what came back. */
export function QueryStep({ query, repository }: { readonly query: RunQuery; readonly repository: string }) {
  const t = useMessages(runMessages);
  const formats = useFormats();
  const [isScoped, setIsScoped] = useState(false);
  const text = isScoped ? (query.scopedText ?? query.text) : query.text;
  const parameters = Object.keys(query.parameters).length === 0 ? '' : JSON.stringify(query.parameters);
  return (
    <details className={styles.query}>
      <summary className={styles.summary}>
        <span className={styles.words}>{query.textQuery}</span>
        {query.attempt > 1 && <Badge>{t('attempt', { number: query.attempt })}</Badge>}
        <QueryState query={query} />
        {query.elapsedMs !== undefined && <span className={styles.time}>{formats.seconds(query.elapsedMs / 1000)}</span>}
      </summary>
      <div className={styles.detail}>
        <CodeBlock
          text={text}
          language="cypher"
          label={t('cypher')}
          actions={
            query.scopedText !== undefined && (
              <Button size="sm" look="quiet" aria-pressed={isScoped} onClick={() => setIsScoped(!isScoped)}>
                {t(isScoped ? 'asScoped' : 'asWritten')}
              </Button>
            )
          }
        />
        <Link {...playgroundAddress(repository, query.text, query.parameters)} className={styles.open}>
          {t('openInPlayground')}
        </Link>
        {parameters !== '' && <code className={styles.parameters}>{parameters}</code>}
        {[...query.problems, ...query.notes].map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        <Rows query={query} />
      </div>
    </details>
  );
}

function QueryState({ query }: { readonly query: RunQuery }) {
  const t = useMessages(runMessages);
  if (query.problems.length > 0) return <Badge look="bad">{t('failedQuery')}</Badge>;
  if (query.rowCount === undefined) return <Badge look="accent">{t('runningQuery')}</Badge>;
  return <Badge look={query.rowCount === 0 ? 'plain' : 'good'}>{t('rows', { count: query.rowCount })}</Badge>;
}

const MAX_CELL = 300;

function Rows({ query: { columns, rows = [], rowCount = 0 } }: { readonly query: RunQuery }) {
  const t = useMessages(runMessages);
  if (columns === undefined) return null;
  if (rows.length === 0) return <p className={styles.note}>{t('noRows')}</p>;
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={columns.join(', ')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Rows have no identity of their own and never change.
              <tr key={index}>
                {columns.map((column, place) => (
                  <td key={column}>{cellText(row[place])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < rowCount && <p className={styles.note}>{t('rowsShown', { shown: rows.length, count: rowCount })}</p>}
    </>
  );
}

function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value);
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text;
}
