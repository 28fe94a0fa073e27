import type { Language as Grammar } from 'web-tree-sitter';
import type { FileFacts, ProblemFact } from '../../facts/file-facts.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { readAgain, unreadable } from '../../syntax/read-again.js';
import type { Extractor } from '../language.js';
import { bindingSteps } from './bound-names.js';
import { repairBrackets } from './bracket-repair.js';
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
  return (tree) => {
    const problems = findProblems(tree, grammar);
    const mended = problems.length === 0 || tree.truncated ? undefined : repairBrackets(tree.text);
    const readable =
      mended === undefined ? undefined : readAgain(tree, mended, { grammar: language, most: unreadable(tree) - 1 });
    return extract(readable ?? tree, { grammar, steps, problems });
  };
}

function extract(
  tree: FlatTree,
  {
    grammar,
    steps,
    problems,
  }: { readonly grammar: PythonGrammar; readonly steps: Uint8Array; readonly problems: readonly ProblemFact[] },
): FileFacts {
  const reader = new PythonReader(new PythonSyntax(tree, grammar), steps);
  const { facts } = reader;
  facts.problems.push(...problems);
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
  return facts.finish(tree.lineCount);
}

/** `[T = int]`, which the grammar does not know: such lists are read from their text. */
function isDefaultType(tree: FlatTree, error: number, list: number): boolean {
  const parent = tree.parent[error] as number;
  return parent >= 0 && tree.kind[parent] === list && /[\w\]]\s*=/.test(tree.text.slice(tree.start[parent], tree.end[parent]));
}

function findProblems(tree: FlatTree, grammar: PythonGrammar): ProblemFact[] {
  const problems: ProblemFact[] = [];
  for (let node = 0; node < tree.count && problems.length < MAX_PROBLEMS; node++) {
    if (!tree.isError(node) || isDefaultType(tree, node, grammar.kinds.type_parameter)) continue;
    const startLine = tree.lineAt(tree.start[node] as number);
    const endLine = tree.lineAt(Math.max(tree.start[node] as number, (tree.end[node] as number) - 1));
    problems.push({
      code: 'syntax_error',
      startLine,
      endLine,
      message: 'This part is not valid Python and was read as far as possible.',
    });
  }
  for (const node of tree.missing.slice(0, MAX_PROBLEMS)) {
    const line = tree.lineAt(tree.start[node] as number);
    problems.push({ code: 'missing_token', startLine: line, endLine: line, message: 'Something is missing here.' });
  }
  if (tree.truncated) {
    problems.push({
      code: 'too_deep',
      startLine: 1,
      endLine: Math.max(1, tree.lineCount),
      message: 'Code nested too deeply was left out.',
    });
  }
  return problems;
}
