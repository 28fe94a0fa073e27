import { BindingKind, SiteFlag } from '../../facts/file-facts.js';
import { ConstantKind } from '../../facts/term.js';
import { ExportedNames } from './exported-names.js';
import { FlowStatements } from './flow-statements.js';
import { tableByKind } from './grammar.js';
import { aliasName } from './bound-names.js';
import { addDefinition, shortText } from './definition-facts.js';
import type { PythonReader } from './python-reader.js';

const NO_RETURN = new Set([
  'sys.exit',
  'os._exit',
  'os.abort',
  'exit',
  'quit',
  'assert_never',
  'typing.assert_never',
  'pytest.fail',
  'pytest.skip',
  'pytest.exit',
]);

/** Reads statements in order. */
export class StatementReader {
  readonly #reader: PythonReader;
  readonly #flow: FlowStatements;
  readonly #exported: ExportedNames;
  readonly #readers: (((node: number) => void) | undefined)[];

  constructor(reader: PythonReader) {
    this.#reader = reader;
    this.#flow = new FlowStatements(reader);
    this.#exported = new ExportedNames(reader);
    const flow = this.#flow;
    this.#readers = tableByKind<(node: number) => void>(reader.syntax.grammar, {
      expression_statement: (node) => this.#expression(node),
      assignment: (node) => this.#assignment(node),
      augmented_assignment: (node) => this.#augmented(node),
      return_statement: (node) => this.#return(node),
      raise_statement: (node) => this.#raise(node),
      delete_statement: (node) => reader.assignments.readDelete(node),
      assert_statement: (node) => this.#assert(node),
      import_statement: (node) => reader.imports.readImport(node),
      import_from_statement: (node) => reader.imports.readFrom(node),
      future_import_statement: (node) => reader.imports.readFrom(node),
      global_statement: () => undefined,
      nonlocal_statement: () => undefined,
      pass_statement: () => undefined,
      break_statement: () => flow.readBreak(),
      continue_statement: () => flow.readContinue(),
      type_alias_statement: (node) => this.#typeAlias(node),
      function_definition: (node) => reader.functions.read(node, node),
      class_definition: (node) => reader.classes.read(node, node),
      decorated_definition: (node) => this.#decorated(node),
      if_statement: (node) => flow.readIf(node),
      for_statement: (node) => flow.readFor(node),
      while_statement: (node) => flow.readWhile(node),
      try_statement: (node) => flow.readTry(node),
      with_statement: (node) => flow.readWith(node),
      match_statement: (node) => flow.readMatch(node),
      block: (node) => this.readBody(node),
    });
  }

  /** Reads a statement, or an expression where error recovery has left one. */
  read(node: number): void {
    const { tree } = this.#reader.syntax;
    if (tree.isError(node)) {
      this.readBody(node);
      return;
    }
    const reader = this.#readers[tree.kind[node] as number];
    if (reader === undefined) this.#reader.expressions.read(node);
    else reader(node);
  }

  /** Reads the statements of a block, a module or an error. */
  readBody(node: number): void {
    const { tree } = this.#reader.syntax;
    for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
      if (this.#reader.syntax.isNamed(child)) this.read(child);
    }
  }

  #expression(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    for (const child of reader.syntax.namedChildren(node)) {
      this.read(child);
      if (tree.kind[child] !== kinds.call) continue;
      const callee = tree.childByField(child, fields.function);
      if (callee >= 0 && NO_RETURN.has(shortText(reader, callee))) reader.flow.reachable = false;
      this.#exported.readCall(child);
    }
  }

  #assignment(node: number): void {
    this.#reader.assignments.readAssignment(node);
    this.#exported.readAssignment(node);
  }

  #augmented(node: number): void {
    this.#reader.assignments.readAugmented(node);
    this.#exported.readAssignment(node);
  }

  #return(node: number): void {
    const reader = this.#reader;
    const value = reader.syntax.firstNamed(node);
    const term = value < 0 ? reader.constant(ConstantKind.NONE) : reader.expressions.read(value, SiteFlag.ARGUMENT);
    reader.facts.callables[reader.callable]?.returns.push(term);
    reader.flow.reachable = false;
  }

  #raise(node: number): void {
    const { expressions, syntax, flow } = this.#reader;
    const [raised = -1, ...cause] = syntax.namedChildren(node);
    expressions.read(raised, SiteFlag.RAISED);
    for (const part of cause) expressions.read(part);
    flow.reachable = false;
  }

  #assert(node: number): void {
    const reader = this.#reader;
    const [condition = -1, ...message] = reader.syntax.namedChildren(node);
    reader.expressions.read(condition);
    for (const part of message) reader.expressions.readWhere(condition, false, () => reader.expressions.read(part));
    reader.narrowing.apply(condition, true, reader.flow);
  }

  #decorated(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const definition = tree.childByField(node, grammar.fields.definition);
    if (definition < 0) reader.expressions.readChildren(node);
    else if (tree.kind[definition] === grammar.kinds.class_definition) reader.classes.read(definition, node);
    else reader.functions.read(definition, node);
  }

  /** `type NAME[T] = ...`. */
  #typeAlias(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const left = tree.childByField(node, grammar.fields.left);
    const right = tree.childByField(node, grammar.fields.right);
    const nameNode = left < 0 ? -1 : aliasName(reader.syntax, left);
    if (nameNode < 0) {
      reader.expressions.readChildren(node);
      return;
    }
    const name = tree.textOf(nameNode);
    const parameterList = tree.childOfKind(reader.syntax.firstNamed(left), grammar.kinds.type_parameter);
    const definition = addDefinition(reader, {
      label: 'TYPE',
      kind: 'alias',
      name,
      parent: reader.definition,
      start: tree.start[node] as number,
      end: tree.end[node] as number,
      nameOffset: tree.start[nameNode] as number,
    });
    const outerScope = reader.scope;
    const typeParameters = reader.classes.openTypeParameters(parameterList, definition);
    const value = reader.types.read(right);
    reader.scope = outerScope;
    const fact = reader.facts.definitions[definition];
    if (fact === undefined) return;
    fact.typeParameters = typeParameters;
    fact.declaredType = value;
    fact.declaredTypeText = shortText(reader, right);
    fact.binding = reader.names.bind({ node: nameNode, name, kind: BindingKind.DEFINITION, value, definition });
  }
}
