import { useRef, useState } from 'react';
import { Button } from '../../components/button/button.js';
import { Dialog, DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { showToast } from '../../components/toast/toasts.js';
import { useMutation } from 'urql';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import styles from './add-repository-dialog.module.css';
import { addRepositoryDocument } from './repositories.documents.js';
import { repositoriesMessages } from './repositories.messages.js';

const EMPTY = { source: '', name: '', revision: '', subfolder: '' };

/** Asks for a source; what is wrong with it is said beside the field. */
export function AddRepositoryDialog({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: () => void }) {
  const t = useMessages(repositoriesMessages);
  const [values, setValues] = useState(EMPTY);
  const [{ fetching, error }, add] = useMutation(addRepositoryDocument);
  const input = useRef<HTMLInputElement>(null);
  const change = (name: keyof typeof EMPTY) => (value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
  };
  const submit = async (): Promise<void> => {
    const given = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
    const { data, error: refusal } = await add({
      input: { source: values.source.trim(), ...Object.fromEntries(given.filter(([, value]) => value !== '')) },
    });
    if (data === undefined || refusal !== undefined) return;
    const { joined, job } = data.addRepository;
    showToast({ look: 'good', title: t(joined ? 'joined' : 'added', { name: job.repositoryName }) });
    onAdded();
    onClose();
  };
  return (
    <Dialog title={t('add')} onClose={onClose} initialFocus={input}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (values.source.trim() !== '' && !fetching) void submit();
        }}
      >
        <TextField
          label={t('source')}
          hint={t('sourceHint')}
          problem={error === undefined ? undefined : failureOf(error).message || undefined}
          value={values.source}
          onChange={change('source')}
          inputRef={input}
          isCode
        />
        <TextField label={t('name')} hint={t('nameHint')} value={values.name} onChange={change('name')} />
        <details className={styles.more}>
          <summary>{t('more')}</summary>
          <div className={styles.form}>
            <TextField
              label={t('revision')}
              hint={t('revisionHint')}
              value={values.revision}
              onChange={change('revision')}
              isCode
            />
            <TextField
              label={t('subfolder')}
              hint={t('subfolderHint')}
              value={values.subfolder}
              onChange={change('subfolder')}
              isCode
            />
          </div>
        </details>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" disabled={values.source.trim() === ''} isBusy={fetching}>
            {t('index')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
