import { ERROR_NODE, Field, Node, Token } from './syntax-kinds.js';
import type { ScriptTree } from './script-tree.js';

/** How a function or class expression gets its name. */
export interface ExpressionName {
  /** variable, member (`a.b = f`), prototype (`A.prototype.m = f`), pair, field, default, own, none. */
  readonly by: 'variable' | 'member' | 'prototype' | 'pair' | 'field' | 'default' | 'own' | 'none';
  readonly name: string;
  readonly nameNode: number;
  /** Node of the whole definition. */
  readonly range: number;
  /** Object of a member assignment as written; `''` else. For prototype: the class. */
  readonly object: string;
}

const NONE: ExpressionName = { by: 'none', name: '', nameNode: -1, range: -1, object: '' };

/** The name of a function or class expression from where it stands. */
export function expressionName(tree: ScriptTree, node: number): ExpressionName {
  let child = node;
  let parent = tree.parent(node);
  while (isWrapper(tree.kindOf(parent))) {
    child = parent;
    parent = tree.parent(parent);
  }
  const named = nameFromParent(tree, child, parent);
  if (named.by !== 'none') return named;
  const own = tree.child(node, Field.name);
  return own < 0 ? NONE : { by: 'own', name: tree.textOf(own), nameNode: own, range: node, object: '' };
}

function nameFromParent(tree: ScriptTree, child: number, parent: number): ExpressionName {
  switch (tree.kindOf(parent)) {
    case Node.variable_declarator: {
      const name = tree.child(parent, Field.name);
      if (tree.field[child] !== Field.value || tree.kindOf(name) !== Node.identifier) return NONE;
      return { by: 'variable', name: tree.textOf(name), nameNode: name, range: declaratorRange(tree, parent), object: '' };
    }
    case Node.assignment_expression:
      return tree.field[child] === Field.right ? nameFromAssignment(tree, parent, child) : NONE;
    case Node.pair: {
      const key = tree.child(parent, Field.key);
      const name = tree.keyName(key);
      if (tree.field[child] !== Field.value || name === undefined) return NONE;
      return prototypePair(tree, parent, name, key);
    }
    case Node.public_field_definition:
    case Node.field_definition: {
      const key = fieldNameNode(tree, parent);
      const name = tree.keyName(key);
      return name === undefined ? NONE : { by: 'field', name, nameNode: key, range: parent, object: '' };
    }
    case Node.export_statement:
      if (!tree.hasToken(parent, Token.default)) return NONE;
      return { by: 'default', name: 'default', nameNode: child, range: parent, object: '' };
    default:
      return NONE;
  }
}

/** Name of `left = function...`; chains `a = b = function` take the innermost. */
function nameFromAssignment(tree: ScriptTree, assignment: number, right: number): ExpressionName {
  const left = tree.unwrap(tree.child(assignment, Field.left));
  if (tree.kindOf(left) !== Node.member_expression) return NONE;
  const [objectNode, name, nameNode] = memberParts(tree, left);
  if (name === undefined) return NONE;
  const range = tree.kindOf(tree.parent(assignment)) === Node.expression_statement ? tree.parent(assignment) : assignment;
  const object = tree.textOf(objectNode);
  if (!/^[\w$.#]+$/.test(object)) return NONE;
  if (object === 'module' && name === 'exports') {
    const own = tree.child(tree.unwrap(right), Field.name);
    return { by: 'member', name: own < 0 ? name : tree.textOf(own), nameNode, range, object: 'exports' };
  }
  if (object.endsWith('.prototype'))
    return { by: 'prototype', name, nameNode, range, object: object.slice(0, -'.prototype'.length) };
  return { by: 'member', name, nameNode, range, object };
}

/** Object, name and name token of `a.b` or `a['b']`. */
export function memberParts(tree: ScriptTree, node: number): readonly [number, string | undefined, number] {
  const kind = tree.kindOf(node);
  if (kind === Node.member_expression) {
    const property = tree.child(node, Field.property);
    return [tree.child(node, Field.object), tree.textOf(property), property];
  }
  if (kind === Node.subscript_expression) {
    const index = tree.child(node, Field.index);
    if (tree.kindOf(index) === Node.string) return [tree.child(node, Field.object), tree.stringValue(index), index];
    const key = tree.kindOf(index) === Node.identifier ? tree.constantKeys.get(tree.textOf(index)) : undefined;
    if (key?.isSymbol === true) return [tree.child(node, Field.object), key.member, index];
  }
  return [-1, undefined, -1];
}

/** A key of the object in `A.prototype = {...}` or `Object.assign(A.prototype, {...})` is a method of A. */
export function prototypePair(tree: ScriptTree, member: number, name: string, nameNode: number): ExpressionName {
  const object = tree.parent(member);
  const holder = tree.parent(object);
  if (tree.kindOf(holder) === Node.assignment_expression && tree.field[object] === Field.right) {
    const left = tree.textOf(tree.child(holder, Field.left));
    if (/^[\w$.]+\.prototype$/.test(left))
      return { by: 'prototype', name, nameNode, range: member, object: left.slice(0, -'.prototype'.length) };
  }
  if (tree.kindOf(holder) === Node.arguments) {
    const call = tree.parent(holder);
    const target = tree.textOf(tree.firstNamed(holder));
    const assigns = tree.textOf(tree.child(call, Field.function)) === 'Object.assign' && tree.firstNamed(holder) !== object;
    if (assigns && /^[\w$.]+\.prototype$/.test(target)) {
      return { by: 'prototype', name, nameNode, range: member, object: target.slice(0, -'.prototype'.length) };
    }
  }
  return { by: 'pair', name, nameNode, range: member, object: '' };
}

/** TypeScript calls the key of a field `name`, JavaScript `property`. */
export function fieldNameNode(tree: ScriptTree, field: number): number {
  let name = tree.child(field, Field.name);
  if (name < 0) name = tree.child(field, Field.property);
  if (tree.textOf(name) !== 'accessor') return name;
  // The grammar reads `static accessor x: T` as a field named accessor, with an error.
  const real = tree.childOfKind(tree.childOfKind(field, ERROR_NODE), Node.identifier);
  return real >= 0 ? real : name;
}

/** The statement of a declarator that stands alone in it, with `export` and `declare`; else the declarator. */
export function declaratorRange(tree: ScriptTree, declarator: number): number {
  const statement = tree.parent(declarator);
  let declarators = 0;
  for (let at = tree.first(statement); at >= 0; at = tree.next(at))
    if (tree.kindOf(at) === Node.variable_declarator) declarators++;
  return declarators === 1 ? statementRange(tree, statement) : declarator;
}

/** The statement around a declaration: `export`, `declare`. */
export function statementRange(tree: ScriptTree, declaration: number): number {
  let at = declaration;
  for (;;) {
    const parent = tree.parent(at);
    const kind = tree.kindOf(parent);
    if (kind !== Node.export_statement && kind !== Node.ambient_declaration) return at;
    at = parent;
  }
}

function isWrapper(kind: number): boolean {
  return (
    kind === Node.parenthesized_expression ||
    kind === Node.as_expression ||
    kind === Node.satisfies_expression ||
    kind === Node.type_assertion ||
    kind === Node.non_null_expression
  );
}
