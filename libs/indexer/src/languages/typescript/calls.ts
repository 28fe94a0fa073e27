import { SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { ArgumentName, TermOp } from '../../facts/term.js';
import { descriptorValue, exportCall } from './commonjs.js';
import type { Extraction } from './extraction.js';
import { memberParts } from './naming.js';
import { memberTerm, nameTerm } from './references.js';
import { Field, Node } from './syntax-kinds.js';

/** The callee's term and the token that names it. The callee itself is no read. */
function calleeOf(x: Extraction, node: number): { term: number; token: number; name: string } {
  const { tree } = x;
  const at = tree.unwrap(node);
  switch (tree.kindOf(at)) {
    case Node.identifier:
      return { term: nameTerm(x, tree.textOf(at)), token: at, name: tree.textOf(at) };
    case Node.member_expression:
    case Node.subscript_expression: {
      const [, name, token] = memberParts(tree, at);
      if (name !== undefined) return { term: memberTerm(x, at, { flags: 0, read: false }), token, name };
      return { term: x.expression(at), token: at, name: '' };
    }
    case Node.super:
      return { term: x.facts.term(TermOp.SUPER, x.scope.thisScope.index, -1), token: at, name: 'super' };
    case Node.instantiation_expression: {
      const inner = calleeOf(x, tree.firstNamed(at));
      x.type(tree.child(at, Field.type_arguments));
      return inner;
    }
    default:
      return { term: x.expression(at), token: at, name: '' };
  }
}

/** Terms of arguments, in order; and the list of pairs that a CALL carries. */
function argumentTerms(x: Extraction, call: number): { terms: number[]; list: number } {
  const { tree, facts } = x;
  const terms: number[] = [];
  const pairs: number[] = [];
  for (const child of tree.namedChildren(tree.child(call, Field.arguments))) {
    if (tree.kindOf(child) === Node.spread_element) {
      const term = x.expression(tree.firstNamed(child));
      terms.push(0);
      pairs.push(ArgumentName.STAR, term);
    } else {
      const term = x.expression(child, SiteFlag.ARGUMENT);
      terms.push(term);
      pairs.push(ArgumentName.POSITIONAL, term);
    }
  }
  return { terms, list: facts.list(pairs) };
}

/** Offset of the list of type arguments, or -1. */
export function typeArgumentList(x: Extraction, node: number): number {
  const { tree } = x;
  if (node < 0) return -1;
  return x.facts.list(tree.namedChildren(node).map((child) => x.type(child)));
}

/** Calls, `super(...)`, `import(...)`, `require(...)` and tagged templates. */
export function callTerm(x: Extraction, node: number): number {
  const { tree, facts, declared } = x;
  const awaited = x.awaited === node ? SiteFlag.AWAITED : 0;
  const importIndex = declared.imports.get(node);
  if (importIndex !== undefined) {
    argumentTerms(x, node);
    return facts.term(TermOp.IMPORT, importIndex);
  }
  const calleeNode = tree.child(node, Field.function);
  if (tree.kindOf(calleeNode) === Node.import) {
    argumentTerms(x, node);
    return 0;
  }
  const callee = calleeOf(x, calleeNode);
  const typeArguments = typeArgumentList(x, tree.child(node, Field.type_arguments));
  const template = tree.child(node, Field.arguments);
  if (tree.kindOf(template) === Node.template_string) {
    x.expressionsIn(template);
    const term = facts.term(TermOp.CALL, callee.term, facts.list([]), typeArguments);
    x.site(SiteKind.TAG, term, callee.token, { name: callee.name });
    return term;
  }
  const args = argumentTerms(x, node);
  const term = facts.term(TermOp.CALL, callee.term, args.list, typeArguments);
  const isSuper = tree.kindOf(tree.unwrap(calleeNode)) === Node.super;
  const optional = tree.childOfKind(node, Node.optional_chain) >= 0 ? SiteFlag.OPTIONAL_CHAIN : 0;
  x.site(isSuper ? SiteKind.SUPER_CALL : SiteKind.CALL, term, callee.token, { flags: awaited | optional, name: callee.name });
  if (callee.name === 'defineProperty' || callee.name === 'assign' || callee.name === '__exportStar')
    exportCall(x, node, args.terms);
  if (callee.name === 'defineProperty') definedProperty(x, node, args.terms);
  return term;
}

/** `Object.defineProperty(a, 'b', {...})` assigns a member as well. */
function definedProperty(x: Extraction, call: number, args: readonly number[]): void {
  const { tree, facts } = x;
  const nodes = tree.namedChildren(tree.child(call, Field.arguments));
  const key = nodes[1];
  const descriptor = args[2];
  if (key === undefined || descriptor === undefined || tree.kindOf(key) !== Node.string) return;
  facts.member({
    object: args[0] ?? 0,
    name: x.string(tree.stringValue(key)),
    value: descriptorValue(x, descriptor),
    callable: x.callable,
    line: tree.line(key),
    offset: tree.start(key),
  });
}

/** `new A(...)`. */
export function newTerm(x: Extraction, node: number): number {
  const { tree, facts } = x;
  const callee = calleeOf(x, tree.child(node, Field.constructor));
  const typeArguments = typeArgumentList(x, tree.child(node, Field.type_arguments));
  const args = argumentTerms(x, node);
  const term = facts.term(TermOp.NEW, callee.term, args.list, typeArguments);
  x.site(SiteKind.NEW, term, callee.token, { flags: x.awaited === node ? SiteFlag.AWAITED : 0, name: callee.name });
  return term;
}

/** A decorator: its expression, and its call when it is called. */
export function decoratorTerm(x: Extraction, node: number): number {
  const { tree } = x;
  const expression = tree.firstNamed(node);
  if (tree.kindOf(expression) === Node.call_expression) {
    const callee = calleeOf(x, tree.child(expression, Field.function));
    const args = argumentTerms(x, expression);
    const term = x.facts.term(
      TermOp.CALL,
      callee.term,
      args.list,
      typeArgumentList(x, tree.child(expression, Field.type_arguments)),
    );
    x.site(SiteKind.CALL, term, callee.token, { flags: SiteFlag.DECORATOR, name: callee.name });
    x.site(SiteKind.DECORATOR, term, callee.token, { name: callee.name });
    return term;
  }
  const callee = calleeOf(x, expression);
  x.site(SiteKind.DECORATOR, callee.term, callee.token, { name: callee.name });
  return callee.term;
}
