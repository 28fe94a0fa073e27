import { CallableFlag, SiteFlag, SiteKind, ScopeKind, BindingKind } from '../../facts/file-facts.js';
import { ConstantKind, MappingKind, NarrowKind, SequenceKind, TermOp } from '../../facts/term.js';
import { tableByKind } from './grammar.js';
import type { PythonReader } from './python-reader.js';

/** Longest constant that is kept. */
const MAX_CONSTANT_LENGTH = 200;

const TYPE_CONSTRUCTORS = new Set(
  'Union Optional List Dict Set FrozenSet Tuple Type Callable Sequence Mapping MutableMapping MutableSequence Iterable Iterator Generator AsyncIterator AsyncIterable AsyncGenerator Awaitable Coroutine ClassVar Final Annotated Literal DefaultDict Deque OrderedDict Collection Container ContextManager AsyncContextManager Concatenate TypeGuard TypeIs Required NotRequired Unpack Generic Protocol'.split(
    ' ',
  ),
);

/** Reads expressions: records their sites and gives their value terms. */
export class ExpressionReader {
  readonly #reader: PythonReader;
  readonly #readers: (((node: number, flags: number) => number) | undefined)[];

  constructor(reader: PythonReader) {
    this.#reader = reader;
    const constant = (kind: number) => () => reader.constant(kind);
    const list = (kind: number) => (node: number) => this.#sequence(node, kind);
    const comprehension = (kind: number) => (node: number) => reader.comprehensions.read(node, kind);
    this.#readers = tableByKind<(node: number, flags: number) => number>(reader.syntax.grammar, {
      identifier: (node, flags) => reader.names.read(node, flags),
      attribute: (node, flags) => this.#attribute(node, flags),
      call: (node) => reader.calls.read(node),
      subscript: (node) => this.#subscript(node),
      string: (node) => this.#string(node),
      concatenated_string: (node) => this.#concatenatedString(node),
      integer: (node) => this.#number(node, ConstantKind.INTEGER),
      float: (node) => this.#number(node, ConstantKind.FLOAT),
      true: () => reader.constant(ConstantKind.BOOLEAN, 'True'),
      false: () => reader.constant(ConstantKind.BOOLEAN, 'False'),
      none: constant(ConstantKind.NONE),
      ellipsis: constant(ConstantKind.ELLIPSIS),
      list: list(SequenceKind.LIST),
      set: list(SequenceKind.SET),
      tuple: (node, flags) => this.#tuple(node, flags),
      expression_list: (node, flags) => this.#tuple(node, flags),
      pattern_list: (node, flags) => this.#tuple(node, flags),
      dictionary: (node) => this.#dictionary(node),
      list_comprehension: comprehension(SequenceKind.LIST),
      set_comprehension: comprehension(SequenceKind.SET),
      generator_expression: comprehension(SequenceKind.GENERATOR),
      dictionary_comprehension: (node) => reader.comprehensions.readDictionary(node),
      lambda: (node) => this.#lambda(node),
      conditional_expression: (node, flags) => this.#conditional(node, flags),
      boolean_operator: (node, flags) => this.#boolean(node, flags),
      not_operator: (node) => this.#unary(node, 'not'),
      unary_operator: (node) => this.#unary(node, undefined),
      binary_operator: (node) => this.#binary(node),
      comparison_operator: (node) => this.#comparison(node),
      await: (node) => reader.facts.term(TermOp.AWAIT, this.readChild(node)),
      yield: (node) => this.#yield(node),
      named_expression: (node) => this.#named(node),
      parenthesized_expression: (node, flags) => this.readChild(node, flags),
      list_splat: (node) => reader.facts.term(TermOp.SPREAD, this.readChild(node)),
      list_splat_pattern: (node) => reader.facts.term(TermOp.SPREAD, this.readChild(node)),
      function_definition: (node) => this.#misplaced(node),
      class_definition: (node) => this.#misplaced(node),
      decorated_definition: (node) => this.#misplaced(node),
      block: (node) => this.#misplaced(node),
    });
  }

  /** Reads an expression. @param flags bits of SiteFlag for its own READ site. @returns its value term; UNKNOWN for -1. */
  read(node: number, flags = 0): number {
    if (node < 0) return 0;
    const reader = this.#readers[this.#reader.syntax.tree.kind[node] as number];
    if (reader === undefined) {
      this.readChildren(node);
      return 0;
    }
    const term = reader(node, flags);
    this.#reader.values[node] = term;
    return term;
  }

  /** Reads all named children for their sites only. */
  readChildren(node: number): void {
    for (const child of this.#reader.syntax.namedChildren(node)) this.read(child);
  }

  /** Reads the only named child. */
  readChild(node: number, flags = 0): number {
    return this.read(this.#reader.syntax.firstNamed(node), flags);
  }

  /** Runs with the flow that holds where the condition was true or false, then goes on with the flow before. */
  readWhere(condition: number, held: boolean, body: () => number): number {
    const reader = this.#reader;
    if (!reader.narrowing.tells(condition, held)) return body();
    const outer = reader.flow;
    reader.flow = outer.fork();
    reader.narrowing.apply(condition, held, reader.flow);
    const mark = reader.assignments.markNamedTargets();
    const term = body();
    const inner = reader.flow;
    reader.flow = outer;
    reader.assignments.replayNamedTargets(mark, inner);
    return term;
  }

  #misplaced(node: number): number {
    this.#reader.statements.read(node);
    return 0;
  }

  #attribute(node: number, flags: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const object = this.read(tree.childByField(node, grammar.fields.object));
    const nameNode = tree.childByField(node, grammar.fields.attribute);
    if (nameNode < 0) return 0;
    const name = tree.textOf(nameNode);
    const term = reader.facts.term(TermOp.ATTRIBUTE, object, reader.facts.string(name), 0);
    reader.site({ kind: SiteKind.READ, term, offset: tree.start[nameNode] as number, name, flags });
    return this.pathValue(node) ?? term;
  }

  /** What flow knows about a member path or constant element. */
  pathValue(node: number): number | undefined {
    const key = this.#reader.narrowing.key(node);
    return key === undefined ? undefined : this.#reader.flow.get(key);
  }

  #subscript(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const value = tree.childByField(node, fields.value);
    const base = this.read(value);
    const indices = reader.syntax.namedChildren(node).filter((child) => tree.field[child] === fields.subscript);
    if (this.#isTypeConstructor(value)) return reader.types.application(base, value, indices);
    const terms = indices.map((index) => this.read(index, SiteFlag.ARGUMENT));
    const [only = -1] = indices;
    if (terms.length === 1 && tree.kind[only] === grammar.kinds.slice) {
      const start =
        tree.text[tree.start[only] as number] === ':'
          ? 0
          : Number.parseInt(tree.text.slice(tree.start[only], tree.end[only]), 10);
      return reader.facts.term(TermOp.REST, base, Number.isNaN(start) ? -1 : Math.max(-1, start), -1);
    }
    const index = terms.length === 1 ? (terms[0] as number) : reader.facts.term(TermOp.TUPLE, reader.facts.list(terms));
    return this.pathValue(node) ?? reader.facts.term(TermOp.SUBSCRIPT, base, index);
  }

  #isTypeConstructor(node: number): boolean {
    const { tree, grammar } = this.#reader.syntax;
    if (node < 0) return false;
    const kind = tree.kind[node];
    if (kind === grammar.kinds.identifier) return TYPE_CONSTRUCTORS.has(tree.textOf(node));
    if (kind !== grammar.kinds.attribute) return false;
    const name = tree.childByField(node, grammar.fields.attribute);
    return name >= 0 && TYPE_CONSTRUCTORS.has(tree.textOf(name));
  }

  #string(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds } = grammar;
    const start = tree.firstChild(node);
    if (start < 0) return 0;
    const prefix = tree.kind[start] === kinds.string_start ? tree.textOf(start).toLowerCase() : '';
    let isFormatted = prefix.includes('f') || prefix.includes('t');
    for (let child = start; child >= 0; child = tree.nextSibling(child)) {
      if (tree.kind[child] !== kinds.interpolation) continue;
      isFormatted = true;
      this.readChildren(child);
    }
    if (prefix.includes('t')) return 0;
    const kind = prefix.includes('b') ? ConstantKind.BYTES : ConstantKind.STRING;
    const text = isFormatted ? undefined : this.stringContent(node);
    return reader.constant(kind, text !== undefined && text.length <= MAX_CONSTANT_LENGTH ? text : undefined);
  }

  /** Text between the quotes, escapes as written. */
  stringContent(node: number): string {
    const { tree, grammar } = this.#reader.syntax;
    const children = tree.children(node);
    const first = children[0] ?? node;
    const last = children.at(-1) ?? node;
    const from = tree.kind[first] === grammar.kinds.string_start ? (tree.end[first] as number) : (tree.start[node] as number);
    const to = tree.kind[last] === grammar.kinds.string_end ? (tree.start[last] as number) : (tree.end[node] as number);
    return tree.text.slice(from, to);
  }

  #concatenatedString(node: number): number {
    const parts = this.#reader.syntax.namedChildren(node).map((part) => this.read(part));
    const first = parts[0] ?? 0;
    const kind =
      this.#reader.facts.termAt(first).op === TermOp.CONSTANT ? this.#reader.facts.termAt(first).a : ConstantKind.STRING;
    return this.#reader.constant(kind);
  }

  #number(node: number, kind: number): number {
    const text = this.#reader.syntax.tree.textOf(node);
    const isComplex = text.endsWith('j') || text.endsWith('J');
    return this.#reader.constant(isComplex ? ConstantKind.COMPLEX : kind, text.length <= 40 ? text : undefined);
  }

  #sequence(node: number, kind: number): number {
    const { facts, syntax } = this.#reader;
    const items = syntax.namedChildren(node).map((item) => this.read(item, SiteFlag.ARGUMENT));
    return facts.term(TermOp.SEQUENCE, facts.list(items), kind, facts.allocation());
  }

  #tuple(node: number, flags: number): number {
    const { facts, syntax } = this.#reader;
    const items = syntax.namedChildren(node).map((item) => this.read(item, flags | SiteFlag.ARGUMENT));
    return facts.term(TermOp.TUPLE, facts.list(items));
  }

  #dictionary(node: number): number {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const pairs: number[] = [];
    for (const child of syntax.namedChildren(node)) {
      if (tree.kind[child] === grammar.kinds.pair) {
        const key = tree.childByField(child, grammar.fields.key);
        this.read(key);
        const isConstant = key >= 0 && tree.kind[key] === grammar.kinds.string && !tree.textOf(key).includes('{');
        pairs.push(isConstant ? facts.string(this.stringContent(key)) : -1);
        pairs.push(this.read(tree.childByField(child, grammar.fields.value), SiteFlag.ARGUMENT));
      } else if (tree.kind[child] === grammar.kinds.dictionary_splat) {
        pairs.push(-2, this.readChild(child));
      } else {
        this.read(child);
      }
    }
    return facts.term(TermOp.MAPPING, facts.list(pairs), MappingKind.DICT, facts.allocation());
  }

  #lambda(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const outer = reader.surroundings();
    const outerFunction = reader.functionContext;
    const scope = reader.openScope(ScopeKind.FUNCTION, reader.definition);
    const parameterList = tree.childByField(node, grammar.fields.parameters);
    const callable = reader.functions.openCallable({ scope, definition: -1, flags: CallableFlag.ARROW, receiverClass: -1 });
    const parameters = reader.functions.readParameters(parameterList, callable);
    reader.scope = scope;
    reader.callable = callable;
    reader.flow = outer.flow.fork();
    reader.functionContext = outerFunction;
    reader.functions.bindParameters(parameters, callable, scope);
    const body = this.read(tree.childByField(node, grammar.fields.body), SiteFlag.ARGUMENT);
    reader.facts.callables[callable]?.returns.push(body);
    reader.restore(outer);
    return reader.facts.term(TermOp.FUNCTION, callable);
  }

  #conditional(node: number, flags: number): number {
    const [whenTrue = -1, condition = -1, whenFalse = -1] = this.#reader.syntax.namedChildren(node);
    this.read(condition);
    const first = this.readWhere(condition, true, () => this.read(whenTrue, flags));
    const second = this.readWhere(condition, false, () => this.read(whenFalse, flags));
    return this.#reader.facts.union([first, second]);
  }

  #boolean(node: number, flags: number): number {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const left = tree.childByField(node, grammar.fields.left);
    const operator = tree.childByField(node, grammar.fields.operator);
    const isAnd = operator >= 0 && tree.textOf(operator) === 'and';
    const first = this.read(left, flags);
    const second = this.readWhere(left, isAnd, () => this.read(tree.childByField(node, grammar.fields.right), flags));
    const stopped = facts.term(TermOp.NARROW, first, -1, isAnd ? NarrowKind.FALSY : NarrowKind.TRUTHY);
    return facts.union([stopped, second]);
  }

  #unary(node: number, word: string | undefined): number {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const operator = word ?? tree.textOf(tree.childByField(node, grammar.fields.operator));
    const operand = this.read(tree.childByField(node, grammar.fields.argument));
    return facts.term(TermOp.UNARY, facts.string(operator), operand);
  }

  #binary(node: number): number {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const left = this.read(tree.childByField(node, grammar.fields.left));
    const right = this.read(tree.childByField(node, grammar.fields.right));
    const operator = tree.childByField(node, grammar.fields.operator);
    return facts.term(TermOp.BINARY, facts.string(operator < 0 ? '' : tree.textOf(operator)), left, right);
  }

  #comparison(node: number): number {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    let left = 0;
    let right = 0;
    for (const child of syntax.namedChildren(node)) {
      if (tree.field[child] === grammar.fields.operators) continue;
      left = right;
      right = this.read(child);
    }
    const operator = tree.childByField(node, grammar.fields.operators);
    return facts.term(TermOp.BINARY, facts.string(operator < 0 ? '' : tree.textOf(operator)), left, right);
  }

  #yield(node: number): number {
    const reader = this.#reader;
    const { facts, callable } = reader;
    const isFrom = reader.syntax.tree.children(node).some((child) => reader.syntax.tree.textOf(child) === 'from');
    const hasValue = reader.syntax.firstNamed(node) >= 0;
    const value = hasValue ? this.readChild(node, SiteFlag.ARGUMENT) : reader.constant(ConstantKind.NONE);
    const fact = facts.callables[callable];
    if (fact === undefined) return 0;
    fact.yields.push(isFrom ? facts.term(TermOp.ELEMENT, value, 0) : value);
    fact.flags |= CallableFlag.GENERATOR;
    return isFrom ? 0 : facts.term(TermOp.SENT, callable);
  }

  #named(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const value = this.read(tree.childByField(node, grammar.fields.value), SiteFlag.ARGUMENT);
    const name = tree.childByField(node, grammar.fields.name);
    if (name >= 0) reader.assignments.bindNamed(name, { value, kind: BindingKind.ASSIGNMENT, statement: node });
    return value;
  }
}
