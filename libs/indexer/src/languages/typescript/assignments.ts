import { BindingKind, SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { ConstantKind, NarrowKind, TermOp } from '../../facts/term.js';
import { exportAssignment } from './commonjs.js';
import type { Extraction } from './extraction.js';
import { docType } from './doc-types.js';
import { memberParts } from './naming.js';
import { isNotable, nameTerm, referenceKey } from './references.js';
import type { Local } from './scopes.js';
import { Field, Node } from './syntax-kinds.js';

/** Gives a name that a pattern mentions its value. */
type Bind = (x: Extraction, nameNode: number, value: number) => void;

/** Binds the names of a pattern to parts of the value. */
export function destructure(x: Extraction, pattern: number, value: number, bind: Bind): void {
  const { tree } = x;
  switch (tree.kindOf(pattern)) {
    case Node.identifier:
    case Node.shorthand_property_identifier_pattern:
    case Node.undefined:
      bind(x, pattern, value);
      return;
    case Node.object_pattern:
      destructureObject(x, pattern, value, bind);
      return;
    case Node.array_pattern:
      destructureArray(x, pattern, value, bind);
      return;
    case Node.assignment_pattern:
    case Node.object_assignment_pattern: {
      const fallback = x.expression(tree.child(pattern, Field.right));
      destructure(x, tree.child(pattern, Field.left), x.facts.union([value, fallback]), bind);
      return;
    }
    case Node.member_expression:
    case Node.subscript_expression:
      assignMember(x, { target: pattern, assignment: pattern, value, rightNode: -1 });
      return;
    case Node.non_null_expression:
    case Node.parenthesized_expression:
      destructure(x, tree.firstNamed(pattern), value, bind);
      return;
    default:
  }
}

function destructureObject(x: Extraction, pattern: number, value: number, bind: Bind): void {
  const { tree } = x;
  const taken: number[] = [];
  const read = (key: number, name: string): number => {
    taken.push(x.string(name));
    const term = x.attribute(value, name);
    x.site(SiteKind.READ, term, key, { name });
    return term;
  };
  for (const child of tree.namedChildren(pattern)) {
    const kind = tree.kindOf(child);
    if (kind === Node.shorthand_property_identifier_pattern) bind(x, child, read(child, tree.textOf(child)));
    else if (kind === Node.object_assignment_pattern) {
      const left = tree.child(child, Field.left);
      const part = tree.kindOf(left) === Node.shorthand_property_identifier_pattern ? read(left, tree.textOf(left)) : 0;
      destructure(x, left, x.facts.union([part, x.expression(tree.child(child, Field.right))]), bind);
    } else if (kind === Node.pair_pattern) {
      const key = tree.child(child, Field.key);
      const name = tree.keyName(key);
      if (tree.kindOf(key) === Node.computed_property_name) x.expressionsIn(key);
      destructure(x, tree.child(child, Field.value), name === undefined ? 0 : read(key, name), bind);
    } else if (kind === Node.rest_pattern) {
      destructure(x, tree.firstNamed(child), x.facts.term(TermOp.REST, value, -1, x.facts.list(taken)), bind);
    }
  }
}

function destructureArray(x: Extraction, pattern: number, value: number, bind: Bind): void {
  const { tree } = x;
  let index = 0;
  for (let child = tree.first(pattern); child >= 0; child = tree.next(child)) {
    if (tree.text.charCodeAt(tree.start(child)) === 44) index++;
    else if (tree.kindOf(child) === Node.rest_pattern) {
      destructure(x, tree.firstNamed(child), x.facts.term(TermOp.REST, value, index, -1), bind);
    } else if (tree.isNamed(child)) {
      destructure(x, child, x.facts.term(TermOp.SUBSCRIPT, value, x.constant(ConstantKind.INTEGER, String(index))), bind);
    }
  }
}

/** Sets the value of a declared name and tells flow. */
export function bindDeclared(x: Extraction, nameNode: number, value: number): void {
  const binding = x.declared.bindings.get(nameNode);
  if (binding === undefined) return;
  x.facts.setBindingValue(binding, value);
  followBinding(x, nameNode, { binding, value });
}

/** Flow starts at a binding when the name is assigned again later. */
export function followBinding(x: Extraction, nameNode: number, at: { binding: number; value: number }): void {
  const local = x.scope.resolve(x.tree.textOf(nameNode));
  if (local === undefined || local.captured) return;
  if (local.writes > 0 || local.values.length > 1) x.env.assign(local.key, reachingTerm(x, local, at));
}

/** What reads of a name give after a binding: names that are definitions keep saying which definition they name. */
function reachingTerm(x: Extraction, local: Local, at: { binding: number; value: number }): number {
  const { facts } = x;
  if (local.definition < 0) return facts.term(TermOp.BINDING, at.binding);
  const name = facts.term(TermOp.NAME, x.string(local.name), local.scope.index, 0);
  return facts.term(TermOp.NARROW, name, at.value, NarrowKind.ASSIGNED);
}

/** `name = value` after the declaration. */
export function assignName(x: Extraction, nameNode: number, value: number, kind: number = BindingKind.ASSIGNMENT): void {
  const { tree, facts } = x;
  const name = tree.textOf(nameNode);
  const local = x.scope.resolve(name);
  const flags = kind === BindingKind.AUGMENTED ? SiteFlag.AUGMENTED : 0;
  if (isNotable(local)) x.site(SiteKind.WRITE, nameTerm(x, name, local), nameNode, { flags, name });
  if (local === undefined) return;
  const binding = facts.binding({
    scope: local.scope.index,
    name: facts.string(name),
    kind,
    value,
    declaredType: local.declaredType,
    definition: local.definition,
    offset: tree.start(nameNode),
  });
  const follows = !local.captured && local.scope.functionScope === x.scope.functionScope;
  if (follows) x.env.assign(local.key, reachingTerm(x, local, { binding, value }));
  else x.env.forget(local.key);
}

interface MemberAssignment {
  readonly target: number;
  /** Node of the whole assignment; its statement may carry a doc comment. */
  readonly assignment: number;
  readonly value: number;
  readonly rightNode: number;
  readonly flags?: number;
}

/** `object.name = value`. */
export function assignMember(x: Extraction, input: MemberAssignment): void {
  const { tree, facts, declared } = x;
  const { target, assignment, value, rightNode, flags = 0 } = input;
  const [object, name, token] = memberParts(tree, target);
  if (name === undefined) {
    assignUnnamed(x, input);
    return;
  }
  const base = tree.kindOf(object) === Node.super ? facts.term(TermOp.SUPER, x.scope.thisScope.index, -1) : x.expression(object);
  if (tree.kindOf(token) === Node.identifier) x.expression(token);
  x.site(SiteKind.WRITE, x.attribute(base, name), token, { flags, name });
  const function_ = rightNode < 0 ? -1 : tree.unwrap(rightNode);
  const definition = declared.definitions.get(target) ?? (function_ < 0 ? -1 : (declared.definitions.get(function_) ?? -1));
  const declaredType = x.javascript ? docType(x, assignment) : -1;
  if (name === 'prototype' && facts.termAt(value).op === TermOp.MAPPING) {
    assignPrototype(x, x.attribute(base, name), { mapping: value, token });
    return;
  }
  facts.member({
    object: base,
    name: x.string(name),
    value,
    declaredType,
    definition,
    callable: x.callable,
    line: tree.line(token),
    offset: tree.start(token),
  });
  if (definition >= 0) completeField(x, definition, { value, declaredType });
  followMember(x, { target, name, member: x.attribute(base, name), value, isPlain: flags === 0 });
  exportAssignment(x, { target, value, line: tree.line(target) });
}

/** What reads of a member give after it was assigned. `f.prototype` stays an object of its own, which inherits from what is assigned to it. */
function followMember(
  x: Extraction,
  input: {
    readonly target: number;
    readonly name: string;
    readonly member: number;
    readonly value: number;
    readonly isPlain: boolean;
  },
): void {
  const key = referenceKey(x, input.target);
  if (key === undefined) return;
  if (input.isPlain && input.name !== 'prototype')
    x.env.assign(key, x.facts.term(TermOp.NARROW, input.member, input.value, NarrowKind.ASSIGNED));
  else x.env.forget(key);
}

/** `object[key] = value`: the member has no name, but a function knows the object that it is put on. */
function assignUnnamed(x: Extraction, { target, value, rightNode }: MemberAssignment): void {
  const { tree, facts } = x;
  const object = x.expression(tree.child(target, Field.object));
  const index = tree.child(target, Field.index);
  x.expression(index);
  const place = { object, value, callable: x.callable, line: tree.line(target), offset: tree.start(target) };
  const key = tree.kindOf(index) === Node.identifier ? tree.constantKeys.get(tree.textOf(index)) : undefined;
  if (key !== undefined) facts.member({ ...place, name: x.string(key.member) });
  if (rightNode >= 0 && facts.termAt(value).op === TermOp.FUNCTION) facts.member({ ...place, name: x.string('') });
}

/** `A.prototype = { m() {} }` assigns every member of the literal; the prototype stays the one that instances have. */
function assignPrototype(x: Extraction, prototype: number, input: { mapping: number; token: number }): void {
  const { facts, tree } = x;
  const mapping = facts.termAt(input.mapping);
  const pairs = facts.listAt(mapping.a);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = pairs[at] as number;
    const value = pairs[at + 1] as number;
    if (name < 0) continue;
    const term = facts.termAt(value);
    const definition = term.op === TermOp.FUNCTION ? (facts.callables[term.a]?.definition ?? -1) : -1;
    const line = tree.line(input.token);
    facts.member({ object: prototype, name, value, definition, callable: x.callable, line, offset: tree.start(input.token) });
  }
}

function completeField(x: Extraction, definition: number, input: { value: number; declaredType: number }): void {
  const draft = x.declared.definition(definition);
  if (draft.label !== 'FIELD') return;
  if (draft.value === 0) draft.value = input.value;
  if (draft.declaredType < 0) draft.declaredType = input.declaredType;
}

/** `left = right`; the value is the right side. */
export function assignmentTerm(x: Extraction, node: number): number {
  const { tree } = x;
  const left = tree.unwrap(tree.child(node, Field.left));
  const right = tree.child(node, Field.right);
  const kind = tree.kindOf(left);
  const value = x.expression(right, SiteFlag.ARGUMENT);
  if (kind === Node.identifier) {
    assignName(x, left, value);
    exportAssignment(x, { target: left, value, line: tree.line(left) });
  } else if (kind === Node.member_expression || kind === Node.subscript_expression) {
    assignMember(x, { target: left, assignment: node, value, rightNode: right });
  } else destructure(x, left, value, assignName);
  return value;
}

/** `left += right` and its like; `||=`, `&&=` and `??=` keep either side. */
export function augmentedTerm(x: Extraction, node: number): number {
  const { tree, facts } = x;
  const left = tree.unwrap(tree.child(node, Field.left));
  const right = tree.child(node, Field.right);
  const operator = tree.textOf(tree.child(node, Field.operator));
  const logical = operator === '||=' || operator === '&&=' || operator === '??=';
  const before = tree.kindOf(left) === Node.identifier ? nameTerm(x, tree.textOf(left)) : 0;
  const added = x.expression(right, logical ? SiteFlag.ARGUMENT : 0);
  if (tree.kindOf(left) === Node.identifier) {
    const value = logical
      ? facts.union([before, added])
      : facts.term(TermOp.BINARY, x.string(operator.slice(0, -1)), before, added);
    assignName(x, left, value, BindingKind.AUGMENTED);
    return value;
  }
  const [object, name] = memberParts(tree, left);
  if (name === undefined) {
    x.expression(left);
    return 0;
  }
  assignMember(x, { target: left, assignment: node, value: logical ? added : 0, rightNode: right, flags: SiteFlag.AUGMENTED });
  return logical ? facts.union([x.attribute(peekObject(x, object), name), added]) : 0;
}

function peekObject(x: Extraction, object: number): number {
  const key = referenceKey(x, object);
  const known = key === undefined ? undefined : x.env.get(key);
  if (known !== undefined) return known;
  if (x.tree.kindOf(object) === Node.identifier) return nameTerm(x, x.tree.textOf(object));
  return x.tree.kindOf(object) === Node.this ? x.facts.term(TermOp.THIS, x.scope.thisScope.index) : 0;
}

/** `x++` and its like. */
export function updateTerm(x: Extraction, node: number): number {
  const { tree } = x;
  const target = tree.unwrap(tree.child(node, Field.argument));
  if (tree.kindOf(target) === Node.identifier) {
    assignName(x, target, x.constant(ConstantKind.INTEGER), BindingKind.AUGMENTED);
  } else if (memberParts(tree, target)[1] !== undefined) {
    const [object, name, token] = memberParts(tree, target);
    const base = x.expression(object);
    x.site(SiteKind.WRITE, x.attribute(base, name ?? ''), token, { flags: SiteFlag.AUGMENTED });
  } else x.expression(target);
  return x.constant(ConstantKind.INTEGER);
}

/** A declarator of `const`, `let`, `var` or `using`. */
export function declareValue(x: Extraction, declarator: number): void {
  const { tree, declared, facts } = x;
  const name = tree.child(declarator, Field.name);
  const typeNode = tree.child(declarator, Field.type);
  let declaredType = x.type(typeNode);
  if (declaredType < 0 && x.javascript) declaredType = docType(x, tree.parent(declarator));
  const valueNode = tree.child(declarator, Field.value);
  const value = valueNode < 0 ? 0 : x.expression(valueNode, SiteFlag.ARGUMENT);
  const binding = declared.bindings.get(name);
  if (binding !== undefined && declaredType >= 0) {
    facts.setBindingType(binding, declaredType);
    const local = x.scope.resolve(tree.textOf(name));
    if (local !== undefined) local.declaredType = declaredType;
  }
  const importIndex = declared.imports.get(tree.unwrap(valueNode));
  const imported = importIndex !== undefined && facts.imports[importIndex]?.binding === binding && binding !== undefined;
  if (imported) return;
  destructure(x, name, value, (inner, nameNode, part) => {
    const own = declared.bindings.get(nameNode);
    if (own === undefined) return;
    // A `var` without initialiser keeps what was assigned before.
    if (valueNode >= 0) facts.setBindingValue(own, part);
    if (
      valueNode >= 0 ||
      tree.kindOf(tree.parent(declarator)) !== Node.variable_declaration ||
      !x.env.get(keyOf(inner, nameNode))
    ) {
      followBinding(inner, nameNode, { binding: own, value: part });
    }
    const definition = declared.definitions.get(nameNode);
    if (definition === undefined) return;
    const draft = declared.definition(definition);
    draft.value = part;
    draft.declaredType = declaredType;
    if (typeNode >= 0) draft.declaredTypeText = annotationText(x, typeNode);
  });
}

function keyOf(x: Extraction, nameNode: number): string {
  return x.scope.resolve(x.tree.textOf(nameNode))?.key ?? '';
}

/** Text of a type annotation without its colon, at most 200 characters. */
export function annotationText(x: Extraction, annotation: number): string {
  return x.tree
    .textOf(annotation)
    .replace(/^\s*[?!]?:\s*/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
