import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Braces } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalText } from '../../app/search-parameters.js';
import { sandboxPageMessages } from './sandbox-page.messages.js';

const sandboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sandbox',
  validateSearch: (search: Record<string, unknown>): { query?: string; variables?: string } => ({
    ...optionalText(search, 'query'),
    ...optionalText(search, 'variables'),
  }),
  component: lazyRouteComponent(() => import('./sandbox-page.js'), 'SandboxPage'),
});

/** GraphQL: the interface that other programs use, to be tried by hand. */
export const sandboxPage = definePage({
  route: sandboxRoute,
  navigation: { title: sandboxPageMessages.sandbox, icon: Braces, to: '/sandbox', keys: 'g q', group: 'service' },
});
