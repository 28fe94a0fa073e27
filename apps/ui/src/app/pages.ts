import { askPage } from '../features/ask/page.js';
import { experimentsPage } from '../features/experiments/page.js';
import { explorerPage } from '../features/explorer/page.js';
import { jobsPage } from '../features/jobs/page.js';
import { playgroundPage } from '../features/playground/page.js';
import { repositoriesPage } from '../features/repositories/page.js';
import { sandboxPage } from '../features/sandbox/page.js';
import { settingsPage } from '../features/settings/page.js';

/** Every page, in the order of the navigation. A page that is not here does not exist. */
export const pages = [
  askPage,
  explorerPage,
  playgroundPage,
  repositoriesPage,
  jobsPage,
  experimentsPage,
  sandboxPage,
  settingsPage,
] as const;
