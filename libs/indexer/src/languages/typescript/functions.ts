import { SiteFlag, type ParameterFact } from '../../facts/file-facts.js';
import { FlowEnvironment } from '../../facts/flow-environment.js';
import { TermOp } from '../../facts/term.js';
import { annotationText, destructure } from './assignments.js';
import { decoratorTerm } from './calls.js';
import type { DocTag } from './doc-tags.js';
import { docOf, docTypeParameters, parameterDocType, parameterTags, returnDocType, thisDocType } from './doc-types.js';
import type { Extraction } from './extraction.js';
import { isParameterProperty, parameterNodes, parameterPattern } from './patterns.js';
import type { Local } from './scopes.js';
import { Field, Node } from './syntax-kinds.js';
import { typeParameterFacts } from './type-terms.js';

/** State of the function around, to come back to. */
interface Saved {
  readonly env: FlowEnvironment;
  readonly scope: Extraction['scope'];
  readonly owner: number;
  readonly callable: number;
  readonly jumps: Extraction['jumps'];
}

function save(x: Extraction): Saved {
  return { env: x.env, scope: x.scope, owner: x.owner, callable: x.callable, jumps: x.jumps };
}

function restore(x: Extraction, saved: Saved): void {
  Object.assign(x, saved);
}

/** Reads a function-like node: parameters, types, body. Returns its FUNCTION term. */
export function functionTerm(x: Extraction, node: number): number {
  const { tree, declared, facts } = x;
  const callable = declared.callables.get(node);
  const scope = declared.scopes.get(node);
  if (callable === undefined || scope === undefined) {
    x.expressionsIn(node);
    return 0;
  }
  const draft = declared.callable(callable);
  const saved = save(x);
  const kind = tree.kindOf(node);
  const closure = kind === Node.arrow_function || kind === Node.function_expression || kind === Node.generator_function;
  x.env = closure ? inherited(x, kind === Node.arrow_function) : new FlowEnvironment();
  x.jumps = [];
  x.callable = callable;
  x.scope = scope;
  // The signature of an interface's method is part of the interface: it has no body of its own.
  if (draft.definition >= 0 && tree.kindOf(tree.parent(node)) !== Node.interface_body) x.owner = draft.definition;
  draft.typeParameters.push(...typeParameterFacts(x, tree.child(node, Field.type_parameters)));
  const doc = x.javascript ? docOf(x, node) : '';
  draft.typeParameters.push(...docTypeParameters(x, doc, { scope, offset: tree.start(node) }));
  readThis(x, doc, kind);
  readParameters(x, { node, callable, doc });
  const returnNode = tree.child(node, Field.return_type);
  draft.returnType = returnNode >= 0 ? x.type(returnNode) : returnDocType(x, doc);
  if (draft.returnType < 0 && kind === Node.construct_signature) draft.returnType = x.type(tree.child(node, Field.type));
  if (draft.returnType < 0 && kind === Node.constructor_type) draft.returnType = x.type(tree.child(node, Field.type));
  readBody(x, tree.child(node, Field.body), callable);
  restore(x, saved);
  return facts.term(TermOp.FUNCTION, callable);
}

/** `@this {T}`. */
function readThis(x: Extraction, doc: string, kind: number): void {
  const type = kind === Node.arrow_function ? -1 : thisDocType(x, doc);
  if (type > 0) x.env.assign('this', x.facts.term(TermOp.CAST, 0, type));
}

function readBody(x: Extraction, body: number, callable: number): void {
  if (body < 0) return;
  if (x.tree.kindOf(body) === Node.statement_block) x.statementsIn(body);
  else x.declared.callable(callable).returns.push(x.expression(body, SiteFlag.ARGUMENT));
}

/** What flow knows of names that never change again stays true inside closures. */
function inherited(x: Extraction, arrow: boolean): FlowEnvironment {
  const env = new FlowEnvironment();
  for (const key of x.env.keys()) {
    if (key.includes('.')) continue;
    const keep = key === 'this' ? arrow : isConstant(x, key);
    const value = keep ? x.env.get(key) : undefined;
    if (value !== undefined) env.assign(key, value);
  }
  return env;
}

function isConstant(x: Extraction, key: string): boolean {
  const local: Local | undefined = x.declared.localOf(key);
  return local !== undefined && local.writes === 0 && local.values.length === 1;
}

function readParameters(x: Extraction, input: { node: number; callable: number; doc: string }): void {
  const { tree, declared, facts } = x;
  const { node, callable } = input;
  const draft = declared.callable(callable);
  const tags = parameterTags(input.doc);
  parameterNodes(tree, node).forEach((parameter, index) => {
    for (let child = tree.first(parameter); child >= 0; child = tree.next(child)) {
      if (tree.kindOf(child) === Node.decorator) decoratorTerm(x, child);
    }
    const fact = parameterFact(x, { parameter, callable, index, tags });
    draft.parameters.push(fact);
    if (fact.binding >= 0 && fact.declaredType >= 0) {
      facts.setBindingType(fact.binding, fact.declaredType);
      const local = x.scope.resolve(fact.name);
      if (local !== undefined) local.declaredType = fact.declaredType;
    }
  });
}

function parameterFact(
  x: Extraction,
  input: { parameter: number; callable: number; index: number; tags: readonly DocTag[] },
): ParameterFact {
  const { tree, declared, facts } = x;
  const { parameter, callable, index, tags } = input;
  let pattern = parameterPattern(tree, parameter);
  const typeNode = pattern === parameter ? -1 : tree.child(parameter, Field.type);
  let defaultNode = pattern === parameter ? -1 : tree.child(parameter, Field.value);
  if (tree.kindOf(pattern) === Node.assignment_pattern) {
    defaultNode = tree.child(pattern, Field.right);
    pattern = tree.child(pattern, Field.left);
  }
  const rest = tree.kindOf(pattern) === Node.rest_pattern;
  if (rest) pattern = tree.firstNamed(pattern);
  const isThis = tree.kindOf(pattern) === Node.this;
  const simple = tree.kindOf(pattern) === Node.identifier || isThis;
  const name = simple ? tree.textOf(pattern) : '';
  let declaredType = x.type(typeNode);
  if (declaredType < 0) declaredType = parameterDocType(x, tags, { name, index });
  const defaultValue = defaultNode < 0 ? 0 : x.expression(defaultNode, SiteFlag.ARGUMENT);
  const field = isParameterProperty(tree, parameter) ? (declared.definitions.get(parameter) ?? -1) : -1;
  if (field >= 0) {
    const definition = declared.definition(field);
    definition.declaredType = declaredType;
    definition.value = facts.term(TermOp.PARAMETER, callable, index);
    if (typeNode >= 0) definition.declaredTypeText = annotationText(x, typeNode);
  }
  const binding = simple ? (declared.bindings.get(pattern) ?? -1) : -1;
  if (!simple) {
    destructure(x, pattern, facts.term(TermOp.PARAMETER, callable, index), (inner, nameNode, part) => {
      const own = declared.bindings.get(nameNode);
      if (own === undefined) return;
      facts.setBindingValue(own, part);
      startFlow(inner, nameNode, own);
    });
  } else if (binding >= 0) startFlow(x, pattern, binding);
  return {
    name,
    kind: isThis ? 'this' : rest ? 'star' : 'positional',
    declaredType,
    defaultValue,
    optional: tree.kindOf(parameter) === Node.optional_parameter || defaultNode >= 0,
    binding,
    field,
  };
}

function startFlow(x: Extraction, nameNode: number, binding: number): void {
  const local = x.scope.resolve(x.tree.textOf(nameNode));
  if (local !== undefined && local.writes > 0 && !local.captured) x.env.assign(local.key, x.facts.term(TermOp.BINDING, binding));
}

/** A function declaration: its value is bound already. */
export function functionStatement(x: Extraction, node: number): void {
  functionTerm(x, node);
}

/** `return a`. */
export function returnStatement(x: Extraction, node: number): void {
  const value = x.tree.firstNamed(node);
  const term = value < 0 ? -1 : x.expression(value, SiteFlag.ARGUMENT);
  if (x.callable >= 0 && term >= 0) x.declared.callable(x.callable).returns.push(term);
  x.env.reachable = false;
}
