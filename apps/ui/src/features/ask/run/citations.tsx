import { Link, useSearch } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { useState } from 'react';
import { symbolsAddress } from '../../../app/symbol-address.js';
import { Button } from '../../../components/button/button.js';
import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { conversationMessages, runMessages } from '../ask.messages.js';
import styles from './run-article.module.css';
import type { RunView } from './use-run.js';

const SHOWN_AT_FIRST = 24;

/** The symbols that an answer rests on: each opens its source and its relations beside the answer. */
export function Citations({ citations, repositoryName: repository }: Pick<RunView, 'citations' | 'repositoryName'>) {
  const t = useMessages(runMessages);
  const tList = useMessages(conversationMessages);
  const { symbol } = useSearch({ from: '/ask' });
  const [isWhole, setIsWhole] = useState(false);
  if (citations.length === 0) return null;
  const shown = isWhole ? citations : citations.slice(0, SHOWN_AT_FIRST);
  return (
    <section className={styles.sources}>
      <div className={styles.sourcesHead}>
        <h3 className={styles.sourcesTitle}>{t('citations', { count: citations.length })}</h3>
        <Link
          {...symbolsAddress(
            repository,
            citations.map(({ symbolId }) => symbolId),
          )}
          className={styles.explore}
        >
          <Waypoints aria-hidden />
          {t('exploreTogether')}
        </Link>
      </div>
      <ul className={styles.chips}>
        {shown.map(({ symbolId, label, name, className, qualifiedName, filePath, startLine }) => (
          <li key={symbolId}>
            <Link
              to="."
              search={({ file: _file, line: _line, ...rest }) => ({ ...rest, symbol: symbolId })}
              className={styles.chip}
              aria-current={symbolId === symbol ? 'true' : undefined}
              title={qualifiedName}
            >
              <SymbolDot label={label} />
              <code>{className === null || className === name ? name : `${className}.${name}`}</code>
              {filePath !== '' && (
                <span>
                  {filePath.split('/').at(-1)}
                  {startLine !== null && `:${String(startLine)}`}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length < citations.length && (
        <Button size="sm" look="quiet" onClick={() => setIsWhole(true)}>
          {tList('more')}
        </Button>
      )}
    </section>
  );
}
