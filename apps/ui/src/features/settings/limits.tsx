import { useState } from 'react';
import { Button } from '../../components/button/button.js';
import { TextField } from '../../components/field/text-field.js';
import { showToast } from '../../components/toast/toasts.js';
import { useAction } from '../../graphql/use-action.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import { setRunLimitsDocument, type SettingsView } from './settings.documents.js';
import { settingsMessages } from './settings.messages.js';
import styles from './settings-page.module.css';

const LIMITS = ['rounds', 'modelCalls', 'tokens', 'seconds', 'queries'] as const;

/** Bounds of runs, to be changed. */
export function RunLimitsForm({ settings: { runLimits, builtInRunLimits } }: { readonly settings: SettingsView }) {
  const t = useMessages(settingsMessages);
  const formats = useFormats();
  const save = useAction(setRunLimitsDocument);
  const [texts, setTexts] = useState(() => Object.fromEntries(LIMITS.map((limit) => [limit, String(runLimits[limit])])));
  const values = Object.fromEntries(LIMITS.map((limit) => [limit, Number(texts[limit])]));
  const isWrong = (limit: string): boolean => !Number.isInteger(values[limit]) || (values[limit] ?? 0) < 1;
  const isChanged = LIMITS.some((limit) => values[limit] !== runLimits[limit]);
  const isBuiltIn = LIMITS.every((limit) => runLimits[limit] === builtInRunLimits[limit]);
  const store = async (input: Readonly<Record<string, number>>): Promise<void> => {
    if ((await save.run({ input })) !== undefined) showToast({ look: 'good', title: t('saved') });
  };
  return (
    <form
      className={styles.limits}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && !LIMITS.some(isWrong)) void store(values);
      }}
    >
      <div className={styles.numbers}>
        {LIMITS.map((limit) => (
          <TextField
            key={limit}
            label={t(limit)}
            value={texts[limit] ?? ''}
            hint={t('builtInLimit', { value: formats.number(builtInRunLimits[limit]) })}
            problem={isWrong(limit) ? t('numberProblem') : undefined}
            onChange={(value) => setTexts((before) => ({ ...before, [limit]: value }))}
          />
        ))}
      </div>
      <div className={styles.formButtons}>
        <Button look="primary" type="submit" disabled={!isChanged || LIMITS.some(isWrong)} isBusy={save.isBusy}>
          {t('save')}
        </Button>
        {!isBuiltIn && (
          <Button isBusy={save.isBusy} onClick={() => void store({})}>
            {t('reset')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Limits that are not changed here, with what changes them. */
export function FixedLimits({ limits }: { readonly limits: SettingsView['fixedLimits'] }) {
  const t = useMessages(settingsMessages);
  const formats = useFormats();
  return (
    <>
      <h3 className={styles.subtitle}>{t('fixed')}</h3>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('fixed')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('limit')}</th>
              <th scope="col" className={styles.right}>
                {t('value')}
              </th>
              <th scope="col">{t('setBy')}</th>
            </tr>
          </thead>
          <tbody>
            {limits.map(({ name, value, variable }) => (
              <tr key={name}>
                <th scope="row">{t(name)}</th>
                <td className={styles.right}>{name.endsWith('_BYTES') ? formats.bytes(value) : formats.number(value)}</td>
                <td>{variable === null ? <span className={styles.quiet}>{t('builtInWord')}</span> : <code>{variable}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
