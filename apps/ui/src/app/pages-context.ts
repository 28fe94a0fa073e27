import { createContext, use } from 'react';
import type { Page } from './page.js';

/** The list of pages, handed down: the frame is imported by the root route, which every page imports. */
export const PagesContext = createContext<readonly Page[]>([]);

/** Every page, in the order of the navigation. */
export function usePages(): readonly Page[] {
  return use(PagesContext);
}
