import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { Skeleton } from '../components/skeleton/skeleton.js';
import { pages } from './pages.js';
import { rootRoute } from './root-route.js';

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/repositories', search });
  },
});

const routeTree = rootRoute.addChildren([startRoute, ...pages.map(({ route }) => route)]);

/** The router of the whole UI. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Skeleton lines={5} />,
  defaultPendingMs: 200,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
