import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Button } from '../../components/button/button.js';
import { Dialog, DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { showToast } from '../../components/toast/toasts.js';
import { failureOf } from '../../graphql/errors.js';
import { useMessages } from '../../i18n/use-messages.js';
import styles from './experiment-dialog.module.css';
import { checkDraft, draftOf, type ExperimentDraft } from './experiment-draft.js';
import { RepositoryField, WeightFields } from './experiment-fields.js';
import { type ExperimentView, putExperimentDocument } from './experiments.documents.js';
import { experimentsMessages } from './experiments.messages.js';

interface DialogProps {
  /** Absent: a new one is written down. */
  readonly experiment?: ExperimentView;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Name, repository and weights of an experiment. */
export function ExperimentDialog({ experiment, onSaved, onClose }: DialogProps) {
  const t = useMessages(experimentsMessages);
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(() => draftOf(experiment));
  const [isTried, setIsTried] = useState(false);
  const [{ fetching, error }, put] = useMutation(putExperimentDocument);
  const { isNamed, isNothing, weights } = checkDraft(draft);
  const change = (part: Partial<ExperimentDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    setIsTried(true);
    if (weights === undefined || fetching) return;
    const repositoryName = draft.repositoryName === '' ? null : draft.repositoryName;
    const isActive = experiment?.isActive ?? true;
    const { data } = await put({ input: { name: draft.name.trim(), repositoryName, weights, isActive } });
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
            problem={isTried && !isNamed ? t('nameProblem') : undefined}
            value={draft.name}
            onChange={(name) => change({ name })}
            inputRef={input}
          />
        )}
        <RepositoryField value={draft.repositoryName} onChange={(repositoryName) => change({ repositoryName })} />
        <WeightFields
          weights={draft.weights}
          onChange={(changed) => change({ weights: changed })}
          {...(experiment === undefined ? {} : { firstRef: input })}
        />
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
