import { createRootRoute } from '@tanstack/react-router';
import { optionalText } from './search-parameters.js';
import { NotFoundPage } from './not-found-page.js';
import { RouteFailure } from './route-failure.js';
import { Shell } from './shell/shell.js';

/** The frame of every page. The repository that pages are about stands in every address. */
export const rootRoute = createRootRoute({
  validateSearch: (search: Record<string, unknown>): { repository?: string } => ({ ...optionalText(search, 'repository') }),
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: RouteFailure,
});
