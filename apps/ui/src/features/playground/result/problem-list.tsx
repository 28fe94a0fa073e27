import { CircleAlert, Info } from 'lucide-react';
import { useMessages } from '../../../i18n/use-messages.js';
import type { ServiceProblem } from '../editor/find-problems.js';
import { resultMessages } from '../playground.messages.js';
import styles from './result.module.css';

/** What is wrong with a query, or worth knowing about its answer; a click goes to the place. */
export function ProblemList(props: {
  readonly look: 'problem' | 'notice';
  readonly title?: string;
  readonly problems: readonly ServiceProblem[];
  readonly onPlace: (problem: ServiceProblem) => void;
}) {
  const { look, title, problems, onPlace } = props;
  const t = useMessages(resultMessages);
  if (problems.length === 0) return null;
  const Icon = look === 'problem' ? CircleAlert : Info;
  return (
    <div className={styles.problems} data-look={look} role={look === 'problem' ? 'alert' : 'note'}>
      <Icon aria-hidden />
      <div>
        {title !== undefined && <p className={styles.problemTitle}>{title}</p>}
        <ul>
          {problems.map((problem) => (
            <li key={`${String(problem.line)}:${String(problem.column)} ${problem.message}`}>
              <button type="button" onClick={() => onPlace(problem)} title={t('goTo')}>
                {t('place', { line: problem.line, column: problem.column })}
              </button>{' '}
              <bdi>{problem.message}</bdi>
              {problem.hint != null && problem.hint !== '' && <span className={styles.problemHint}> {problem.hint}</span>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
