import { SiteFlag, SiteKind, type BaseFact, type DefinitionFact } from '../../facts/file-facts.js';
import type { Draft } from '../../facts/facts-builder.js';
import { FlowEnvironment } from '../../facts/flow-environment.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import { annotationText } from './assignments.js';
import { decoratorTerm, typeArgumentList } from './calls.js';
import { docOf, docType, docTypeParameters } from './doc-types.js';
import type { Extraction } from './extraction.js';
import { functionTerm } from './functions.js';
import { fieldNameNode } from './naming.js';
import { nameTerm, typeNameTerm } from './references.js';
import { Field, Node, Token } from './syntax-kinds.js';
import { nestedTypeTerm, typeParameterFacts } from './type-terms.js';

/** Text of a node in one line, at most 200 characters. */
function shortText(x: Extraction, node: number): string {
  return x.tree.textOf(node).replace(/\s+/g, ' ').slice(0, 200);
}

/** Decorators in the order they are written. */
function readDecorators(x: Extraction, nodes: readonly number[], definition: number): void {
  for (const node of nodes) {
    const term = decoratorTerm(x, node);
    if (definition < 0) continue;
    const draft = x.declared.definition(definition);
    draft.decorators.push(term);
    draft.decoratorTexts.push(shortText(x, node).replace(/^@/, ''));
  }
}

/** Classes: heritage, members in order, static blocks. Returns the CLASS term. */
export function classTerm(x: Extraction, node: number): number {
  const { tree, declared, facts } = x;
  const definition = declared.definitions.get(node) ?? -1;
  const scope = declared.scopes.get(node);
  const decorators = tree.namedChildren(node).filter((child) => tree.kindOf(child) === Node.decorator);
  const statement = tree.parent(node);
  if (tree.kindOf(statement) === Node.export_statement) {
    decorators.unshift(...tree.namedChildren(statement).filter((child) => tree.kindOf(child) === Node.decorator));
  }
  readDecorators(x, decorators, definition);
  inBody(x, { definition, scope }, () => {
    const bases: BaseFact[] = [];
    if (definition >= 0) {
      const { typeParameters } = declared.definition(definition);
      typeParameters.push(...typeParameterFacts(x, tree.child(node, Field.type_parameters)));
      if (x.javascript && scope !== undefined)
        typeParameters.push(...docTypeParameters(x, docOf(x, node), { scope, offset: tree.start(node) }));
    }
    readHeritage(x, tree.childOfKind(node, Node.class_heritage), bases);
    if (definition >= 0) declared.definition(definition).bases.push(...bases);
    readMembers(x, tree.child(node, Field.body));
  });
  return definition >= 0 ? facts.term(TermOp.CLASS, definition) : 0;
}

/** Runs inside a class, interface or namespace body. */
export function inBody(
  x: Extraction,
  body: { definition: number; scope: Extraction['scope'] | undefined },
  run: () => void,
): void {
  const { owner, env, callable, jumps } = x;
  if (body.definition >= 0) {
    x.owner = body.definition;
    x.callable = -1;
  }
  x.env = new FlowEnvironment();
  x.jumps = [];
  x.inScope(body.scope, run);
  Object.assign(x, { owner, env, callable, jumps });
}

function readHeritage(x: Extraction, heritage: number, bases: BaseFact[]): void {
  const { tree } = x;
  if (heritage < 0) return;
  for (const part of tree.namedChildren(heritage)) {
    const kind = tree.kindOf(part);
    if (kind === Node.implements_clause) {
      for (const type of tree.namedChildren(part)) addBase(x, bases, { node: type, term: baseType(x, type), kind: 'implements' });
    } else if (kind === Node.extends_clause) {
      for (let child = tree.first(part); child >= 0; child = tree.next(child)) {
        if (tree.field[child] === Field.value) extendsValue(x, child, bases);
      }
    } else extendsValue(x, part, bases);
  }
}

/** `extends Base<T>`: the value, applied to its type arguments. */
function extendsValue(x: Extraction, node: number, bases: BaseFact[]): void {
  const { tree, facts } = x;
  let term = baseValue(x, node);
  const next = tree.next(node);
  if (next >= 0 && tree.field[next] === Field.type_arguments)
    term = facts.term(TermOp.TYPE_APPLY, term, typeArgumentList(x, next));
  addBase(x, bases, { node, term, kind: 'extends' });
}

/** The value of a base without a READ site for its last name: that is a BASE site. */
function baseValue(x: Extraction, node: number): number {
  const { tree } = x;
  const at = tree.unwrap(node);
  if (tree.kindOf(at) === Node.identifier) return nameTerm(x, tree.textOf(at));
  if (tree.kindOf(at) === Node.member_expression) {
    return x.attribute(x.expression(tree.child(at, Field.object)), tree.textOf(tree.child(at, Field.property)));
  }
  return x.expression(at);
}

/** A base in type position: the BASE site stands for its name, its type arguments are types like others. */
function baseType(x: Extraction, node: number): number {
  const { tree, facts } = x;
  switch (tree.kindOf(node)) {
    case Node.type_identifier:
      return typeNameTerm(x, tree.textOf(node), 1);
    case Node.nested_type_identifier:
      return nestedTypeTerm(x, node);
    case Node.generic_type: {
      const head = baseType(x, tree.child(node, Field.name));
      return facts.term(TermOp.TYPE_APPLY, head, typeArgumentList(x, tree.child(node, Field.type_arguments)));
    }
    default:
      return x.type(node);
  }
}

function addBase(x: Extraction, bases: BaseFact[], input: { node: number; term: number; kind: string }): void {
  const { tree } = x;
  const { node, term, kind } = input;
  bases.push({ term, kind, text: shortText(x, node), line: tree.line(node) });
  const at = tree.unwrap(node);
  let token = at;
  if (tree.kindOf(token) === Node.generic_type) token = tree.child(token, Field.name);
  const property = tree.child(token, Field.property);
  if (property >= 0) token = property;
  if (tree.kindOf(token) === Node.nested_type_identifier) token = tree.child(token, Field.name);
  x.site(SiteKind.BASE, term, token);
}

function readMembers(x: Extraction, body: number): void {
  const { tree, declared } = x;
  let decorators: number[] = [];
  for (const member of tree.namedChildren(body)) {
    const kind = tree.kindOf(member);
    if (kind === Node.decorator) {
      decorators.push(member);
      continue;
    }
    const definition = declared.definitions.get(member) ?? -1;
    readDecorators(x, decorators, definition);
    decorators = [];
    switch (kind) {
      case Node.method_definition:
      case Node.method_signature:
      case Node.abstract_method_signature: {
        const key = tree.child(member, Field.name);
        if (tree.kindOf(key) === Node.computed_property_name) x.expressionsIn(key);
        functionTerm(x, member);
        break;
      }
      case Node.public_field_definition:
      case Node.field_definition:
        readField(x, member, definition);
        break;
      case Node.class_static_block:
        x.env = staticEnvironment(x);
        x.statementsIn(tree.child(member, Field.body));
        break;
      case Node.index_signature:
        x.type(tree.child(member, Field.index_type));
        x.type(tree.child(member, Field.type));
        break;
      default:
        x.expressionsIn(member);
    }
  }
}

/** Static blocks and initialisers see the class as `this`. */
function staticEnvironment(x: Extraction): FlowEnvironment {
  const env = new FlowEnvironment();
  if (x.declared.definition(x.owner).label === 'CLASS') env.assign('this', x.facts.term(TermOp.CLASS, x.owner));
  return env;
}

function readField(x: Extraction, field: number, definition: number): void {
  const { tree, declared } = x;
  readDecorators(
    x,
    tree.namedChildren(field).filter((child) => tree.kindOf(child) === Node.decorator),
    definition,
  );
  const key = fieldNameNode(tree, field);
  if (tree.kindOf(key) === Node.computed_property_name) x.expressionsIn(key);
  const typeNode = tree.child(field, Field.type);
  let declaredType = x.type(typeNode);
  if (declaredType < 0 && x.javascript) declaredType = docType(x, field);
  const valueNode = tree.child(field, Field.value);
  x.env = tree.hasToken(field, Token.static) ? staticEnvironment(x) : new FlowEnvironment();
  const value = valueNode < 0 ? 0 : x.expression(valueNode, SiteFlag.ARGUMENT);
  if (definition < 0) return;
  const draft = declared.definition(definition);
  draft.declaredType = declaredType;
  if (typeNode >= 0) draft.declaredTypeText = annotationText(x, typeNode);
  if (draft.label === 'FIELD') draft.value = value;
}

/** Interfaces: bases and members. */
export function interfaceStatement(x: Extraction, node: number): void {
  const { tree, declared } = x;
  const definition = declared.definitions.get(node) ?? -1;
  inBody(x, { definition, scope: declared.scopes.get(node) }, () => {
    if (definition < 0) return;
    const draft = declared.definition(definition);
    draft.typeParameters.push(...typeParameterFacts(x, tree.child(node, Field.type_parameters)));
    const clause = tree.childOfKind(node, Node.extends_type_clause);
    for (const type of tree.namedChildren(clause))
      addBase(x, draft.bases, { node: type, term: baseType(x, type), kind: 'extends' });
    // Call, construct and index signatures are kept as one object type.
    const shape = interfaceShape(x, tree.child(node, Field.body));
    if (shape >= 0) draft.declaredType = shape;
  });
}

function interfaceShape(x: Extraction, body: number): number {
  const { tree, declared, facts } = x;
  const pairs: number[] = [];
  for (const member of tree.namedChildren(body)) {
    const definition = declared.definitions.get(member) ?? -1;
    switch (tree.kindOf(member)) {
      case Node.property_signature: {
        const typeNode = tree.child(member, Field.type);
        const type = x.type(typeNode);
        if (definition < 0) break;
        const draft = declared.definition(definition);
        draft.declaredType = type;
        if (typeNode >= 0) draft.declaredTypeText = annotationText(x, typeNode);
        break;
      }
      case Node.method_signature: {
        const callable = facts.termAt(functionTerm(x, member)).a;
        const draft = definition < 0 ? undefined : declared.definition(definition);
        if (draft?.label === 'FIELD') accessorType(x, draft, { member, callable });
        break;
      }
      case Node.call_signature:
        pairs.push(-1, facts.term(TermOp.TYPE_FUNCTION, facts.termAt(functionTerm(x, member)).a));
        break;
      case Node.construct_signature:
        pairs.push(-3, facts.term(TermOp.TYPE_FUNCTION, facts.termAt(functionTerm(x, member)).a, 1));
        break;
      case Node.index_signature:
        x.type(tree.child(member, Field.index_type));
        pairs.push(-2, Math.max(0, x.type(tree.child(member, Field.type))));
        break;
      default:
        x.expressionsIn(member);
    }
  }
  return pairs.length === 0 ? -1 : facts.term(TermOp.TYPE_OBJECT, facts.list(pairs));
}

/** Type of an interface's accessor: what the getter returns, or what the setter takes. */
function accessorType(x: Extraction, draft: Draft<DefinitionFact>, at: { member: number; callable: number }): void {
  const { returnType, parameters } = x.declared.callable(at.callable);
  draft.declaredType = returnType >= 0 ? returnType : (parameters[0]?.declaredType ?? -1);
  const typeNode = x.tree.child(at.member, Field.return_type);
  if (typeNode >= 0) draft.declaredTypeText = annotationText(x, typeNode);
}

/** Enums: the values of their members. */
export function enumStatement(x: Extraction, node: number): void {
  const { tree, declared, facts } = x;
  const definition = declared.definitions.get(node) ?? -1;
  inBody(x, { definition, scope: declared.scopes.get(node) }, () => {
    for (const member of tree.namedChildren(tree.child(node, Field.body))) {
      const field = declared.definitions.get(member);
      const valueNode = tree.child(member, Field.value);
      const value = valueNode < 0 ? x.constant(ConstantKind.INTEGER) : x.expression(valueNode);
      if (field === undefined) continue;
      const draft = declared.definition(field);
      draft.value = value;
      if (draft.binding >= 0) facts.setBindingValue(draft.binding, value);
    }
  });
}

/** `type A<T> = ...`. What it names belongs to the definition around it: an alias has no body of its own. */
export function typeAliasStatement(x: Extraction, node: number): void {
  const { tree, declared } = x;
  const definition = declared.definitions.get(node);
  x.inScope(declared.scopes.get(node), () => {
    const parameters = typeParameterFacts(x, tree.child(node, Field.type_parameters));
    const value = tree.child(node, Field.value);
    const type = x.type(value);
    if (definition === undefined) return;
    const draft = declared.definition(definition);
    draft.typeParameters.push(...parameters);
    draft.declaredType = type;
    draft.declaredTypeText = shortText(x, value);
  });
}

/** `namespace A.B { ... }` and `declare module 'x' { ... }`. */
export function namespaceStatement(x: Extraction, node: number): void {
  const { tree, declared } = x;
  const definition = declared.definitions.get(node) ?? -1;
  inBody(x, { definition, scope: declared.scopes.get(node) }, () => x.statementsIn(tree.child(node, Field.body)));
}

/** `declare ...` and `declare global { ... }`. */
export function ambientStatement(x: Extraction, node: number): void {
  const { tree, declared } = x;
  const block = tree.childOfKind(node, Node.statement_block);
  if (block < 0) x.statementsIn(node);
  else inBody(x, { definition: -1, scope: declared.scopes.get(block) }, () => x.statementsIn(block));
}
