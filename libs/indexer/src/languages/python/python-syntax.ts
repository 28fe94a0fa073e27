import type { FlatTree } from '../../syntax/flat-tree.js';
import type { PythonGrammar } from './grammar.js';

const ERROR_KIND = 65535;

/** Questions about one Python tree that need no scopes and no meaning. Node -1 means none. */
export class PythonSyntax {
  readonly tree: FlatTree;
  readonly grammar: PythonGrammar;

  constructor(tree: FlatTree, grammar: PythonGrammar) {
    this.tree = tree;
    this.grammar = grammar;
  }

  /** True for nodes with a name in the grammar, and for errors; not for tokens and comments. */
  isNamed(node: number): boolean {
    const kind = this.tree.kind[node] as number;
    return kind === ERROR_KIND || this.grammar.isNamed[kind] === 1;
  }

  namedChildren(node: number): number[] {
    const result: number[] = [];
    const { tree } = this;
    for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child))
      if (this.isNamed(child)) result.push(child);
    return result;
  }

  firstNamed(node: number): number {
    const { tree } = this;
    for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) if (this.isNamed(child)) return child;
    return -1;
  }

  /** The expression inside any number of parentheses. */
  unparenthesized(node: number): number {
    const { tree, grammar } = this;
    let inner = node;
    while (inner >= 0 && tree.kind[inner] === grammar.kinds.parenthesized_expression) inner = this.firstNamed(inner);
    return inner;
  }

  /** Names of a dotted name, in order. */
  dottedName(node: number): string[] {
    return this.namedChildren(node).map((part) => this.tree.textOf(part));
  }

  /** True when the node's first token is the word. */
  startsWith(node: number, word: string): boolean {
    const start = this.tree.start[node] as number;
    return (
      this.tree.text.startsWith(word, start) &&
      this.tree.firstChild(node) >= 0 &&
      this.tree.textOf(this.tree.firstChild(node)) === word
    );
  }

  /** End of the node without trailing comments: where its last statement ends. */
  contentEnd(node: number): number {
    const { tree, grammar } = this;
    let at = node;
    for (;;) {
      if (tree.kind[at] !== grammar.kinds.block && !this.#endsInBlock(at)) return tree.end[at] as number;
      const last = this.#lastNamed(at);
      if (last < 0) return tree.end[at] as number;
      at = last;
    }
  }

  /** The target names, attributes and subscripts of an assignment target, loop or `as`; patterns are opened. */
  leafTargets(target: number, found: number[] = []): number[] {
    const { tree, grammar } = this;
    const { kinds } = grammar;
    switch (tree.kind[target]) {
      case kinds.identifier:
      case kinds.attribute:
      case kinds.subscript:
        found.push(target);
        break;
      case kinds.tuple:
      case kinds.list:
      case kinds.tuple_pattern:
      case kinds.list_pattern:
      case kinds.pattern_list:
      case kinds.expression_list:
      case kinds.list_splat:
      case kinds.list_splat_pattern:
      case kinds.parenthesized_expression:
      case kinds.as_pattern_target:
        for (let child = tree.firstChild(target); child >= 0; child = tree.nextSibling(child)) this.leafTargets(child, found);
        break;
      default:
        break;
    }
    return found;
  }

  /** True for a `case` pattern's plain name that captures: one name that is neither `_` nor a class nor a key. */
  isCapture(dottedName: number): boolean {
    const { tree, grammar } = this;
    const parent = tree.kind[tree.parent[dottedName] as number];
    if (
      parent !== grammar.kinds.case_pattern &&
      parent !== grammar.kinds.union_pattern &&
      parent !== grammar.kinds.keyword_pattern
    )
      return false;
    const name = this.firstNamed(dottedName);
    return name >= 0 && tree.end[name] === tree.end[dottedName] && tree.textOf(name) !== '_';
  }

  #endsInBlock(node: number): boolean {
    const { kinds } = this.grammar;
    switch (this.tree.kind[node]) {
      case kinds.decorated_definition:
      case kinds.function_definition:
      case kinds.class_definition:
      case kinds.if_statement:
      case kinds.elif_clause:
      case kinds.else_clause:
      case kinds.for_statement:
      case kinds.while_statement:
      case kinds.with_statement:
      case kinds.try_statement:
      case kinds.except_clause:
      case kinds.finally_clause:
      case kinds.match_statement:
      case kinds.case_clause:
        return true;
      default:
        return false;
    }
  }

  #lastNamed(node: number): number {
    const { tree } = this;
    let last = -1;
    for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) if (this.isNamed(child)) last = child;
    return last;
  }
}
