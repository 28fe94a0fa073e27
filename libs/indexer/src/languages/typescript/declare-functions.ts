import { BindingKind, CallableFlag, DefinitionFlag, ScopeKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { DeclarationPass } from './declaration-pass.js';
import type { Place } from './declarations.js';
import { isMemberOfArgument, memberPath, objectPath } from './member-paths.js';
import { expressionName, statementRange, type ExpressionName } from './naming.js';
import { isParameterProperty, parameterNodes, parameterPattern, patternNames } from './patterns.js';
import { Meaning } from './scopes.js';
import type { ScriptTree } from './script-tree.js';
import { Field, Node, Token } from './syntax-kinds.js';

/** What opens a callable. */
interface CallableInput {
  readonly definition: number;
  readonly flags: number;
  readonly receiver: number;
}

/** Adds the callable of a function-like node, its scope and parameters, and visits what is inside. */
export function openCallable(pass: DeclarationPass, node: number, place: Place, input: CallableInput): number {
  const { declarations, tree } = pass;
  const { definition, flags, receiver } = input;
  const callable = declarations.addCallable({ node, definition, owner: place.definition, receiverClass: receiver, flags });
  const signature = (flags & CallableFlag.SIGNATURE) !== 0;
  const scope = declarations.openScope({
    node,
    kind: signature ? ScopeKind.TYPE : ScopeKind.FUNCTION,
    parent: place.scope,
    definition: definition >= 0 ? definition : -1,
    callable,
    arrow: (flags & CallableFlag.ARROW) !== 0,
  });
  declarations.callable(callable).scope = scope.index;
  if (definition >= 0) declarations.definition(definition).scope = scope.index;
  const inner: Place = {
    scope,
    definition: definition >= 0 ? definition : place.definition,
    receiver: (flags & CallableFlag.ARROW) !== 0 ? place.receiver : receiver,
    ambient: place.ambient,
    nested: true,
  };
  declareParameters(pass, node, inner, callable);
  for (let child = tree.first(node); child >= 0; child = tree.next(child)) {
    if (tree.field[child] === Field.name) continue;
    if (tree.field[child] === Field.body && tree.kindOf(child) === Node.statement_block) pass.visitChildren(child, inner);
    else pass.visit(child, inner);
  }
  return callable;
}

function declareParameters(pass: DeclarationPass, node: number, place: Place, callable: number): void {
  const { tree, declarations, facts } = pass;
  parameterNodes(tree, node).forEach((parameter, index) => {
    const pattern = parameterPattern(tree, parameter);
    const term = facts.term(TermOp.PARAMETER, callable, index);
    patternNames(tree, pattern, (name) => {
      const direct = name === pattern || isDirectName(tree, name, parameter);
      const value = direct ? term : 0;
      declarations.declare({ scope: place.scope, name: tree.textOf(name), node: name, kind: BindingKind.PARAMETER, value });
    });
    if (isParameterProperty(tree, parameter) && place.receiver >= 0)
      defineParameterProperty(pass, parameter, pattern, place.receiver);
  });
}

/** True when the name is the whole parameter, apart from a default or `...`. */
function isDirectName(tree: ScriptTree, name: number, parameter: number): boolean {
  for (let at = tree.parent(name); at >= parameter; at = tree.parent(at)) {
    const kind = tree.kindOf(at);
    if (kind === Node.object_pattern || kind === Node.array_pattern) return false;
  }
  return true;
}

function defineParameterProperty(pass: DeclarationPass, parameter: number, pattern: number, receiver: number): void {
  const { tree, declarations } = pass;
  const name = tree.textOf(pattern);
  declarations.memberSet(receiver).add(name);
  const type = tree.child(parameter, Field.type);
  const definition = declarations.define({
    label: 'FIELD',
    kind: 'field',
    name,
    nameNode: pattern,
    range: parameter,
    headerEnd: tree.end(type >= 0 ? type : pattern),
    parent: receiver,
    flags: memberFlags(tree, parameter),
  });
  declarations.definitions.set(parameter, definition);
}

/** Flags of a member from its modifiers. */
export function memberFlags(tree: ScriptTree, node: number): number {
  let flags = 0;
  for (let child = tree.first(node); child >= 0 && tree.field[child] !== Field.body; child = tree.next(child)) {
    const kind = tree.kindOf(child);
    if (kind === Token.static) flags |= DefinitionFlag.STATIC;
    else if (kind === Token.readonly) flags |= DefinitionFlag.READONLY;
    else if (kind === Token.abstract) flags |= DefinitionFlag.ABSTRACT;
    else if (kind === Token.async) flags |= DefinitionFlag.ASYNC;
    else if (kind === Token['*']) flags |= DefinitionFlag.GENERATOR;
    else if (kind === Token['?']) flags |= DefinitionFlag.OPTIONAL;
    else if (kind === Token.declare) flags |= DefinitionFlag.AMBIENT;
    else if (kind === Node.private_property_identifier) flags |= DefinitionFlag.PRIVATE;
    else if (kind === Node.accessibility_modifier) {
      const text = tree.textOf(child);
      if (text === 'private') flags |= DefinitionFlag.PRIVATE;
      else if (text === 'protected') flags |= DefinitionFlag.PROTECTED;
    }
  }
  return flags;
}

/** ASYNC, GENERATOR and ARROW of a function-like node. */
export function callableFlags(tree: ScriptTree, node: number): number {
  const kind = tree.kindOf(node);
  let flags = kind === Node.arrow_function ? CallableFlag.ARROW : 0;
  if (tree.hasToken(node, Token.async)) flags |= CallableFlag.ASYNC;
  if (kind === Node.generator_function || kind === Node.generator_function_declaration || tree.hasToken(node, Token['*'])) {
    flags |= CallableFlag.GENERATOR;
  }
  return flags;
}

/** Function declarations and signatures. */
export function declareFunction(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const nameNode = tree.child(node, Field.name);
  const signature = tree.kindOf(node) === Node.function_signature;
  const flags = callableFlags(tree, node) | (signature ? CallableFlag.SIGNATURE : 0);
  const range = statementRange(tree, node);
  const body = tree.child(node, Field.body);
  const exported = tree.kindOf(range) === Node.export_statement;
  const isDefault = exported && tree.hasToken(range, Token.default);
  const definition = declarations.define({
    label: 'FUNCTION',
    kind: 'function',
    name: nameNode < 0 ? 'default' : tree.textOf(nameNode),
    nameNode: nameNode < 0 ? node : nameNode,
    range,
    headerEnd: body < 0 ? -1 : tree.start(body),
    parent: place.definition,
    flags:
      (flags & 3) |
      (exported ? DefinitionFlag.EXPORTED : 0) |
      (isDefault ? DefinitionFlag.DEFAULT_EXPORT : 0) |
      (place.nested ? DefinitionFlag.NESTED : 0) |
      (place.ambient ? DefinitionFlag.AMBIENT : 0),
  });
  declarations.definitions.set(node, definition);
  // The binding comes before the callable, so its value is set when the callable has a number.
  const binding = nameNode < 0 ? -1 : bindDefinition(pass, place, { nameNode, definition, meaning: Meaning.VALUE });
  const callable = openCallable(pass, node, place, { definition, flags, receiver: -1 });
  if (binding >= 0) facts.setBindingValue(binding, facts.term(TermOp.FUNCTION, callable));
}

/** Binds the name of a definition in the scope around it. */
export function bindDefinition(
  pass: DeclarationPass,
  place: Place,
  options: { nameNode: number; definition: number; meaning: number; value?: number },
): number {
  const { nameNode, definition, meaning, value = 0 } = options;
  const binding = pass.declarations.declare({
    scope: place.scope,
    name: pass.tree.textOf(nameNode),
    node: nameNode,
    kind: BindingKind.DEFINITION,
    value,
    meaning,
    definition,
  });
  pass.declarations.definition(definition).binding = binding;
  return binding;
}

/** Function expressions, generators and arrow functions: named by where they stand, or anonymous. */
export function declareFunctionExpression(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const flags = callableFlags(tree, node);
  const name = expressionName(tree, node);
  const definition = defineFunctionExpression(pass, node, place, name);
  let inner = place;
  const own = tree.child(node, Field.name);
  let ownBinding = -1;
  if (own >= 0) {
    const scope = declarations.openScope({ node: own, kind: ScopeKind.BLOCK, parent: place.scope });
    inner = { ...place, scope };
    ownBinding = declarations.declare({ scope, name: tree.textOf(own), node: own, kind: BindingKind.DEFINITION, definition });
  }
  const receiver = receiverOf(pass, name, place);
  const callable = openCallable(pass, node, inner, { definition, flags, receiver });
  if (ownBinding >= 0) facts.setBindingValue(ownBinding, facts.term(TermOp.FUNCTION, callable));
  if (definition >= 0 && name.by === 'variable') linkVariable(pass, place, name.nameNode, definition);
}

/** A variable's binding stands for the function or class that it is initialised with. */
export function linkVariable(pass: DeclarationPass, place: Place, nameNode: number, definition: number): void {
  const { declarations, facts, tree } = pass;
  const binding = declarations.bindings.get(nameNode);
  if (binding === undefined) return;
  facts.setBindingDefinition(binding, definition);
  declarations.definition(definition).binding = binding;
  const local = place.scope.resolve(tree.textOf(nameNode));
  if (local?.values.includes(binding) === true) local.definition = definition;
}

function receiverOf(pass: DeclarationPass, name: ExpressionName, place: Place): number {
  if (name.by === 'field') return place.receiver;
  if (name.by === 'member' && name.object === 'this') return place.receiver;
  if (name.by !== 'prototype') return -1;
  const target = place.scope.resolve(name.object)?.definition ?? -1;
  return target >= 0 && pass.declarations.definition(target).label === 'CLASS' ? target : -1;
}

function defineFunctionExpression(pass: DeclarationPass, node: number, place: Place, name: ExpressionName): number {
  const { tree, declarations } = pass;
  if (name.by === 'none' || name.by === 'field') return name.by === 'field' ? fieldMethod(pass, name) : -1;
  const range = name.range;
  const body = tree.child(node, Field.body);
  const shape = {
    label: 'FUNCTION' as 'FUNCTION' | 'METHOD',
    kind: 'function',
    parent: place.definition,
    extra: 0,
    path: undefined as string | undefined,
  };
  if (name.by === 'pair') {
    if (place.nested && isMemberOfArgument(tree, name.range)) return -1;
    shape.extra = DefinitionFlag.OBJECT_MEMBER;
    shape.path = objectPath(tree, name.range, name.name);
  } else if (name.by === 'member') {
    if (name.object === 'this' && place.receiver >= 0) {
      if (!declarations.javascript || declarations.memberSet(place.receiver).has(name.name)) return -1;
      declarations.memberSet(place.receiver).add(name.name);
      shape.label = 'METHOD';
      shape.kind = 'method';
      shape.parent = place.receiver;
      shape.extra = DefinitionFlag.INSTANCE;
    } else shape.path = memberPath(name.object, name.name);
  } else if (name.by === 'prototype') {
    const target = place.scope.resolve(name.object)?.definition ?? -1;
    if (target >= 0 && declarations.definition(target).label === 'CLASS') {
      shape.parent = target;
      shape.label = 'METHOD';
      shape.kind = 'method';
    } else shape.path = `${name.object}.${name.name}`;
  }
  const parentPath = declarations.definition(shape.parent).path;
  const definition = declarations.define({
    label: shape.label,
    kind: shape.kind,
    name: name.name,
    nameNode: name.nameNode,
    range,
    headerEnd: body < 0 ? -1 : tree.start(body),
    parent: shape.parent,
    flags: (callableFlags(tree, node) & 3) | shape.extra | (place.nested ? DefinitionFlag.NESTED : 0) | variableFlags(tree, name),
    ...(shape.path === undefined ? {} : { path: parentPath === '' ? shape.path : `${parentPath}.${shape.path}` }),
  });
  declarations.definitions.set(node, definition);
  return definition;
}

function variableFlags(tree: ScriptTree, name: ExpressionName): number {
  if (name.by === 'default') return DefinitionFlag.EXPORTED | DefinitionFlag.DEFAULT_EXPORT;
  return tree.kindOf(name.range) === Node.export_statement ? DefinitionFlag.EXPORTED : 0;
}

/** The METHOD that the field's declaration has made already. */
function fieldMethod(pass: DeclarationPass, name: ExpressionName): number {
  return pass.declarations.definitions.get(name.range) ?? -1;
}

/** Function types, constructor types, call and construct signatures. */
export function declareSignature(pass: DeclarationPass, node: number, place: Place): void {
  openCallable(pass, node, place, { definition: -1, flags: CallableFlag.SIGNATURE, receiver: -1 });
}
