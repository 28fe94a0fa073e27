import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalText, optionalWord } from '../../app/search-parameters.js';
import { jobsPageMessages } from './jobs-page.messages.js';

/** Which jobs are shown; none: all of them. */
export const SHOWN_JOBS = ['running', 'waiting', 'failed', 'done'] as const;
/** See {@link SHOWN_JOBS}. */
export type ShownJobs = (typeof SHOWN_JOBS)[number];

const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs',
  validateSearch: (search: Record<string, unknown>): { show?: ShownJobs; of?: string; job?: string } => ({
    ...optionalWord(search, 'show', SHOWN_JOBS),
    ...optionalText(search, 'of'),
    ...optionalText(search, 'job'),
  }),
  component: lazyRouteComponent(() => import('./jobs-page.js'), 'JobsPage'),
});

/** Jobs: what the service works on, and the models that it asks. */
export const jobsPage = definePage({
  route: jobsRoute,
  navigation: { title: jobsPageMessages.jobs, icon: ListChecks, to: '/jobs', keys: 'g j', group: 'service' },
});
