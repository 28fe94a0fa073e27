import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PanelBoundary } from '../../components/panel/panel.js';
import { ToastList } from '../../components/toast/toast-list.js';
import { access } from '../../graphql/access-token.js';
import { connection } from '../../graphql/connection.js';
import { useMessages } from '../../i18n/use-messages.js';
import { listenForShortcuts } from '../../keyboard/shortcuts.js';
import { useStore } from '../../state/store.js';
import { appMessages } from '../app.messages.js';
import { Navigation } from './navigation.js';
import styles from './shell.module.css';
import { ShellDialogs } from './shell-dialogs.js';

/** The frame: navigation, the page, notices, and what opens over all of it. */
export function Shell() {
  const t = useMessages(appMessages);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isAway = useStore(connection) === 'away';
  const isRefused = useStore(access).isRefused;
  const main = useRef<HTMLElement>(null);
  useEffect(() => listenForShortcuts(), []);
  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#page"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('skip')}
      </a>
      <Navigation />
      <main id="page" ref={main} tabIndex={-1} className={styles.main}>
        {isAway && (
          <p className={styles.away} role="status">
            {t('away')}
          </p>
        )}
        <PanelBoundary resetKey={path}>
          <Outlet />
        </PanelBoundary>
      </main>
      <ShellDialogs isTokenRefused={isRefused} />
      <ToastList />
    </div>
  );
}
