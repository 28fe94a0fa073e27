import type { Language as Grammar } from 'web-tree-sitter';
import type { FileFacts } from '../../facts/file-facts.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Extractor } from '../language.js';
import { bindingSteps } from './bound-names.js';
import { docstringRange } from './functions.js';
import { readPythonGrammar, type PythonGrammar } from './grammar.js';
import { PythonReader } from './python-reader.js';
import { PythonSyntax } from './python-syntax.js';

/** Problems of one file beyond this many are not listed. */
const MAX_PROBLEMS = 50;

/** An extractor of Python facts for a loaded grammar. */
export function createPythonExtractor(language: Grammar): Extractor {
  const grammar = readPythonGrammar(language);
  const steps = bindingSteps(grammar);
  return (tree) => extract(tree, grammar, steps);
}

function extract(tree: FlatTree, grammar: PythonGrammar, steps: Uint8Array): FileFacts {
  const reader = new PythonReader(new PythonSyntax(tree, grammar), steps);
  const { facts } = reader;
  facts.definitions.push({
    label: 'MODULE',
    kind: 'module',
    name: '',
    parent: -1,
    path: '',
    start: 0,
    end: tree.text.length,
    startLine: 1,
    endLine: Math.max(1, tree.lineCount),
    nameLine: 1,
    nameColumn: 0,
    headerStart: 0,
    headerEnd: 0,
    docStart: -1,
    docEnd: -1,
    flags: 0,
    scope: 0,
    callable: -1,
    binding: -1,
    declaredType: -1,
    declaredTypeText: '',
    value: -1,
    bases: [],
    decorators: [],
    decoratorTexts: [],
    typeParameters: [],
  });
  const module = facts.definitions[0];
  if (module !== undefined) [module.docStart, module.docEnd] = docstringRange(reader, 0);
  reader.collectNames(reader.scope, [0, tree.count]);
  reader.statements.readBody(0);
  addProblems(reader, tree);
  return facts.finish(tree.lineCount);
}

function addProblems(reader: PythonReader, tree: FlatTree): void {
  const { problems } = reader.facts;
  for (let node = 0; node < tree.count && problems.length < MAX_PROBLEMS; node++) {
    if (!tree.isError(node)) continue;
    const startLine = tree.lineAt(tree.start[node] as number);
    const endLine = tree.lineAt(Math.max(tree.start[node] as number, (tree.end[node] as number) - 1));
    problems.push({ code: 'syntax_error', startLine, endLine, message: 'This part is not valid Python and was read as far as possible.' });
  }
  for (const node of tree.missing.slice(0, MAX_PROBLEMS)) {
    const line = tree.lineAt(tree.start[node] as number);
    problems.push({ code: 'missing_token', startLine: line, endLine: line, message: 'Something is missing here.' });
  }
  if (tree.truncated) {
    problems.push({ code: 'too_deep', startLine: 1, endLine: Math.max(1, tree.lineCount), message: 'Code nested too deeply was left out.' });
  }
}
