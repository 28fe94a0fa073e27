import type { LibraryModule } from '../../../../linking/language/module-resolution.js';
import { GLOBAL_SHAPES } from './global-shapes.js';
import { GLOBAL_VALUES } from './global-values.js';

/** What linking knows of the global scope. Everything else outside the repository is external. */
export const scriptLibrary: readonly LibraryModule[] = [
  { name: 'global', fileName: 'global.ts', text: GLOBAL_VALUES + GLOBAL_SHAPES },
];
