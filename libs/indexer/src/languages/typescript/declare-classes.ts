import { BindingKind, CallableFlag, DefinitionFlag, ScopeKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { DeclarationPass } from './declaration-pass.js';
import type { Place } from './declarations.js';
import { bindDefinition, callableFlags, linkVariable, memberFlags, openCallable } from './declare-functions.js';
import { isMemberOfArgument, memberPath, objectPath } from './member-paths.js';
import { expressionName, fieldNameNode, prototypePair, statementRange } from './naming.js';
import { Meaning } from './scopes.js';
import type { ScriptTree } from './script-tree.js';
import { Field, Node, Token } from './syntax-kinds.js';

/** Class declarations, and class expressions that have a name or are assigned to one. */
export function declareClass(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const own = tree.child(node, Field.name);
  const expression = tree.kindOf(node) === Node.class;
  const given = expression ? expressionName(tree, node) : undefined;
  if (given?.by === 'none') {
    visitAnonymousClass(pass, node, place);
    return;
  }
  const nameNode = given?.nameNode ?? (own < 0 ? node : own);
  const range = given?.range ?? statementRange(tree, node);
  const exported = tree.kindOf(range) === Node.export_statement;
  const isDefault = exported && tree.hasToken(range, Token.default);
  const path =
    given?.by === 'member'
      ? memberPath(given.object, given.name)
      : given?.by === 'pair'
        ? objectPath(tree, range, given.name)
        : undefined;
  const parentPath = declarations.definition(place.definition).path;
  const definition = declarations.define({
    label: 'CLASS',
    kind: 'class',
    name: given?.name ?? (own < 0 ? 'default' : tree.textOf(own)),
    nameNode,
    range,
    headerEnd: tree.start(tree.child(node, Field.body)),
    parent: place.definition,
    flags:
      (exported ? DefinitionFlag.EXPORTED : 0) |
      (isDefault ? DefinitionFlag.DEFAULT_EXPORT : 0) |
      (tree.kindOf(node) === Node.abstract_class_declaration ? DefinitionFlag.ABSTRACT : 0) |
      (place.nested ? DefinitionFlag.NESTED : 0) |
      (place.ambient ? DefinitionFlag.AMBIENT : 0),
    ...(path === undefined ? {} : { path: parentPath === '' ? path : `${parentPath}.${path}` }),
  });
  declarations.definitions.set(node, definition);
  const value = facts.term(TermOp.CLASS, definition);
  const meaning = Meaning.VALUE | Meaning.TYPE;
  if (!expression && own >= 0) bindDefinition(pass, place, { nameNode: own, definition, meaning, value });
  if (given?.by === 'variable') linkVariable(pass, place, nameNode, definition);
  const scope = declarations.openScope({ node, kind: ScopeKind.CLASS, parent: place.scope, definition });
  declarations.definition(definition).scope = scope.index;
  if (expression && own >= 0) {
    declarations.declare({ scope, name: tree.textOf(own), node: own, kind: BindingKind.DEFINITION, value, meaning, definition });
  }
  noteMemberNames(pass, node, definition);
  visitClassParts(pass, node, { ...place, scope, definition, receiver: definition });
}

/** An anonymous class is no definition: what is inside belongs to the definition around it. */
function visitAnonymousClass(pass: DeclarationPass, node: number, place: Place): void {
  const scope = pass.declarations.openScope({ node, kind: ScopeKind.CLASS, parent: place.scope });
  visitClassParts(pass, node, { ...place, scope, receiver: -1 });
}

function visitClassParts(pass: DeclarationPass, node: number, place: Place): void {
  const { tree } = pass;
  for (let child = tree.first(node); child >= 0; child = tree.next(child))
    if (tree.field[child] !== Field.name) pass.visit(child, place);
}

/** Members that the class declares, so that `this.x = ...` does not declare them again. */
function noteMemberNames(pass: DeclarationPass, node: number, definition: number): void {
  const { tree, declarations } = pass;
  const names = declarations.memberSet(definition);
  for (const member of tree.namedChildren(tree.child(node, Field.body))) {
    const kind = tree.kindOf(member);
    const key =
      kind === Node.public_field_definition || kind === Node.field_definition
        ? fieldNameNode(tree, member)
        : tree.child(member, Field.name);
    const name = tree.keyName(key);
    if (name !== undefined) names.add(name);
  }
}

/** Where the decorators before a class member begin. */
function memberStart(tree: ScriptTree, member: number): number {
  let start = tree.start(member);
  let pending = -1;
  for (let at = tree.first(tree.parent(member)); at >= 0 && at !== member; at = tree.next(at)) {
    const kind = tree.kindOf(at);
    if (kind === Node.decorator) pending = pending < 0 ? tree.start(at) : pending;
    else if (kind !== Node.comment) pending = -1;
  }
  if (pending >= 0) start = pending;
  return start;
}

/** Methods and accessors of classes, interfaces and object literals, with and without body. */
export function declareMethod(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const parentKind = tree.kindOf(tree.parent(node));
  const nameNode = tree.child(node, Field.name);
  const name = tree.keyName(nameNode);
  const flags = memberFlags(tree, node);
  const signature = tree.kindOf(node) !== Node.method_definition;
  const callFlags =
    callableFlags(tree, node) |
    (signature ? CallableFlag.SIGNATURE : 0) |
    ((flags & DefinitionFlag.STATIC) !== 0 ? CallableFlag.STATIC : 0) |
    (name === 'constructor' && parentKind === Node.class_body ? CallableFlag.CONSTRUCTOR : 0);
  if (parentKind === Node.object) {
    declareObjectMethod(pass, node, place, { name, nameNode, callFlags });
    return;
  }
  const inClass = parentKind === Node.class_body || parentKind === Node.interface_body;
  if (!inClass || name === undefined || place.receiver < 0) {
    openCallable(pass, node, place, { definition: -1, flags: callFlags, receiver: inClass ? place.receiver : -1 });
    return;
  }
  const kind = methodKind(tree, node, name, parentKind === Node.class_body);
  if (parentKind === Node.interface_body && kind !== 'method') {
    declareInterfaceAccessor(pass, node, place, { name, nameNode, callFlags, getter: kind === 'getter' });
    return;
  }
  const body = tree.child(node, Field.body);
  const definition = declarations.define({
    label: 'METHOD',
    kind,
    name,
    nameNode,
    range: node,
    start: parentKind === Node.class_body ? memberStart(tree, node) : tree.start(node),
    headerEnd: body < 0 ? -1 : tree.start(body),
    parent: place.receiver,
    flags:
      flags |
      (kind === 'getter' ? DefinitionFlag.PROPERTY : 0) |
      (place.ambient ? DefinitionFlag.AMBIENT : 0) |
      (parentKind === Node.interface_body ? DefinitionFlag.ABSTRACT : 0),
  });
  declarations.definitions.set(node, definition);
  openCallable(pass, node, place, { definition, flags: callFlags, receiver: place.receiver });
}

/** An accessor of an interface says no more than a property does. A setter beside a getter adds nothing. */
function declareInterfaceAccessor(
  pass: DeclarationPass,
  node: number,
  place: Place,
  member: { name: string; nameNode: number; callFlags: number; getter: boolean },
): void {
  const { declarations } = pass;
  const known = declarations.memberSet(place.receiver);
  if (!known.has(member.name)) {
    known.add(member.name);
    const definition = declarations.define({
      label: 'FIELD',
      kind: 'field',
      name: member.name,
      nameNode: member.nameNode,
      range: node,
      headerEnd: -1,
      parent: place.receiver,
      flags: place.ambient ? DefinitionFlag.AMBIENT : 0,
    });
    declarations.definitions.set(node, definition);
  }
  openCallable(pass, node, place, { definition: -1, flags: member.callFlags, receiver: place.receiver });
}

/** constructor, getter, setter, static or method. */
function methodKind(tree: ScriptTree, node: number, name: string, inClass: boolean): string {
  if (tree.hasToken(node, Token.get)) return 'getter';
  if (tree.hasToken(node, Token.set)) return 'setter';
  if (name === 'constructor' && inClass) return 'constructor';
  return tree.hasToken(node, Token.static) ? 'static' : 'method';
}

function declareObjectMethod(
  pass: DeclarationPass,
  node: number,
  place: Place,
  member: { name: string | undefined; nameNode: number; callFlags: number },
): void {
  const { tree, declarations } = pass;
  const { name, nameNode, callFlags } = member;
  const holder = name === undefined ? undefined : prototypePair(tree, node, name, nameNode);
  if (name === undefined || holder === undefined || (holder.by === 'pair' && place.nested && isMemberOfArgument(tree, node))) {
    openCallable(pass, node, place, { definition: -1, flags: callFlags, receiver: -1 });
    return;
  }
  const target = holder.by === 'prototype' ? (place.scope.resolve(holder.object)?.definition ?? -1) : -1;
  const isClass = target >= 0 && declarations.definition(target).label === 'CLASS';
  const parent = isClass ? target : place.definition;
  const parentPath = declarations.definition(parent).path;
  const own = holder.by === 'prototype' ? (isClass ? name : `${holder.object}.${name}`) : objectPath(tree, node, name);
  const definition = declarations.define({
    label: isClass ? 'METHOD' : 'FUNCTION',
    kind: isClass ? 'method' : 'function',
    name,
    nameNode,
    range: node,
    headerEnd: tree.start(tree.child(node, Field.body)),
    parent,
    flags:
      (callFlags & 3) |
      (holder.by === 'prototype' ? 0 : DefinitionFlag.OBJECT_MEMBER) |
      (place.nested ? DefinitionFlag.NESTED : 0),
    path: parentPath === '' ? own : `${parentPath}.${own}`,
  });
  declarations.definitions.set(node, definition);
  openCallable(pass, node, place, { definition, flags: callFlags, receiver: isClass ? target : -1 });
}

/** Class fields: FIELD, or METHOD when the value is a function. */
export function declareField(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const nameNode = fieldNameNode(tree, node);
  const name = tree.keyName(nameNode);
  if (name === undefined || place.receiver < 0) {
    pass.visitChildren(node, place);
    return;
  }
  const value = tree.unwrap(tree.child(node, Field.value));
  const valueKind = tree.kindOf(value);
  const method =
    valueKind === Node.arrow_function || valueKind === Node.function_expression || valueKind === Node.generator_function;
  const type = tree.child(node, Field.type);
  const decorator = tree.childOfKind(node, Node.decorator);
  const flags =
    memberFlags(tree, node) | (method ? callableFlags(tree, value) & 3 : 0) | (place.ambient ? DefinitionFlag.AMBIENT : 0);
  const body = method ? tree.child(value, Field.body) : -1;
  const definition = declarations.define({
    label: method ? 'METHOD' : 'FIELD',
    kind: method ? ((flags & DefinitionFlag.STATIC) !== 0 ? 'static' : 'method') : 'field',
    name,
    nameNode,
    range: node,
    start: decorator >= 0 ? tree.start(decorator) : memberStart(tree, node),
    headerEnd: body >= 0 ? tree.start(body) : tree.end(type >= 0 ? type : nameNode),
    parent: place.receiver,
    flags,
  });
  declarations.definitions.set(node, definition);
  pass.visitChildren(node, place);
}

/** Interfaces. Declarations of one name are separate definitions of one path. */
export function declareInterface(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const nameNode = tree.child(node, Field.name);
  const range = statementRange(tree, node);
  const definition = declarations.define({
    label: 'CLASS',
    kind: 'interface',
    name: tree.textOf(nameNode),
    nameNode,
    range,
    headerEnd: tree.start(tree.child(node, Field.body)),
    parent: place.definition,
    flags:
      DefinitionFlag.ABSTRACT |
      (tree.kindOf(range) === Node.export_statement ? DefinitionFlag.EXPORTED : 0) |
      (place.nested ? DefinitionFlag.NESTED : 0) |
      (place.ambient ? DefinitionFlag.AMBIENT : 0),
  });
  declarations.definitions.set(node, definition);
  bindDefinition(pass, place, { nameNode, definition, meaning: Meaning.TYPE });
  const scope = declarations.openScope({ node, kind: ScopeKind.CLASS, parent: place.scope, definition });
  declarations.definition(definition).scope = scope.index;
  visitClassParts(pass, node, { ...place, scope, definition, receiver: definition });
}

/** Properties of interfaces; those of object types are part of the type. */
export function declareInterfaceProperty(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const nameNode = tree.child(node, Field.name);
  const name = tree.keyName(nameNode);
  if (tree.kindOf(tree.parent(node)) === Node.interface_body && place.receiver >= 0 && name !== undefined) {
    const definition = declarations.define({
      label: 'FIELD',
      kind: 'field',
      name,
      nameNode,
      range: node,
      headerEnd: -1,
      parent: place.receiver,
      flags: memberFlags(tree, node) | (place.ambient ? DefinitionFlag.AMBIENT : 0),
    });
    declarations.definitions.set(node, definition);
  }
  pass.visitChildren(node, place);
}

/** Enums and their members. */
export function declareEnum(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const nameNode = tree.child(node, Field.name);
  const range = statementRange(tree, node);
  const body = tree.child(node, Field.body);
  const definition = declarations.define({
    label: 'CLASS',
    kind: 'enum',
    name: tree.textOf(nameNode),
    nameNode,
    range,
    headerEnd: tree.start(body < 0 ? node : body),
    parent: place.definition,
    flags:
      (tree.kindOf(range) === Node.export_statement ? DefinitionFlag.EXPORTED : 0) |
      (place.nested ? DefinitionFlag.NESTED : 0) |
      (place.ambient ? DefinitionFlag.AMBIENT : 0),
  });
  declarations.definitions.set(node, definition);
  bindDefinition(pass, place, {
    nameNode,
    definition,
    meaning: Meaning.VALUE | Meaning.TYPE,
    value: facts.term(TermOp.CLASS, definition),
  });
  const scope = declarations.openScope({ node, kind: ScopeKind.CLASS, parent: place.scope, definition });
  declarations.definition(definition).scope = scope.index;
  const inner: Place = { ...place, scope, definition, receiver: definition };
  for (const member of tree.namedChildren(body)) {
    const key = tree.kindOf(member) === Node.enum_assignment ? tree.child(member, Field.name) : member;
    const name = tree.keyName(key);
    if (name === undefined) continue;
    const field = declarations.define({
      label: 'FIELD',
      kind: 'enum_member',
      name,
      nameNode: key,
      range: member,
      headerEnd: -1,
      parent: definition,
      flags: DefinitionFlag.STATIC | DefinitionFlag.READONLY,
    });
    declarations.definitions.set(member, field);
    const binding = declarations.declare({ scope, name, node: key, kind: BindingKind.DEFINITION, definition: field });
    declarations.definition(field).binding = binding;
    pass.visitChildren(member, inner);
  }
}
