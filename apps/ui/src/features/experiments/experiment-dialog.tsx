import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../components/button/button.js';
import { Dialog, DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { showToast } from '../../components/toast/toasts.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { ARMS } from './experiment-card.js';
import styles from './experiment-dialog.module.css';
import { type ExperimentView, putExperimentDocument } from './experiments.documents.js';
import { experimentsMessages } from './experiments.messages.js';

interface DialogProps {
  /** Absent: a new one is written down. */
  readonly experiment?: ExperimentView;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const NAME = /^[A-Za-z0-9._-]{1,100}$/;
const MAX_WEIGHT = 1_000_000;

/** Name, repository and weights of an experiment. */
export function ExperimentDialog({ experiment, onSaved, onClose }: DialogProps) {
  const t = useMessages(experimentsMessages);
  const { names } = useRepositoryChoice();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(experiment?.name ?? '');
  const [repositoryName, setRepositoryName] = useState(experiment?.repositoryName ?? '');
  const [weights, setWeights] = useState(() => initialWeights(experiment));
  const [isTried, setIsTried] = useState(false);
  const [{ fetching, error }, put] = useMutation(putExperimentDocument);
  const numbers = ARMS.map((arm) => numberOf(weights[arm]));
  const isNothing = numbers.every((number) => number === undefined || number === 0);
  const isRight = NAME.test(name.trim()) && !numbers.includes(undefined) && !isNothing;
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (!isRight || fetching) return;
    const [general = 0, chat = 0, both = 0] = numbers;
    const { data } = await put({
      input: {
        name: name.trim(),
        repositoryName: repositoryName === '' ? null : repositoryName,
        weights: { general, chat, both },
        isActive: experiment?.isActive ?? true,
      },
    });
    if (data === undefined) return;
    showToast({ look: 'good', title: t('saved', { name: data.putExperiment.name }) });
    onSaved();
    onClose();
  };
  return (
    <Dialog
      title={experiment === undefined ? t('addTitle') : t('editTitle', { name: experiment.name })}
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
        {experiment === undefined && (
          <TextField
            label={t('name')}
            hint={t('nameHint')}
            problem={isTried && !NAME.test(name.trim()) ? t('nameProblem') : undefined}
            value={name}
            onChange={setName}
            inputRef={input}
          />
        )}
        <label className={styles.repository}>
          <span>{t('repository')}</span>
          <select value={repositoryName} onChange={(event) => setRepositoryName(event.target.value)}>
            <option value="">{t('allRepositories')}</option>
            {names.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <fieldset className={styles.weights}>
          <legend>{t('weightsHint')}</legend>
          {ARMS.map((arm, index) => (
            <TextField
              key={arm}
              label={t(arm)}
              value={weights[arm]}
              problem={numbers[index] === undefined ? t('weightProblem') : undefined}
              onChange={(value) => setWeights((before) => ({ ...before, [arm]: value }))}
              {...(arm === 'general' && experiment !== undefined ? { inputRef: input } : {})}
            />
          ))}
        </fieldset>
        {isTried && isNothing && <p className={styles.problem}>{t('weightsProblem')}</p>}
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

function initialWeights(experiment: ExperimentView | undefined): Record<(typeof ARMS)[number], string> {
  const { general, chat, both } = experiment?.weights ?? { general: 1, chat: 1, both: 2 };
  return { general: String(general), chat: String(chat), both: String(both) };
}

function numberOf(text: string): number | undefined {
  const number = Number(text.trim());
  return text.trim() !== '' && number >= 0 && number <= MAX_WEIGHT ? number : undefined;
}
