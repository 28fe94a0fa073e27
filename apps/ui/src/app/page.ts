import type { LucideIcon } from 'lucide-react';
import type { AnyRoute } from '@tanstack/react-router';
import type { Message } from '../i18n/messages.js';

/** A page of the UI: a folder below features/ that exports one of these, and a line in pages.ts. */
export interface Page<Route extends AnyRoute = AnyRoute> {
  /** The route of the page, with those below it as its children. */
  readonly route: Route;
  /** How people get there. */
  readonly navigation: {
    readonly title: Message;
    readonly icon: LucideIcon;
    /** Address without parameters. */
    readonly to: string;
    /** `g` and a letter. */
    readonly keys: string;
    /** Pages about the service stand apart from those about code; absent: about code. */
    readonly group?: 'service';
  };
}

/** Declares a page; keeps the exact type of its route, so that links to it are checked. */
export function definePage<Route extends AnyRoute>(page: Page<Route>): Page<Route> {
  return page;
}
