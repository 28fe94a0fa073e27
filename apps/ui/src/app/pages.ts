import { askPage } from '../features/ask/page.js';
import { explorerPage } from '../features/explorer/page.js';
import { repositoriesPage } from '../features/repositories/page.js';

/** Every page, in the order of the navigation. A page that is not here does not exist. */
export const pages = [askPage, explorerPage, repositoriesPage] as const;
