import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { definePage } from '../../app/page.js';
import { rootRoute } from '../../app/root-route.js';
import { optionalInteger, optionalText, optionalWord } from '../../app/search-parameters.js';
import { askPageMessages } from './ask-page.messages.js';

/** What the address of the page says besides the conversation. */
export interface AskSearch {
  /** Symbol that stands open beside the answer. */
  readonly symbol?: string;
  /** File and line that stand open beside it instead. */
  readonly file?: string;
  readonly line?: number;
  /** Text that the composer begins with. */
  readonly question?: string;
  /** What the list of conversations is searched for. */
  readonly find?: string;
  readonly mode?: (typeof MODES)[number];
}

/** Who answers a new conversation. */
export const MODES = ['CHAT', 'GENERAL', 'BOTH'] as const;

const MAX_LINE = 10_000_000;

function readSearch(search: Record<string, unknown>): AskSearch {
  return {
    ...optionalText(search, 'symbol'),
    ...optionalText(search, 'file'),
    ...optionalInteger(search, 'line', { min: 1, max: MAX_LINE }),
    ...optionalText(search, 'question'),
    ...optionalText(search, 'find'),
    ...optionalWord(search, 'mode', MODES),
  };
}

/** New questions. */
export const askRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ask',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./ask-page.js'), 'AskPage'),
});

/** One conversation. */
export const conversationRoute = createRoute({
  getParentRoute: () => askRoute,
  path: '$conversationId',
});

/** Ask: questions in words, and their answers. */
export const askPage = definePage({
  route: askRoute.addChildren([conversationRoute]),
  navigation: { title: askPageMessages.ask, icon: MessagesSquare, to: '/ask', keys: 'g a' },
});
