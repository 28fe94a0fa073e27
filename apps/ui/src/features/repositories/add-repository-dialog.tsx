import { useRef, useState } from 'react';
import { Dialog } from '../../components/dialog/dialog.js';
import { showToast } from '../../components/toast/toasts.js';
import { useMessages } from '../../i18n/use-messages.js';
import styles from './add-repository-dialog.module.css';
import { PlaceForm } from './place-form.js';
import { repositoriesMessages } from './repositories.messages.js';
import { UploadForm } from './upload-form.js';

interface DialogProps {
  /** What stands in the address: whether a place is named, or an archive sent. */
  readonly from: 'source' | 'archive';
  readonly onFrom: (from: 'source' | 'archive') => void;
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

/** Asks for a source: a place that the service reads, or an archive that is sent. */
export function AddRepositoryDialog({ from, onFrom, onClose, onAdded }: DialogProps) {
  const t = useMessages(repositoriesMessages);
  const input = useRef<HTMLInputElement>(null);
  const [isSending, setIsSending] = useState(false);
  const done = ({ name, joined }: { readonly name: string; readonly joined: boolean }): void => {
    showToast({ look: 'good', title: t(joined ? 'joined' : 'added', { name }) });
    onAdded();
    onClose();
  };
  const ways = [
    ['source', t('fromPlace')],
    ['archive', t('fromArchive')],
  ] as const;
  return (
    <Dialog title={t('add')} onClose={onClose} initialFocus={input}>
      <fieldset className={styles.ways} disabled={isSending}>
        <legend className="visually-hidden">{t('from')}</legend>
        {ways.map(([way, title]) => (
          <label key={way} className={styles.way}>
            <input type="radio" name="from" checked={from === way} onChange={() => onFrom(way)} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      {from === 'source' ? (
        <PlaceForm inputRef={input} onDone={done} onClose={onClose} />
      ) : (
        <UploadForm inputRef={input} onSending={setIsSending} onDone={done} onClose={onClose} />
      )}
    </Dialog>
  );
}
