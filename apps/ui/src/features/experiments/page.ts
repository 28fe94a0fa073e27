import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalText, optionalWord } from '../../app/search-parameters.js';
import { experimentsPageMessages } from './experiments-page.messages.js';

/** How far back figures reach; none: to the beginning. */
export const PERIODS = ['day', 'week', 'month'] as const;
/** See {@link PERIODS}. */
export type Period = (typeof PERIODS)[number];

const experimentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments',
  validateSearch: (search: Record<string, unknown>): { experiment?: string; of?: string; since?: Period; edit?: string } => ({
    ...optionalText(search, 'experiment'),
    ...optionalText(search, 'of'),
    ...optionalWord(search, 'since', PERIODS),
    ...optionalText(search, 'edit'),
  }),
  component: lazyRouteComponent(() => import('./experiments-page.js'), 'ExperimentsPage'),
});

/** Experiments: the two agents against each other. */
export const experimentsPage = definePage({
  route: experimentsRoute,
  navigation: {
    title: experimentsPageMessages.experiments,
    icon: FlaskConical,
    to: '/experiments',
    keys: 'g x',
    group: 'service',
  },
});
