import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalInteger, optionalText, optionalWord } from '../../app/search-parameters.js';
import { explorerPageMessages } from './explorer-page.messages.js';

/** What the address of the page says: everything that is needed to see the same again. */
export interface ExplorerSearch {
  /** What was drawn, step by step; without it the map of the repository is shown. */
  readonly steps?: string;
  /** How many of the steps are done; the rest was undone. */
  readonly done?: number;
  /** Folders that stand open on the map, with commas between. */
  readonly open?: string;
  /** The chosen symbol, or the chosen entry of the map. */
  readonly chosen?: string;
  /** With `chosen`: the other end of the chosen edge. */
  readonly to?: string;
  /** Kinds of symbols, types of relations and confidences that are kept out of sight, with commas between. */
  readonly without?: string;
  /** `hidden`: tests are kept out of sight. */
  readonly tests?: 'hidden';
  /** `list`: as a list instead of a drawing. */
  readonly as?: 'list';
  /** What colours and sizes tell; absent: kinds, and relations in the drawing. */
  readonly colour?: Looks['colour'];
  readonly size?: Looks['size'];
}

/** What the colours of symbols may tell. */
export const COLOURED_BY = ['kind', 'folder', 'tests'] as const;
/** What their sizes may tell. */
export const SIZED_BY = ['relations', 'callers', 'lines', 'nothing'] as const;

/** How symbols are shown. */
export interface Looks {
  readonly colour: (typeof COLOURED_BY)[number];
  readonly size: (typeof SIZED_BY)[number];
}

const MAX_STEPS = 10_000;

/** The explorer. */
export const explorerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explore',
  validateSearch: (search: Record<string, unknown>): ExplorerSearch => ({
    ...optionalText(search, 'steps'),
    ...optionalInteger(search, 'done', { min: 0, max: MAX_STEPS }),
    ...optionalText(search, 'open'),
    ...optionalText(search, 'chosen'),
    ...optionalText(search, 'to'),
    ...optionalText(search, 'without'),
    ...optionalWord(search, 'tests', ['hidden']),
    ...optionalWord(search, 'as', ['list']),
    ...optionalWord(search, 'colour', COLOURED_BY),
    ...optionalWord(search, 'size', SIZED_BY),
  }),
  component: lazyRouteComponent(() => import('./explorer-page.js'), 'ExplorerPage'),
});

/** Explore: the graph of a repository, from its folders down to single calls. */
export const explorerPage = definePage({
  route: explorerRoute,
  navigation: { title: explorerPageMessages.explorer, icon: Waypoints, to: '/explore', keys: 'g e' },
});
