import { ListTree } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Skeleton } from '../components/skeleton/skeleton.js';
import { SymbolDot } from '../components/symbol/symbol-dot.js';
import { useMessages } from '../i18n/use-messages.js';
import { fileModuleDocument, outlineDocument } from './source.documents.js';
import { sourceMessages } from './source.messages.js';
import styles from './source-panel.module.css';

interface OutlineProps {
  readonly repository: string;
  readonly filePath: string;
  readonly onSymbol: (symbolId: string) => void;
}

/** What a file defines, in the order of its lines; loaded when it is opened. */
export function FileOutline(props: OutlineProps) {
  const t = useMessages(sourceMessages);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className={styles.outline} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <ListTree aria-hidden />
        {t('outline')}
      </summary>
      {isOpen && <Definitions {...props} />}
    </details>
  );
}

function Definitions({ repository, filePath, onSymbol }: OutlineProps) {
  const t = useMessages(sourceMessages);
  const symbols = useDefinitions(repository, filePath);
  if (symbols === undefined) return <Skeleton lines={3} />;
  if (symbols.length === 0) return <p className={styles.words}>{t('noDefinitions')}</p>;
  return (
    <ul className={styles.definitions}>
      {symbols.map(({ id: symbolId, label, name, className, startLine }) => (
        <li key={symbolId} data-nested={className === null ? undefined : ''}>
          <button type="button" className={styles.end} onClick={() => onSymbol(symbolId)}>
            <SymbolDot label={label} />
            <code>{name}</code>
            <span className={styles.place}>{startLine}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** By their lines; undefined while they are on their way. */
function useDefinitions(repository: string, filePath: string) {
  const [module] = useQuery({ query: fileModuleDocument, variables: { repository, filePath } });
  const id = module.data?.repository?.symbolsAt.at(-1)?.id;
  const isUnknown = module.data !== undefined && id === undefined;
  const [{ data }] = useQuery({ query: outlineDocument, variables: { repository, id: id ?? '' }, pause: id === undefined });
  const symbols = data?.repository?.symbol?.neighbourhood?.symbols;
  if (symbols === undefined) return isUnknown ? [] : undefined;
  return symbols
    .filter((symbol) => symbol.id !== id && symbol.filePath === filePath)
    .toSorted((left, right) => (left.startLine ?? 0) - (right.startLine ?? 0));
}
