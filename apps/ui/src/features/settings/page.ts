import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Settings } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalText } from '../../app/search-parameters.js';
import { settingsPageMessages } from './settings-page.messages.js';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): { model?: string } => ({ ...optionalText(search, 'model') }),
  component: lazyRouteComponent(() => import('./settings-page.js'), 'SettingsPage'),
});

/** Settings: language and theme of this browser, models and limits of the service. */
export const settingsPage = definePage({
  route: settingsRoute,
  navigation: { title: settingsPageMessages.settings, icon: Settings, to: '/settings', keys: 'g s', group: 'service' },
});
