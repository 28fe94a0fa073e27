import { type RefObject, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../components/button/button.js';
import { DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import styles from './add-repository-dialog.module.css';
import { addRepositoryDocument } from './repositories.documents.js';
import { repositoriesMessages } from './repositories.messages.js';

const EMPTY = { source: '', name: '', revision: '', subfolder: '' };

interface FormProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onDone: (added: { readonly name: string; readonly joined: boolean }) => void;
  readonly onClose: () => void;
}

/** Asks for a folder or a git URL; what is wrong with it is said beside the field. */
export function PlaceForm({ inputRef, onDone, onClose }: FormProps) {
  const t = useMessages(repositoriesMessages);
  const [values, setValues] = useState(EMPTY);
  const [{ fetching, error }, add] = useMutation(addRepositoryDocument);
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
    onDone({ name: job.repositoryName, joined });
  };
  return (
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
        inputRef={inputRef}
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
  );
}
