import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { Ellipsis, Search } from 'lucide-react';
import { Button, IconButton } from '../../components/button/button.js';
import { useMessages } from '../../i18n/use-messages.js';
import { formatMessage } from '../../i18n/messages.js';
import { Keys } from '../../keyboard/keys.js';
import { usePreferences } from '../../preferences/preferences.js';
import { RepositorySelect } from '../../repository-choice/repository-select.js';
import { appMessages } from '../app.messages.js';
import { Menu } from '../../components/menu/menu.js';
import type { Page } from '../page.js';
import { usePages } from '../pages-context.js';
import { keepRepository } from '../search-parameters.js';
import { Logo } from './logo.js';
import styles from './navigation.module.css';
import { openDialog } from './opened-dialog.js';
import { PreferencesMenu } from './preferences-menu.js';

/** Beside the page; on a phone a bar above it and one below. */
export function Navigation() {
  const t = useMessages(appMessages);
  const pages = usePages();
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
        {pages.map((page) => (
          <PageLink key={page.navigation.to} page={page} />
        ))}
        <MorePages />
      </nav>
    </header>
  );
}

function usePath(): string {
  return useRouterState({ select: ({ location }) => location.pathname });
}

function isAt(path: string, to: string): boolean {
  return path === to || path.startsWith(`${to}/`);
}

function PageLink({ page: { navigation } }: { readonly page: Page }) {
  const { language } = usePreferences();
  const path = usePath();
  const repository = useRouterState({ select: ({ location }) => location.search.repository });
  const { title, icon: Icon, to, group } = navigation;
  return (
    <Link
      to={to}
      search={repository === undefined ? {} : { repository }}
      className={styles.page}
      data-group={group}
      aria-current={isAt(path, to) ? 'page' : undefined}
    >
      <Icon aria-hidden />
      <span>{formatMessage(title, {}, language)}</span>
    </Link>
  );
}

/** On a phone there is room for the pages about code only; those about the service open from here. */
function MorePages() {
  const t = useMessages(appMessages);
  const { language } = usePreferences();
  const navigate = useNavigate();
  const path = usePath();
  const pages = usePages().filter(({ navigation }) => navigation.group === 'service');
  const isHere = pages.some(({ navigation }) => isAt(path, navigation.to));
  return (
    <div className={styles.more} data-current={isHere ? '' : undefined}>
      <Menu
        trigger={
          <Button look="quiet" icon={<Ellipsis />}>
            {t('more')}
          </Button>
        }
        entries={pages.map(({ navigation: { title, icon: Icon, to } }) => ({
          kind: 'action',
          title: formatMessage(title, {}, language),
          icon: <Icon />,
          run: () => void navigate({ to, search: keepRepository }),
        }))}
      />
    </div>
  );
}
