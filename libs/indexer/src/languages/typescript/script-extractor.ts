import type { Language } from 'web-tree-sitter';
import { FactsBuilder } from '../../facts/facts-builder.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { readAgain, unreadable } from '../../syntax/read-again.js';
import type { Extractor } from '../language.js';
import { DeclarationPass } from './declaration-pass.js';
import { declareDocTypes } from './doc-declarations.js';
import { Extraction } from './extraction.js';
import { hasUnknownDeclarations, withoutNewSyntax } from './modern-syntax.js';
import { RULES } from './rules.js';
import { ScriptTree } from './script-tree.js';
import { ERROR_NODE, kindMap } from './syntax-kinds.js';

/** How many problems of one file are kept. */
const MAX_PROBLEMS = 100;

/** The extractor of one grammar of the family. @param javascript fields come from assignments, types from JSDoc */
export function scriptExtractor(grammar: Language, language: string, javascript: boolean): Extractor {
  const map = kindMap(grammar);
  return (given) => {
    const flat = readable(given, grammar, javascript);
    const facts = new FactsBuilder(language);
    const tree = new ScriptTree(flat, map);
    const declared = new DeclarationPass(tree, facts, javascript).run();
    const extraction = new Extraction(tree, facts, declared, RULES);
    declareDocTypes(extraction);
    extraction.statementsIn(0);
    noteProblems(tree, flat, facts);
    return facts.finish(flat.lineCount);
  };
}

/** The tree, read again without syntax that the grammar does not know yet. */
function readable(tree: FlatTree, grammar: Language, javascript: boolean): FlatTree {
  if (tree.truncated) return tree;
  const unread = unreadable(tree);
  if (unread === 0 && (javascript || !hasUnknownDeclarations(tree.text))) return tree;
  const known = withoutNewSyntax(tree.text);
  return (known === undefined ? undefined : readAgain(tree, known, { grammar, most: unread })) ?? tree;
}

function noteProblems(tree: ScriptTree, flat: FlatTree, facts: FactsBuilder): void {
  const add = (code: string, node: number, message: string): void => {
    if (facts.problems.length >= MAX_PROBLEMS) return;
    const startLine = tree.line(node);
    facts.problems.push({ code, startLine, endLine: flat.lineAt(Math.max(tree.start(node), tree.end(node) - 1)), message });
  };
  for (let node = 0; node < flat.count; node++) {
    if (tree.kind[node] === ERROR_NODE) {
      add('syntax_error', node, 'The text here does not fit the grammar.');
      // What is inside an error is part of it.
      node = tree.after(node) - 1;
    }
  }
  for (const node of flat.missing) add('missing_token', node, 'A token is missing here.');
  if (flat.truncated) add('too_deep', 0, 'Syntax nested too deeply was left out.');
}
