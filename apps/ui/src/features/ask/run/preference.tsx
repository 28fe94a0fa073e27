import { Button } from '../../../components/button/button.js';
import { useAction } from '../../../graphql/use-action.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { preferAnswerDocument } from '../ask.documents.js';
import { runMessages } from '../ask.messages.js';
import styles from './thread.module.css';
import { isRunning, type RunView } from './use-run.js';

const CHOICES = [
  ['A', 'preferA'],
  ['B', 'preferB'],
  ['TIE', 'tie'],
  ['NEITHER', 'neither'],
] as const;

/** The vote between two answers, before their agents are named. */
export function Preference(props: {
  readonly conversationId: string;
  readonly runs: readonly RunView[];
  readonly onVoted: () => void;
}) {
  const t = useMessages(runMessages);
  const { conversationId, runs, onVoted } = props;
  const prefer = useAction(preferAnswerDocument);
  const [first] = runs;
  const isOpen = runs.every((run) => !isRunning(run)) && runs.some(({ agent }) => agent === null);
  if (!isOpen || first === undefined) return null;
  return (
    <div className={styles.preference} role="group" aria-label={t('which')}>
      <p>
        <strong>{t('which')}</strong>
        <span>{t('hidden')}</span>
      </p>
      {CHOICES.map(([preference, label]) => (
        <Button
          key={preference}
          isBusy={prefer.isBusy}
          onClick={() => void prefer.run({ input: { conversationId, turn: first.turn, preference } }).then(onVoted)}
        >
          {t(label)}
        </Button>
      ))}
    </div>
  );
}
