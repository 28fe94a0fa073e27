import type { Ref } from 'react';
import { TextField } from '../../components/field/text-field.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { ARMS } from './experiment-card.js';
import styles from './experiment-dialog.module.css';
import { type ExperimentDraft, numberOf } from './experiment-draft.js';
import { experimentsMessages } from './experiments.messages.js';

/** For which repository an experiment is; an empty text is for all. */
export function RepositoryField({ value, onChange }: { readonly value: string; readonly onChange: (name: string) => void }) {
  const t = useMessages(experimentsMessages);
  const { names } = useRepositoryChoice();
  return (
    <label className={styles.repository}>
      <span>{t('repository')}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('allRepositories')}</option>
        {names.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How much of the conversations each mode of answering gets. */
export function WeightFields(props: {
  readonly weights: ExperimentDraft['weights'];
  readonly onChange: (weights: ExperimentDraft['weights']) => void;
  /** Field of the first weight. */
  readonly firstRef?: Ref<HTMLInputElement>;
}) {
  const { weights, onChange, firstRef } = props;
  const t = useMessages(experimentsMessages);
  return (
    <fieldset className={styles.weights}>
      <legend>{t('weightsHint')}</legend>
      {ARMS.map((arm, index) => (
        <TextField
          key={arm}
          label={t(arm)}
          value={weights[arm]}
          problem={numberOf(weights[arm]) === undefined ? t('weightProblem') : undefined}
          onChange={(value) => onChange({ ...weights, [arm]: value })}
          {...(index === 0 && firstRef !== undefined ? { inputRef: firstRef } : {})}
        />
      ))}
    </fieldset>
  );
}
