import { createRequire } from 'node:module';
import type { SourceLanguage } from '../language.js';
import { cleanDocComment } from './doc-text.js';
import { scriptExtractor } from './script-extractor.js';

const require = createRequire(import.meta.url);

function grammarPath(name: string): () => string {
  return () => require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`);
}

const SHARED = {
  family: 'ecmascript',
  projectFiles: ['package.json', 'tsconfig*.json', 'jsconfig*.json', 'pnpm-workspace.yaml'],
  cleanDocstring: cleanDocComment,
};

/**
 * TypeScript and JavaScript are one family. `.tsx` has a grammar of its own (a `<T>x` cast would be an element there) but is
 * 'typescript' all the same; the JavaScript grammar reads JSX.
 */
export const languages: readonly SourceLanguage[] = [
  {
    ...SHARED,
    id: 'typescript',
    extensions: ['.ts', '.mts', '.cts'],
    interpreters: ['ts-node', 'tsx', 'deno', 'bun'],
    grammarPath: grammarPath('typescript'),
    createExtractor: (grammar) => scriptExtractor(grammar, 'typescript', false),
  },
  {
    ...SHARED,
    id: 'typescript',
    extensions: ['.tsx'],
    interpreters: [],
    grammarPath: grammarPath('tsx'),
    createExtractor: (grammar) => scriptExtractor(grammar, 'typescript', false),
  },
  {
    ...SHARED,
    id: 'javascript',
    extensions: ['.js', '.mjs', '.cjs', '.jsx'],
    interpreters: ['node', 'nodejs'],
    grammarPath: grammarPath('javascript'),
    createExtractor: (grammar) => scriptExtractor(grammar, 'javascript', true),
  },
];
