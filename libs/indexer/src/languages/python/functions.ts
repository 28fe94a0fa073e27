import {
  BindingKind,
  CallableFlag,
  DefinitionFlag,
  ScopeKind,
  SiteFlag,
  type CallableFact,
  type ParameterFact,
} from '../../facts/file-facts.js';
import type { Draft } from '../../facts/facts-builder.js';
import { FlowEnvironment } from '../../facts/flow-environment.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import { Decorators } from './decorators.js';
import { addDefinition } from './definition-facts.js';
import type { FunctionContext, PythonReader } from './python-reader.js';
import type { PythonScope } from './scopes.js';

/** A parameter whose default and annotation are read, and the node that it binds. */
export interface ReadParameter {
  readonly fact: Draft<ParameterFact>;
  readonly node: number;
}

/** What a new callable needs to be known. */
export interface NewCallable {
  readonly scope: PythonScope | undefined;
  readonly definition: number;
  readonly flags: number;
  readonly receiverClass: number;
}

const IMPLICIT_CLASS_METHODS = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

/** Reads `def` and the parameters of lambdas. */
export class FunctionReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** A `def`. @param whole the decorated definition around it, or the same node. */
  read(node: number, whole: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const nameNode = tree.childByField(node, fields.name);
    if (nameNode < 0) {
      reader.expressions.readChildren(node);
      return;
    }
    const decorators = new Decorators(reader, whole);
    const owner = reader.scope.kind === ScopeKind.CLASS ? reader.classContext : undefined;
    const definition = this.#define(node, { whole, nameNode, decorators });
    const fact = reader.facts.definitions[definition];
    if (fact === undefined) return;
    const name = fact.name;
    const outerScope = reader.scope;
    const typeParameters = reader.classes.openTypeParameters(tree.childByField(node, fields.type_parameters), definition);
    const isStatic = decorators.isStatic || (fact.flags & DefinitionFlag.STATIC) !== 0;
    const isClassMethod = decorators.isClassMethod || (owner !== undefined && IMPLICIT_CLASS_METHODS.has(name));
    const callable = this.openCallable({
      scope: undefined,
      definition,
      flags:
        (fact.flags & DefinitionFlag.ASYNC ? CallableFlag.ASYNC : 0) |
        (isStatic ? CallableFlag.STATIC : 0) |
        (isClassMethod ? CallableFlag.CLASS_METHOD : 0) |
        (fact.kind === 'constructor' ? CallableFlag.CONSTRUCTOR : 0),
      receiverClass: owner === undefined ? -1 : owner.definition,
    });
    fact.callable = callable;
    const callableFact = reader.facts.callables[callable] as Draft<CallableFact>;
    callableFact.typeParameters = typeParameters;
    fact.typeParameters = typeParameters;
    const parameters = this.readParameters(tree.childByField(node, fields.parameters), callable);
    callableFact.returnType = this.#type(tree.childByField(node, fields.return_type), definition);
    const scope = reader.openScope(ScopeKind.FUNCTION, definition, callable);
    callableFact.scope = scope.index;
    fact.scope = scope.index;
    const receiver = owner === undefined || isStatic ? undefined : parameters[0];
    this.#body(
      node,
      {
        scope,
        callable,
        receiverName: receiver?.fact.name,
        receiverClass: owner,
        createsInstance: owner !== undefined && name === '__new__',
        receiverIsClass: isClassMethod && name !== '__new__',
        outer: reader.functionContext,
      },
      parameters,
    );
    if (callableFact.flags & CallableFlag.GENERATOR) fact.flags |= DefinitionFlag.GENERATOR;
    reader.scope = outerScope;
    fact.binding = reader.names.bind({
      node: nameNode,
      name,
      kind: BindingKind.DEFINITION,
      value: reader.facts.term(TermOp.FUNCTION, callable),
      definition,
    });
  }

  /** A new callable, without parameters yet. */
  openCallable(callable: NewCallable): number {
    const { facts, definition: around } = this.#reader;
    const fact: Draft<CallableFact> = {
      definition: callable.definition,
      owner: callable.definition >= 0 ? callable.definition : around,
      scope: callable.scope?.index ?? -1,
      receiverClass: callable.receiverClass,
      parameters: [],
      typeParameters: [],
      returnType: -1,
      returns: [],
      yields: [],
      flags: callable.flags,
    };
    const index = facts.callables.push(fact) - 1;
    if (callable.scope !== undefined) facts.setScopeCallable(callable.scope.index, index);
    return index;
  }

  /** Reads defaults and annotations where the function is defined. */
  readParameters(list: number, callable: number): ReadParameter[] {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds } = grammar;
    const result: ReadParameter[] = [];
    if (list < 0) return result;
    const definition = reader.facts.callables[callable]?.definition ?? -1;
    let kind = 'positional';
    for (const child of reader.syntax.namedChildren(list)) {
      switch (tree.kind[child]) {
        case kinds.positional_separator:
          for (const earlier of result) earlier.fact.kind = 'positional_only';
          break;
        case kinds.keyword_separator:
          kind = 'keyword_only';
          break;
        default: {
          const parameter = this.#parameter(child, kind, definition);
          if (parameter.fact.kind === 'star') kind = 'keyword_only';
          result.push(parameter);
        }
      }
    }
    return result;
  }

  /** Binds parameters in the function's scope. */
  bindParameters(parameters: readonly ReadParameter[], callable: number, scope: PythonScope): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const facts: ParameterFact[] = [];
    parameters.forEach(({ fact, node }, index) => {
      const value = reader.facts.term(TermOp.PARAMETER, callable, index);
      if (fact.name === '') {
        for (const target of node < 0 ? [] : reader.syntax.leafTargets(node)) scope.bound.add(tree.textOf(target));
        if (node >= 0 && tree.kind[node] === grammar.kinds.tuple_pattern)
          reader.assignments.assign(node, { value, kind: BindingKind.PARAMETER, statement: node });
      } else {
        scope.bound.add(fact.name);
        fact.binding = reader.names.bind({
          node,
          name: fact.name,
          kind: BindingKind.PARAMETER,
          value,
          declaredType: fact.declaredType,
          scope,
        });
      }
      facts.push(fact);
    });
    const callableFact = reader.facts.callables[callable];
    if (callableFact !== undefined) callableFact.parameters = facts;
  }

  #define(node: number, parts: { whole: number; nameNode: number; decorators: Decorators }): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { whole, nameNode, decorators } = parts;
    const name = tree.textOf(nameNode);
    const isMethod = reader.scope.kind === ScopeKind.CLASS;
    const kind = isMethod ? decorators.methodKind(name) : 'function';
    const flags =
      decorators.flags |
      (reader.syntax.startsWith(node, 'async') ? DefinitionFlag.ASYNC : 0) |
      (reader.functionContext !== undefined ? DefinitionFlag.NESTED : 0) |
      (isMethod && IMPLICIT_CLASS_METHODS.has(name) ? DefinitionFlag.CLASS_METHOD : 0);
    const definition = addDefinition(reader, {
      label: isMethod ? 'METHOD' : 'FUNCTION',
      kind,
      name,
      parent: reader.definition,
      start: tree.start[whole] as number,
      end: reader.syntax.contentEnd(node),
      nameOffset: tree.start[nameNode] as number,
      headerStart: tree.start[node] as number,
      headerEnd: headerEnd(reader, node),
      flags,
    });
    const fact = reader.facts.definitions[definition];
    if (fact !== undefined) {
      fact.decorators = decorators.terms;
      fact.decoratorTexts = decorators.texts;
      [fact.docStart, fact.docEnd] = docstringRange(reader, tree.childByField(node, grammar.fields.body));
    }
    return definition;
  }

  #body(node: number, context: FunctionContext, parameters: readonly ReadParameter[]): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const outer = reader.surroundings();
    const outerFunction = reader.functionContext;
    const outerClass = reader.classContext;
    const outerDepth = reader.conditionalDepth;
    const body = tree.childByField(node, grammar.fields.body);
    reader.scope = context.scope;
    reader.definition = reader.facts.callables[context.callable]?.definition ?? outer.definition;
    reader.callable = context.callable;
    reader.flow = new FlowEnvironment();
    reader.functionContext = context;
    reader.conditionalDepth = outerDepth + 1;
    if (body >= 0) reader.collectNames(context.scope, [body, tree.after[body] as number]);
    this.bindParameters(parameters, context.callable, context.scope);
    if (body >= 0) reader.statements.readBody(body);
    const callable = reader.facts.callables[context.callable];
    if (callable !== undefined && reader.flow.reachable && callable.returns.length > 0)
      callable.returns.push(reader.constant(ConstantKind.NONE));
    reader.conditionalDepth = outerDepth;
    reader.functionContext = outerFunction;
    reader.classContext = outerClass;
    reader.restore(outer);
  }

  #parameter(node: number, kind: string, definition: number): ReadParameter {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const nodeKind = tree.kind[node];
    const defaultNode = tree.childByField(node, fields.value);
    const typeNode = tree.childByField(node, fields.type);
    let nameNode = tree.childByField(node, fields.name);
    if (nameNode < 0) nameNode = nodeKind === kinds.typed_parameter ? reader.syntax.firstNamed(node) : node;
    let form = kind;
    if (tree.kind[nameNode] === kinds.list_splat_pattern) form = 'star';
    if (tree.kind[nameNode] === kinds.dictionary_splat_pattern) form = 'double_star';
    if (form === 'star' || form === 'double_star') nameNode = reader.syntax.firstNamed(nameNode);
    const isName = nameNode >= 0 && tree.kind[nameNode] === kinds.identifier;
    const defaultValue = defaultNode < 0 ? -1 : reader.expressions.read(defaultNode, SiteFlag.ARGUMENT);
    const declaredType = this.#type(typeNode, definition);
    return {
      node: nameNode,
      fact: {
        name: isName ? tree.textOf(nameNode) : '',
        kind: form,
        declaredType,
        defaultValue,
        optional: defaultNode >= 0,
        binding: -1,
        field: -1,
      },
    };
  }

  /** An annotation belongs to the definition that it annotates. */
  #type(node: number, definition: number): number {
    if (node < 0) return -1;
    const reader = this.#reader;
    const outer = reader.definition;
    if (definition >= 0) reader.definition = definition;
    const term = reader.types.read(node);
    reader.definition = outer;
    return term;
  }
}

/** End of a header: the `:` before the body, exclusive. */
export function headerEnd(reader: PythonReader, node: number): number {
  const { tree, grammar } = reader.syntax;
  const body = tree.childByField(node, grammar.fields.body);
  let end = body < 0 ? (tree.end[node] as number) : (tree.start[node] as number);
  for (let child = tree.firstChild(node); child >= 0 && child !== body; child = tree.nextSibling(child)) {
    if (tree.end[child] === (tree.start[child] as number) + 1 && tree.text[tree.start[child] as number] === ':')
      return tree.start[child] as number;
    end = Math.max(end, tree.end[child] as number);
  }
  return end;
}

/** Range of the docstring of a body; [-1, -1] without one. */
export function docstringRange(reader: PythonReader, body: number): [number, number] {
  const { tree, grammar } = reader.syntax;
  const { kinds } = grammar;
  if (body < 0) return [-1, -1];
  const statement = reader.syntax.firstNamed(body);
  if (statement < 0 || tree.kind[statement] !== kinds.expression_statement) return [-1, -1];
  const expression = reader.syntax.firstNamed(statement);
  const isString =
    expression >= 0 && (tree.kind[expression] === kinds.string || tree.kind[expression] === kinds.concatenated_string);
  return isString ? [tree.start[expression] as number, tree.end[expression] as number] : [-1, -1];
}
