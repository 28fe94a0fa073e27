import { Link } from '@tanstack/react-router';
import { FolderX, SquareTerminal } from 'lucide-react';
import { EmptyState } from '../../components/empty-state/empty-state.js';
import { useDocumentTitle } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import styles from './playground-page.module.css';
import { playgroundMessages } from './playground.messages.js';
import { Workbench } from './workbench.js';

/** Cypher of one's own: an editor that knows the graph, what came of the query, and what helps to write it. */
export function PlaygroundPage() {
  const t = useMessages(playgroundMessages);
  const { name, names, isLoading } = useRepositoryChoice();
  useDocumentTitle(t('title'));
  if (name === undefined && isLoading) return <div className={styles.page} />;
  if (name === undefined) {
    return (
      <div className={styles.empty}>
        <EmptyState icon={<SquareTerminal />} title={t('noRepository')} text={t('noRepositoryText')}>
          <Link to="/repositories" search={{ add: 'source' }}>
            {t('addRepository')}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (!isLoading && !names.includes(name)) {
    return (
      <div className={styles.empty}>
        <EmptyState icon={<FolderX />} title={t('goneRepository', { repository: name })} text={t('goneRepositoryText')}>
          <Link to="/repositories">{t('chooseRepository')}</Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <PanelBoundary resetKey={name}>
      <h1 className="visually-hidden">{t('heading', { repository: name })}</h1>
      <Workbench repository={name} />
    </PanelBoundary>
  );
}
