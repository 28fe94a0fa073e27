import { Link } from '@tanstack/react-router';
import { FolderX, Waypoints } from 'lucide-react';
import { EmptyState } from '../../components/empty-state/empty-state.js';
import { useDocumentTitle } from '../../components/page/page-layout.js';
import { PanelBoundary } from '../../components/panel/panel.js';
import { useMessages } from '../../i18n/use-messages.js';
import { useShortcuts } from '../../keyboard/shortcuts.js';
import { useRepositoryChoice } from '../../repository-choice/repository-choice.js';
import { explorerMessages } from './explorer.messages.js';
import styles from './explorer-page.module.css';
import { GraphView } from './graph/graph-view.js';
import { useRevision } from './graph/use-revision.js';
import { MapView } from './map/map-view.js';
import { useExplorerAddress } from './use-explorer-address.js';

/** The graph of a repository: a map of its folders, and drawings of symbols that grow by what is asked of them. */
export function ExplorerPage() {
  const t = useMessages(explorerMessages);
  const { name, isLoading } = useRepositoryChoice();
  const address = useExplorerAddress();
  useDocumentTitle(t('title', { repository: name ?? '' }));
  useShortcuts([
    { keys: 'mod+z', title: explorerMessages.undo, run: address.undo },
    { keys: 'mod+y', title: explorerMessages.redo, run: address.redo },
  ]);
  const revision = useRevision(name ?? '');
  if (name === undefined) {
    if (isLoading) return <div className={styles.page} />;
    return (
      <div className={styles.empty}>
        <EmptyState icon={<Waypoints />} title={t('noRepository')} text={t('noRepositoryText')}>
          <Link to="/repositories" search={{ add: 'source' }}>
            {t('addRepository')}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (revision === null) {
    return (
      <div className={styles.empty}>
        <EmptyState icon={<FolderX />} title={t('gone', { repository: name })} text={t('goneText')}>
          <Link to="/repositories">{t('addRepository')}</Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <PanelBoundary resetKey={name}>
      <h1 className="visually-hidden">{t('title', { repository: name })}</h1>
      {address.history.steps.length === 0 ? (
        <MapView key={name} repository={name} revision={revision} address={address} />
      ) : (
        <GraphView key={name} repository={name} revision={revision} address={address} />
      )}
    </PanelBoundary>
  );
}
