import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { symbolAddress } from '../../../app/symbol-address.js';
import { IconButton } from '../../../components/button/button.js';
import { CopyButton } from '../../../components/copy/copy-button.js';
import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { resultMessages } from '../playground.messages.js';
import { isNode, isPath, type NodeValue, nodeName } from './cell-text.js';
import styles from './result.module.css';

const MAX_CHARACTERS = 200_000;
const MAX_LINKS = 50;

/** Everything that a row holds, with ways to the symbols in it. */
export function OpenedRow(props: {
  readonly repository: string;
  readonly columns: readonly string[];
  readonly row: readonly unknown[];
  readonly onClose: () => void;
}) {
  const { repository, columns, row, onClose } = props;
  const t = useMessages(resultMessages);
  return (
    <aside className={styles.opened} aria-label={t('rowLabel')}>
      <IconButton className={styles.close} size="sm" label={t('closeRow')} icon={<X />} onClick={onClose} />
      <dl>
        {columns.map((name, column) => {
          const value = row[column];
          const text = typeof value === 'string' ? value : JSON.stringify(value ?? null, undefined, 2);
          return (
            <div key={column} className={styles.field}>
              <dt>
                <bdi>{name}</bdi>
                <CopyButton text={text} />
              </dt>
              <dd>
                <Symbols repository={repository} nodes={nodesOf(value)} />
                <pre dir="auto">{text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text}</pre>
              </dd>
            </div>
          );
        })}
      </dl>
    </aside>
  );
}

function nodesOf(value: unknown): readonly NodeValue[] {
  if (isNode(value)) return [value];
  if (isPath(value)) return value.nodes;
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function Symbols({ repository, nodes }: { readonly repository: string; readonly nodes: readonly NodeValue[] }) {
  if (nodes.length === 0) return null;
  return (
    <p className={styles.symbols}>
      {nodes.slice(0, MAX_LINKS).map((node, place) => {
        const { id } = node.properties;
        if (typeof id !== 'string') return null;
        return (
          // The same symbol may stand twice on a path.
          <Link key={place} {...symbolAddress(repository, id)} className={styles.symbol}>
            <SymbolDot label={node.labels[0] ?? ''} />
            <bdi>{nodeName(node)}</bdi>
          </Link>
        );
      })}
    </p>
  );
}
