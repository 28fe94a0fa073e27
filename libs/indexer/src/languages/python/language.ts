import { createRequire } from 'node:module';
import type { SourceLanguage } from '../language.js';
import { cleanPythonDocstring } from './docstring.js';
import { createPythonExtractor } from './extractor.js';

/** Python 3.8 to 3.14; `.pyi` stubs are read with the same grammar. */
const python: SourceLanguage = {
  id: 'python',
  family: 'python',
  extensions: ['.py', '.pyi', '.pyw'],
  interpreters: ['python', 'pypy'],
  projectFiles: ['pyproject.toml', 'setup.cfg', 'setup.py', 'pyrightconfig.json', 'py.typed'],
  grammarPath: () => createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'),
  createExtractor: createPythonExtractor,
  cleanDocstring: cleanPythonDocstring,
};

/** Languages of this folder: Python alone. */
export const languages: readonly SourceLanguage[] = [python];
