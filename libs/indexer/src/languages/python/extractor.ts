import { Parser, type Language as Grammar } from 'web-tree-sitter';
import type { FileFacts, ProblemFact } from '../../facts/file-facts.js';
import { FlatTree, readFlatTree } from '../../syntax/flat-tree.js';
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
    const problems = findProblems(tree);
    const readable = problems.length === 0 ? tree : (repaired(tree, language) ?? tree);
    return extract(readable, { grammar, steps, problems });
  };
}

/** The tree of the text with its unclosed brackets mended, when that leaves fewer errors. Its text and offsets are the original's. */
function repaired(tree: FlatTree, language: Grammar): FlatTree | undefined {
  const text = repairBrackets(tree.text);
  if (text === undefined) return undefined;
  const parser = new Parser();
  parser.setLanguage(language);
  const parsed = parser.parse(text);
  const result = parsed === null ? undefined : new FlatTree(tree.text, readFlatTree(parsed));
  parsed?.delete();
  parser.delete();
  return result !== undefined && errorLength(result) < errorLength(tree) ? result : undefined;
}

function errorLength(tree: FlatTree): number {
  let length = 0;
  for (let node = 0; node < tree.count;) {
    const isError = tree.isError(node);
    if (isError) length += (tree.end[node] as number) - (tree.start[node] as number);
    node = isError ? (tree.after[node] as number) : node + 1;
  }
  return length;
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

function findProblems(tree: FlatTree): ProblemFact[] {
  const problems: ProblemFact[] = [];
  for (let node = 0; node < tree.count && problems.length < MAX_PROBLEMS; node++) {
    if (!tree.isError(node)) continue;
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
