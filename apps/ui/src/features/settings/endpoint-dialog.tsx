import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../components/button/button.js';
import { Dialog, DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { showToast } from '../../components/toast/toasts.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { type EndpointFields, fieldsOf, inputOf, wrongFields } from './endpoint-form.js';
import { putModelEndpointDocument, type SettingsView } from './settings.documents.js';
import { settingsMessages } from './settings.messages.js';
import styles from './settings-page.module.css';

interface DialogProps {
  /** Absent: a new one is written down. */
  readonly endpoint?: SettingsView['endpoints'][number];
  readonly onClose: () => void;
}

type TextName = Exclude<keyof EndpointFields, 'forgetKey'>;

/** Address, model and key of a model server. */
export function EndpointDialog({ endpoint, onClose }: DialogProps) {
  const t = useMessages(settingsMessages);
  const input = useRef<HTMLInputElement>(null);
  const [fields, setFields] = useState(() => fieldsOf(endpoint));
  const [isTried, setIsTried] = useState(false);
  const [{ fetching, error }, put] = useMutation(putModelEndpointDocument);
  const wrong = wrongFields(fields);
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (wrong.size > 0 || fetching) return;
    const { data } = await put({ input: inputOf(fields) });
    if (data === undefined) return;
    showToast({ look: 'good', title: t('saved') });
    onClose();
  };
  const bind = (name: TextName, problem: string) => ({
    value: fields[name],
    onChange: (value: string) => setFields((before) => ({ ...before, [name]: value })),
    problem: isTried && wrong.has(name) ? problem : undefined,
  });
  const hasKey = endpoint?.hasKey === true && !fields.forgetKey;
  return (
    <Dialog
      title={endpoint === undefined ? t('add') : t('changeTitle', { name: endpoint.name })}
      onClose={onClose}
      initialFocus={input}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {endpoint === undefined && (
          <TextField label={t('name')} hint={t('nameHint')} inputRef={input} {...bind('name', t('nameHint'))} />
        )}
        <TextField
          label={t('address')}
          hint={t('addressHint')}
          isCode
          {...(endpoint === undefined ? {} : { inputRef: input })}
          {...bind('baseUrl', t('addressHint'))}
        />
        <TextField label={t('model')} hint={t('modelHint')} isCode {...bind('model', t('required'))} />
        <TextField
          label={t('key')}
          type="password"
          autoComplete="new-password"
          hint={hasKey ? t('keyKeptHint') : t('keyHint')}
          isCode
          {...bind('apiKey', '')}
        />
        {endpoint?.hasKey === true && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={fields.forgetKey}
              onChange={(event) => setFields((before) => ({ ...before, forgetKey: event.target.checked }))}
            />
            {t('forgetKey')}
          </label>
        )}
        <MoreOptions bind={bind} />
        {error !== undefined && (
          <p className={styles.problem} role="alert">
            {failureOf(error).message}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" isBusy={fetching}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface MoreProps {
  readonly bind: (
    name: TextName,
    problem: string,
  ) => { readonly value: string; readonly onChange: (value: string) => void; readonly problem: string | undefined };
}

function MoreOptions({ bind }: MoreProps) {
  const t = useMessages(settingsMessages);
  return (
    <details className={styles.more}>
      <summary>{t('more')}</summary>
      <div className={styles.numbers}>
        <TextField label={t('contextTokens')} hint={t('emptyHint')} {...bind('contextTokens', t('numberProblem'))} />
        <TextField label={t('maxOutputTokens')} hint={t('emptyHint')} {...bind('maxOutputTokens', t('numberProblem'))} />
        <TextField label={t('temperature')} hint={t('emptyHint')} {...bind('temperature', t('temperatureProblem'))} />
      </div>
    </details>
  );
}
