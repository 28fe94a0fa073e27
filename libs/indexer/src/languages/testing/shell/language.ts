import { createRequire } from 'node:module';
import type { SourceLanguage } from '../../language.js';
import { createShellExtractor } from './extractor.js';

/** Shell scripts: functions, their calls, and `source`. The smallest language that has all that a language needs. */
export const languages: readonly SourceLanguage[] = [
  {
    id: 'shell',
    family: 'shell',
    extensions: ['.sh'],
    interpreters: ['sh', 'bash'],
    projectFiles: [],
    grammarPath: () => createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm'),
    createExtractor: createShellExtractor,
    cleanDocstring: (raw) => raw.replaceAll(/^#+ ?/gm, '').trim(),
  },
];
