import { BindingKind, DefinitionFlag, ScopeKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import type { FactsBuilder } from '../../facts/facts-builder.js';
import {
  declareClass,
  declareField,
  declareInterface,
  declareInterfaceProperty,
  declareEnum,
  declareMethod,
} from './declare-classes.js';
import { declareFunction, declareFunctionExpression, declareSignature } from './declare-functions.js';
import { addImport, declareImport, declareImportAlias, declareImportCall } from './declare-imports.js';
import { Declarations, type Place } from './declarations.js';
import { declaratorRange, expressionName, statementRange } from './naming.js';
import { isLexicalBlock, patternNames } from './patterns.js';
import { Meaning } from './scopes.js';
import type { ScriptTree } from './script-tree.js';
import { Field, KIND_COUNT, Node, Token } from './syntax-kinds.js';

/** Declares what a node declares and visits what is inside it. */
export type Declare = (pass: DeclarationPass, node: number, place: Place) => void;

/**
 * The first of two passes: scopes, names, definitions, callables and imports, all from syntax alone, in source order. Hoisting needs no
 * rule of its own, because the second pass reads names when all are declared.
 */
export class DeclarationPass {
  readonly declarations: Declarations;
  readonly tree: ScriptTree;
  readonly facts: FactsBuilder;

  constructor(tree: ScriptTree, facts: FactsBuilder, javascript: boolean) {
    this.tree = tree;
    this.facts = facts;
    this.declarations = new Declarations(tree, facts, javascript);
  }

  run(): Declarations {
    const { declarations, tree } = this;
    const root = declarations.define({
      label: 'MODULE',
      kind: 'module',
      name: '',
      nameNode: 0,
      range: 0,
      start: 0,
      headerEnd: 0,
      parent: -1,
    });
    const module = declarations.definition(root);
    module.scope = 0;
    module.end = tree.text.length;
    module.endLine = Math.max(1, tree.flat.lineCount);
    this.visitChildren(0, { scope: declarations.moduleScope, definition: 0, receiver: -1, ambient: false, nested: false });
    declarations.settleWrites();
    declarations.settleOverloads();
    return declarations;
  }

  visit(node: number, place: Place): void {
    const declare = TABLE[this.tree.kind[node] as number];
    if (declare === undefined) this.visitChildren(node, place);
    else declare(this, node, place);
  }

  visitChildren(node: number, place: Place): void {
    const { tree } = this;
    for (let child = tree.first(node); child >= 0; child = tree.next(child)) this.visit(child, place);
  }

  /** Visits the children in a new scope for the node. */
  visitInScope(node: number, place: Place, kind: number): void {
    const scope = this.declarations.openScope({ node, kind, parent: place.scope });
    this.visitChildren(node, { ...place, scope });
  }
}

function declareVariable(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const name = tree.child(node, Field.name);
  const value = tree.unwrap(tree.child(node, Field.value));
  const isVar = tree.kindOf(tree.parent(node)) === Node.variable_declaration;
  const scope = isVar ? place.scope.functionScope : place.scope;
  const simple = tree.kindOf(name) === Node.identifier;
  const required = requireOf(pass, value);
  if (simple && (isNamedValue(tree.kindOf(value)) || required)) {
    if (required) declareImportCall(pass, value, place, { scope, nameNode: name });
    else declarations.declare({ scope, name: tree.textOf(name), node: name, kind: BindingKind.ASSIGNMENT });
    pass.visitChildren(node, place);
    return;
  }
  const destructuredImport = requireOf(pass, value);
  const isGlobal = (scope.kind === ScopeKind.MODULE || scope.kind === ScopeKind.NAMESPACE) && !destructuredImport;
  patternNames(tree, name, (nameNode) => {
    const text = tree.textOf(nameNode);
    const kind = simple ? (value < 0 ? BindingKind.DECLARATION : BindingKind.ASSIGNMENT) : BindingKind.DESTRUCTURING;
    const binding = declarations.declare({ scope, name: text, node: nameNode, kind });
    if (!isGlobal) return;
    const known = scope.names.get(text)?.definition ?? -1;
    const definition = known >= 0 && isVar ? known : defineVariable(pass, node, place, { nameNode, simple });
    facts.setBindingDefinition(binding, definition);
    const local = scope.names.get(text);
    if (local !== undefined) local.definition = definition;
    const draft = declarations.definition(definition);
    if (draft.binding < 0) draft.binding = binding;
  });
  pass.visitChildren(node, place);
}

function defineVariable(pass: DeclarationPass, node: number, place: Place, at: { nameNode: number; simple: boolean }): number {
  const { tree, declarations } = pass;
  const range = declaratorRange(tree, node);
  const constant = tree.hasToken(tree.parent(node), Token.const);
  const type = tree.child(node, Field.type);
  const headerEnd = at.simple ? tree.end(type >= 0 ? type : at.nameNode) : tree.end(tree.child(node, Field.name));
  const definition = declarations.define({
    label: 'GLOBAL_VARIABLE',
    kind: constant ? 'constant' : 'variable',
    name: tree.textOf(at.nameNode),
    nameNode: at.nameNode,
    range,
    headerEnd,
    parent: place.definition,
    flags:
      exportFlags(tree, tree.parent(node)) |
      (place.ambient ? DefinitionFlag.AMBIENT : 0) |
      (constant ? DefinitionFlag.READONLY : 0),
  });
  declarations.definitions.set(at.nameNode, definition);
  return definition;
}

/** EXPORTED and DEFAULT_EXPORT of a declaration statement. */
export function exportFlags(tree: ScriptTree, declaration: number): number {
  const range = statementRange(tree, declaration);
  if (tree.kindOf(range) !== Node.export_statement) return 0;
  return DefinitionFlag.EXPORTED | (tree.hasToken(range, Token.default) ? DefinitionFlag.DEFAULT_EXPORT : 0);
}

function requireOf(pass: DeclarationPass, value: number): boolean {
  const { tree } = pass;
  if (tree.kindOf(value) !== Node.call_expression) return false;
  const callee = tree.child(value, Field.function);
  return tree.kindOf(callee) === Node.identifier && tree.textOf(callee) === 'require';
}

function isNamedValue(kind: number): boolean {
  return (
    kind === Node.arrow_function || kind === Node.function_expression || kind === Node.generator_function || kind === Node.class
  );
}

function declareTypeAlias(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations, facts } = pass;
  const name = tree.child(node, Field.name);
  const definition = declarations.define({
    label: 'TYPE',
    kind: 'alias',
    name: tree.textOf(name),
    nameNode: name,
    range: statementRange(tree, node),
    headerEnd: tree.end(tree.child(node, Field.type_parameters) >= 0 ? tree.child(node, Field.type_parameters) : name),
    parent: place.definition,
    flags: exportFlags(tree, node) | (place.nested ? DefinitionFlag.NESTED : 0),
  });
  declarations.definitions.set(node, definition);
  const draft = declarations.definition(definition);
  draft.binding = declarations.declare({
    scope: place.scope,
    name: draft.name,
    node: name,
    kind: BindingKind.DEFINITION,
    meaning: Meaning.TYPE,
    definition,
  });
  const scope = declarations.openScope({ node, kind: ScopeKind.TYPE, parent: place.scope, definition });
  draft.scope = scope.index;
  facts.setBindingDefinition(draft.binding, definition);
  pass.visitChildren(node, { ...place, scope });
}

function declareTypeParameter(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const name = tree.child(node, Field.name);
  if (name >= 0)
    declarations.declare({
      scope: place.scope,
      name: tree.textOf(name),
      node: name,
      kind: BindingKind.TYPE_PARAMETER,
      meaning: Meaning.TYPE,
    });
  pass.visitChildren(node, place);
}

/** Names that `infer U` and `[K in T]` bind. */
function declareTypeName(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const name = tree.childOfKind(node, Node.type_identifier);
  if (name >= 0)
    declarations.declare({
      scope: place.scope,
      name: tree.textOf(name),
      node: name,
      kind: BindingKind.TYPE_PARAMETER,
      meaning: Meaning.TYPE,
    });
  pass.visitChildren(node, place);
}

function declareTypeScope(pass: DeclarationPass, node: number, place: Place): void {
  pass.visitInScope(node, place, ScopeKind.TYPE);
}

function declareIndexSignature(pass: DeclarationPass, node: number, place: Place): void {
  if (pass.tree.childOfKind(node, Node.mapped_type_clause) >= 0) declareTypeScope(pass, node, place);
  else pass.visitChildren(node, place);
}

function declareNamespace(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const nameNode = tree.child(node, Field.name);
  const quoted = tree.kindOf(nameNode) === Node.string;
  const names = tree.textOf(nameNode).split('.');
  let inner = place;
  if (quoted) {
    // `declare module 'x'` adds to another module: what is inside belongs to the definition around it.
    inner = { ...place, scope: declarations.openScope({ node, kind: ScopeKind.NAMESPACE, parent: place.scope }), ambient: true };
    addImport(pass, {
      node,
      specifier: tree.stringValue(nameNode),
      kind: 'augment',
      local: -1,
      scope: inner.scope,
      typeOnly: true,
    });
  }
  for (const name of quoted ? [] : names) {
    const definition = declarations.define({
      label: 'CLASS',
      kind: 'namespace',
      name: name.trim(),
      nameNode,
      range: statementRange(tree, node),
      headerEnd: tree.start(tree.child(node, Field.body)),
      parent: inner.definition,
      flags: exportFlags(tree, node) | (place.ambient ? DefinitionFlag.AMBIENT : 0),
    });
    const draft = declarations.definition(definition);
    draft.binding = declarations.declare({
      scope: inner.scope,
      name: draft.name,
      node: nameNode,
      kind: BindingKind.DEFINITION,
      value: pass.facts.term(TermOp.CLASS, definition),
      meaning: Meaning.VALUE | Meaning.NAMESPACE,
      definition,
    });
    const scope = declarations.openScope({ node, kind: ScopeKind.NAMESPACE, parent: inner.scope, definition });
    draft.scope = scope.index;
    declarations.definitions.set(node, definition);
    inner = { ...inner, scope, definition };
  }
  const body = tree.child(node, Field.body);
  if (body >= 0) pass.visitChildren(body, inner);
}

/** `declare ...` and `declare global { ... }`. */
function declareAmbient(pass: DeclarationPass, node: number, place: Place): void {
  const { tree } = pass;
  const block = tree.childOfKind(node, Node.statement_block);
  if (block < 0) {
    pass.visitChildren(node, { ...place, ambient: true });
    return;
  }
  const scope = pass.declarations.openScope({ node: block, kind: ScopeKind.NAMESPACE, parent: place.scope });
  addImport(pass, { node, specifier: '', kind: 'augment', local: -1, scope, typeOnly: true });
  pass.visitChildren(block, { ...place, scope, ambient: true });
}

function declareBlock(pass: DeclarationPass, node: number, place: Place): void {
  if (isLexicalBlock(pass.tree, node)) pass.visitInScope(node, place, ScopeKind.BLOCK);
  else pass.visitChildren(node, place);
}

function declareScopedStatement(pass: DeclarationPass, node: number, place: Place): void {
  pass.visitInScope(node, place, ScopeKind.BLOCK);
}

function declareForIn(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const scope = declarations.openScope({ node, kind: ScopeKind.BLOCK, parent: place.scope });
  const left = tree.child(node, Field.left);
  const kind = tree.kindOf(tree.child(node, Field.kind));
  const target = kind === Token.var ? scope.functionScope : scope;
  patternNames(tree, left, (name) => {
    if (kind !== 0 && tree.child(node, Field.kind) >= 0) {
      declarations.declare({ scope: target, name: tree.textOf(name), node: name, kind: BindingKind.LOOP });
    } else declarations.writes.push({ node, name: tree.textOf(name), scope });
  });
  pass.visitChildren(node, { ...place, scope });
}

function declareCatch(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const scope = declarations.openScope({ node, kind: ScopeKind.BLOCK, parent: place.scope });
  patternNames(tree, tree.child(node, Field.parameter), (name) => {
    declarations.declare({ scope, name: tree.textOf(name), node: name, kind: BindingKind.EXCEPT });
  });
  pass.visitChildren(node, { ...place, scope });
}

function noteWrite(pass: DeclarationPass, node: number, place: Place): void {
  const { tree, declarations } = pass;
  const field = tree.kindOf(node) === Node.update_expression ? Field.argument : Field.left;
  const target = tree.unwrap(tree.child(node, field));
  patternNames(tree, target, (name) => declarations.writes.push({ node, name: tree.textOf(name), scope: place.scope }));
  noteInstanceField(pass, node, target, place);
  pass.visitChildren(node, place);
}

/** `this.x = ...` in a JavaScript class declares the field x, once. */
function noteInstanceField(pass: DeclarationPass, node: number, target: number, place: Place): void {
  const { tree, declarations } = pass;
  if (!declarations.javascript || place.receiver < 0 || tree.kindOf(target) !== Node.member_expression) return;
  if (tree.kindOf(tree.child(target, Field.object)) !== Node.this || tree.kindOf(node) !== Node.assignment_expression) return;
  const nameNode = tree.child(target, Field.property);
  const name = tree.textOf(nameNode);
  const known = declarations.memberSet(place.receiver);
  const value = tree.unwrap(tree.child(node, Field.right));
  if (known.has(name) || (isNamedValue(tree.kindOf(value)) && expressionName(tree, value).by === 'member')) return;
  known.add(name);
  const statement = tree.parent(node);
  const definition = declarations.define({
    label: 'FIELD',
    kind: 'field',
    name,
    nameNode,
    range: tree.kindOf(statement) === Node.expression_statement ? statement : node,
    headerEnd: tree.end(nameNode),
    parent: place.receiver,
    flags: DefinitionFlag.INSTANCE,
  });
  declarations.definitions.set(target, definition);
}

const TABLE: (Declare | undefined)[] = new Array<Declare | undefined>(KIND_COUNT);

function on(kinds: readonly number[], declare: Declare): void {
  for (const kind of kinds) TABLE[kind] = declare;
}

on([Node.function_declaration, Node.generator_function_declaration, Node.function_signature], declareFunction);
on([Node.function_expression, Node.generator_function, Node.arrow_function], declareFunctionExpression);
on([Node.function_type, Node.constructor_type, Node.call_signature, Node.construct_signature], declareSignature);
on([Node.method_definition, Node.method_signature, Node.abstract_method_signature], declareMethod);
on([Node.class_declaration, Node.abstract_class_declaration, Node.class], declareClass);
on([Node.public_field_definition, Node.field_definition], declareField);
on([Node.interface_declaration], declareInterface);
on([Node.property_signature], declareInterfaceProperty);
on([Node.enum_declaration], declareEnum);
on([Node.type_alias_declaration], declareTypeAlias);
on([Node.type_parameter], declareTypeParameter);
on([Node.infer_type, Node.mapped_type_clause], declareTypeName);
on([Node.conditional_type], declareTypeScope);
on([Node.index_signature], declareIndexSignature);
on([Node.internal_module, Node.module], declareNamespace);
on([Node.ambient_declaration], declareAmbient);
on([Node.variable_declarator], declareVariable);
on([Node.statement_block, Node.switch_body], declareBlock);
on([Node.for_statement], declareScopedStatement);
on([Node.for_in_statement], declareForIn);
on([Node.catch_clause], declareCatch);
on([Node.assignment_expression, Node.augmented_assignment_expression, Node.update_expression], noteWrite);
on([Node.import_statement], declareImport);
on([Node.import_alias], declareImportAlias);
on([Node.call_expression], (pass, node, place) => {
  declareImportCall(pass, node, place);
  pass.visitChildren(node, place);
});
