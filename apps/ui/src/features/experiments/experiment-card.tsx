import { Ellipsis, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../components/badge/badge.js';
import { IconButton } from '../../components/button/button.js';
import { ConfirmByName } from '../../components/dialog/confirm-by-name.js';
import { Menu } from '../../components/menu/menu.js';
import { showToast } from '../../components/toast/toasts.js';
import { useAction } from '../../graphql/use-action.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import { deleteExperimentDocument, type ExperimentView, putExperimentDocument } from './experiments.documents.js';
import { experimentsMessages } from './experiments.messages.js';
import styles from './experiment-card.module.css';

/** The arms, in the order in which they are shown everywhere. */
export const ARMS = ['general', 'chat', 'both'] as const;

interface CardProps {
  readonly experiment: ExperimentView;
  readonly onEdit: () => void;
  readonly onChange: () => void;
}

/** How one experiment shares conversations out. */
export function ExperimentCard({ experiment, onEdit, onChange }: CardProps) {
  const t = useMessages(experimentsMessages);
  const formats = useFormats();
  const { name, repositoryName, weights, isActive, createdAt } = experiment;
  const sum = ARMS.reduce((total, arm) => total + weights[arm], 0);
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.header}>
        <h3 className={styles.name}>{name}</h3>
        <Badge look={isActive ? 'good' : 'plain'}>{isActive ? t('active') : t('paused')}</Badge>
        <p className={styles.facts}>
          {repositoryName ?? t('allRepositories')} · {t('since', { date: formats.dateTime(createdAt) })}
        </p>
        <CardMenu experiment={experiment} onEdit={onEdit} onChange={onChange} />
      </header>
      <div className={styles.bar} aria-hidden>
        {ARMS.map((arm) => (
          <span key={arm} data-arm={arm} style={{ flexGrow: weights[arm] }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {ARMS.map((arm) => (
          <li key={arm}>
            <span className={styles.dot} data-arm={arm} aria-hidden />
            {t(arm)} {formats.percent(weights[arm] / sum)}
          </li>
        ))}
      </ul>
    </article>
  );
}

function CardMenu({ experiment, onEdit, onChange }: CardProps) {
  const t = useMessages(experimentsMessages);
  const [isDeleting, setIsDeleting] = useState(false);
  const put = useAction(putExperimentDocument);
  const remove = useAction(deleteExperimentDocument);
  const { name, isActive, repositoryName, weights } = experiment;
  const switchOver = async (): Promise<void> => {
    const { general, chat, both } = weights;
    await put.run({ input: { name, repositoryName, weights: { general, chat, both }, isActive: !isActive } });
    onChange();
  };
  const confirm = async (): Promise<void> => {
    if ((await remove.run({ name })) === undefined) return;
    setIsDeleting(false);
    showToast({ look: 'good', title: t('deleted', { name }) });
    onChange();
  };
  return (
    <div className={styles.menu}>
      <Menu
        trigger={<IconButton label={t('editTitle', { name })} icon={<Ellipsis />} size="sm" />}
        entries={[
          { kind: 'action', title: t('edit'), icon: <Pencil />, run: onEdit },
          {
            kind: 'action',
            title: isActive ? t('pause') : t('resume'),
            icon: isActive ? <Pause /> : <Play />,
            run: () => void switchOver(),
          },
          { kind: 'separator' },
          { kind: 'action', title: t('delete'), icon: <Trash2 />, look: 'danger', run: () => setIsDeleting(true) },
        ]}
      />
      {isDeleting && (
        <ConfirmByName
          name={name}
          title={t('deleteTitle', { name })}
          description={t('deleteText')}
          action={t('deleteAction')}
          isBusy={remove.isBusy}
          onConfirm={() => void confirm()}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </div>
  );
}
