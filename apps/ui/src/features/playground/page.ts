import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { SquareTerminal } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalText, optionalWord } from '../../app/search-parameters.js';
import { playgroundPageMessages } from './playground-page.messages.js';

/** What of a result is shown. */
export const VIEWS = ['table', 'graph', 'plan', 'scoped'] as const;
/** See {@link VIEWS}. */
export type View = (typeof VIEWS)[number];

/** What stands beside the editor. */
export const PANELS = ['words', 'examples', 'saved', 'history'] as const;
/** See {@link PANELS}. */
export type Panel = (typeof PANELS)[number];

/** What the address of the page says. */
export interface PlaygroundSearch {
  readonly query?: string;
  /** Values of `$parameters`, as JSON. */
  readonly parameters?: string;
  /** What of the result is shown; there, the query runs when the page is opened. */
  readonly view?: View;
  readonly panel?: Panel;
}

/** The playground. */
export const playgroundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/playground',
  validateSearch: (search: Record<string, unknown>): PlaygroundSearch => ({
    ...optionalText(search, 'query'),
    ...optionalText({ parameters: jsonText(search['parameters']) }, 'parameters'),
    ...optionalWord(search, 'view', VIEWS),
    ...optionalWord(search, 'panel', PANELS),
  }),
  component: lazyRouteComponent(() => import('./playground-page.js'), 'PlaygroundPage'),
});

/** Addresses written by hand may hold the object itself. */
function jsonText(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** Playground: Cypher of one's own. */
export const playgroundPage = definePage({
  route: playgroundRoute,
  navigation: { title: playgroundPageMessages.playground, icon: SquareTerminal, to: '/playground', keys: 'g c' },
});
