import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { TextField } from '../../components/field/text-field.js';
import { SymbolDot } from '../../components/symbol/symbol-dot.js';
import { useMessages } from '../../i18n/use-messages.js';
import { explorerMessages } from './explorer.messages.js';
import styles from './explorer-page.module.css';
import { symbolsDocument } from './symbol-search.documents.js';

/** Finds symbols by the beginning of their names. */
export function SymbolSearch({ repository, onFound }: { readonly repository: string; readonly onFound: (id: string) => void }) {
  const t = useMessages(explorerMessages);
  const [typed, setTyped] = useState('');
  const prefix = useDeferredValue(typed.trim());
  const [{ data }] = useQuery({ query: symbolsDocument, variables: { repository, prefix }, pause: prefix === '' });
  const found = prefix === '' ? undefined : data?.repository?.symbols.nodes;
  const take = (id: string): void => {
    setTyped('');
    onFound(id);
  };
  return (
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        const [first] = found ?? [];
        if (first !== undefined) take(first.id);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped('');
      }}
    >
      <TextField
        label={t('find')}
        isLabelHidden
        type="search"
        value={typed}
        onChange={setTyped}
        placeholder={t('findHint')}
        icon={<Search aria-hidden />}
      />
      {found !== undefined && (
        <div className={styles.found} role="group" aria-label={t('found')}>
          {found.length === 0 && <p className={styles.none}>{t('foundNone', { text: prefix })}</p>}
          {found.map(({ id, label, name, qualifiedName }) => (
            <button
              key={id}
              type="button"
              className={styles.find}
              onClick={() => {
                take(id);
              }}
            >
              <SymbolDot label={label} />
              {name}
              <small>{qualifiedName}</small>
            </button>
          ))}
        </div>
      )}
    </form>
  );
}
