import { Link, useRouterState } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { IconButton } from '../../components/button/button.js';
import { useMessages } from '../../i18n/use-messages.js';
import { formatMessage } from '../../i18n/messages.js';
import { Keys } from '../../keyboard/keys.js';
import { usePreferences } from '../../preferences/preferences.js';
import { RepositorySelect } from '../../repository-choice/repository-select.js';
import { appMessages } from '../app.messages.js';
import { usePages } from '../pages-context.js';
import { Logo } from './logo.js';
import styles from './navigation.module.css';
import { openDialog } from './opened-dialog.js';
import { PreferencesMenu } from './preferences-menu.js';

/** Beside the page; on a phone a bar above it and one below. */
export function Navigation() {
  const t = useMessages(appMessages);
  const { language } = usePreferences();
  const pages = usePages();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const search = useRouterState({ select: ({ location }) => ({ repository: location.search.repository }) });
  const openPalette = (): void => {
    openDialog('palette');
  };
  return (
    <header className={styles.bar}>
      <div className={styles.top}>
        <Link to="/" className={styles.brand} aria-label="CodexGraph">
          <Logo />
          <span className={styles.name}>CodexGraph</span>
        </Link>
        <IconButton className={styles.searchIcon} label={t('openPalette')} icon={<Search />} onClick={openPalette} />
        <PreferencesMenu />
      </div>
      <RepositorySelect className={styles.repository} />
      <button type="button" className={styles.search} onClick={openPalette}>
        <Search aria-hidden />
        <span>{t('search')}</span>
        <Keys keys="mod+k" />
      </button>
      <nav className={styles.pages} aria-label={t('pages')}>
        {pages.map(({ navigation: { title, icon: Icon, to } }) => (
          <Link
            key={to}
            to={to}
            search={search.repository === undefined ? {} : { repository: search.repository }}
            className={styles.page}
            aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}
          >
            <Icon aria-hidden />
            <span>{formatMessage(title, {}, language)}</span>
          </Link>
        ))}
      </nav>
    </header>
  );
}
