import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { FolderGit2 } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalText } from '../../app/search-parameters.js';
import { repositoriesPageMessages } from './repositories-page.messages.js';

/** All repositories. */
const repositoriesRoute = createRoute({ getParentRoute: () => rootRoute, path: '/repositories' });

const listRoute = createRoute({
  getParentRoute: () => repositoriesRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { add?: string } => ({ ...optionalText(search, 'add') }),
  component: lazyRouteComponent(() => import('./repositories-page.js'), 'RepositoriesPage'),
});

/** How good the graph of one repository is. */
const qualityRoute = createRoute({
  getParentRoute: () => repositoriesRoute,
  path: '$name',
  validateSearch: (search: Record<string, unknown>): { folder?: string } => ({ ...optionalText(search, 'folder') }),
  component: lazyRouteComponent(() => import('./quality/quality-page.js'), 'QualityPage'),
});

/** Repositories: what is indexed, and how well. */
export const repositoriesPage = definePage({
  route: repositoriesRoute.addChildren([listRoute, qualityRoute]),
  navigation: { title: repositoriesPageMessages.repositories, icon: FolderGit2, to: '/repositories', keys: 'g r' },
});
