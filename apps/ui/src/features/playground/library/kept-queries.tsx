import { Trash2 } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { Button, IconButton } from '../../../components/button/button.js';
import { TextField } from '../../../components/field/text-field.js';
import { showToast } from '../../../components/toast/toasts.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { useNow } from '../../../state/use-now.js';
import { libraryMessages } from '../playground.messages.js';
import styles from './library.module.css';
import { historyShelf, type KeptQuery, savedShelf, useShelf } from './query-shelf.js';
import type { Chosen } from './chosen.js';

interface KeptProps {
  readonly kind: 'saved' | 'history';
  readonly repository: string;
  readonly current: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Queries that are kept in this browser. */
export function KeptQueries({ kind, repository, current, onChoose }: KeptProps) {
  const t = useMessages(libraryMessages);
  const shelf = kind === 'saved' ? savedShelf : historyShelf;
  const queries = useShelf(shelf);
  const remove = (query: KeptQuery): void => {
    shelf.remove(query.id);
    const undo = { label: t('undo'), run: () => shelf.add(query) };
    showToast({ look: 'plain', title: t('removed'), action: undo });
  };
  return (
    <div className={styles.panel}>
      {kind === 'saved' && <SaveForm repository={repository} current={current} />}
      {queries.length === 0 && <p className={styles.hint}>{t(kind === 'saved' ? 'noSaved' : 'noHistory')}</p>}
      <ul className={styles.entries}>
        {queries.map((query) => (
          <Entry key={query.id} query={query} onChoose={onChoose} onRemove={() => remove(query)} />
        ))}
      </ul>
      {kind === 'history' && queries.length > 0 && (
        <Button size="sm" look="quiet" icon={<Trash2 />} onClick={shelf.clear}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

const MAX_NAME = 100;

function SaveForm({ repository, current }: Pick<KeptProps, 'repository' | 'current'>) {
  const t = useMessages(libraryMessages);
  const [name, setName] = useState('');
  const canSave = name.trim() !== '' && current.text.trim() !== '';
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!canSave) return;
    const named = name.trim().slice(0, MAX_NAME);
    savedShelf.add({ ...current, id: crypto.randomUUID(), name: named, repository, at: new Date().toISOString() });
    setName('');
    showToast({ look: 'good', title: t('savedAs', { name: named }) });
  };
  return (
    <form className={styles.form} onSubmit={save}>
      <TextField label={t('name')} value={name} onChange={setName} hint={t('savedHint')} />
      <Button type="submit" disabled={!canSave}>
        {t('saveThis')}
      </Button>
    </form>
  );
}

const MAX_SHOWN = 160;

function Entry(props: { readonly query: KeptQuery; readonly onChoose: (chosen: Chosen) => void; readonly onRemove: () => void }) {
  const { query, onChoose, onRemove } = props;
  const t = useMessages(libraryMessages);
  const formats = useFormats();
  const now = useNow();
  const first = query.text.trim().replaceAll(/\s+/g, ' ').slice(0, MAX_SHOWN);
  return (
    <li className={styles.kept}>
      <button type="button" className={styles.entry} onClick={() => onChoose(query)}>
        <span className={styles.words}>
          {query.name !== '' && (
            <strong>
              <bdi>{query.name}</bdi>
            </strong>
          )}
          <code>{first}</code>
          <small>
            {query.repository} · {formats.ago(query.at, now)}
          </small>
        </span>
      </button>
      <IconButton
        size="sm"
        label={t('remove', { name: query.name === '' ? first : query.name })}
        icon={<Trash2 />}
        onClick={onRemove}
      />
    </li>
  );
}
