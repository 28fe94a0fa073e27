import { SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { ArgumentName, MappingKind, TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';

/** The callee of a call: its term and the token that names it. */
interface Callee {
  readonly term: number;
  readonly name: string | undefined;
  readonly offset: number;
}

/** Calls whose named argument, or whose argument at this position, is a type although it stands among values. */
const TYPE_ARGUMENTS: ReadonlyMap<string, { readonly positions: readonly number[]; readonly keywords: readonly string[] }> =
  new Map([
    ['cast', { positions: [0], keywords: ['typ'] }],
    ['TypeVar', { positions: [1, 2, 3, 4, 5], keywords: ['bound', 'default'] }],
    ['ParamSpec', { positions: [], keywords: ['bound', 'default'] }],
    ['TypeVarTuple', { positions: [], keywords: ['default'] }],
    ['NewType', { positions: [1], keywords: [] }],
    ['assert_type', { positions: [1], keywords: [] }],
  ]);

/** Reads call expressions. */
export class CallReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** Records the CALL site and gives the term of the call's value. @param flags bits of SiteFlag for the site. */
  read(node: number, flags = 0): number {
    const reader = this.#reader;
    const { facts, syntax } = reader;
    const { tree, grammar } = syntax;
    const callee = this.#callee(tree.childByField(node, grammar.fields.function));
    const pairs = this.#arguments(tree.childByField(node, grammar.fields.arguments), callee.name);
    const term = facts.term(TermOp.CALL, callee.term, facts.list(pairs), -1);
    const awaited = tree.kind[tree.parent[node] as number] === grammar.kinds.await ? SiteFlag.AWAITED : 0;
    reader.site({
      kind: SiteKind.CALL,
      term,
      offset: callee.offset,
      flags: flags | awaited,
      ...(callee.name === undefined ? {} : { name: callee.name }),
    });
    return this.#value(term, callee.name, pairs);
  }

  /** Term of an expression that is called, decorates or is a base: its own READ site is left out, that of its object is not. */
  readCallee(node: number): number {
    return this.#callee(node).term;
  }

  #value(call: number, name: string | undefined, pairs: readonly number[]): number {
    const reader = this.#reader;
    if (name === 'super' && reader.scope.resolve('super') === undefined) {
      const values = pairs.filter((_, index) => index % 2 === 1);
      return reader.facts.term(TermOp.SUPER, reader.scope.index, values.length === 0 ? -1 : reader.facts.list(values));
    }
    if (name === 'dict' && pairs.length > 0 && reader.scope.resolve('dict') === undefined) {
      const isLiteral = pairs.every((item, index) => index % 2 === 1 || item >= 0);
      const { facts } = reader;
      if (isLiteral) return facts.term(TermOp.MAPPING, facts.list(pairs), MappingKind.DICT, facts.allocation());
    }
    if (name === 'cast' && pairs.length === 4) return reader.facts.term(TermOp.CAST, pairs[3], pairs[1]);
    return call;
  }

  #callee(node: number): Callee {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const inner = reader.syntax.unparenthesized(node);
    if (inner < 0) return { term: 0, name: undefined, offset: Math.max(0, tree.start[Math.max(0, node)] as number) };
    if (tree.kind[inner] === kinds.identifier) {
      const name = tree.textOf(inner);
      const term = reader.names.term(name);
      reader.values[inner] = term;
      return { term, name, offset: tree.start[inner] as number };
    }
    const nameNode = tree.kind[inner] === kinds.attribute ? tree.childByField(inner, fields.attribute) : -1;
    if (nameNode < 0) return { term: reader.expressions.read(inner), name: undefined, offset: tree.start[inner] as number };
    const object = reader.expressions.read(tree.childByField(inner, fields.object));
    const name = tree.textOf(nameNode);
    const term = reader.expressions.pathValue(inner) ?? reader.facts.term(TermOp.ATTRIBUTE, object, reader.facts.string(name), 0);
    reader.values[inner] = term;
    return { term, name, offset: tree.start[nameNode] as number };
  }

  #arguments(list: number, callee: string | undefined): number[] {
    const { expressions, facts, syntax, scope } = this.#reader;
    const { tree, grammar } = syntax;
    const { kinds, fields } = grammar;
    if (list < 0) return [];
    if (tree.kind[list] !== kinds.argument_list) return [ArgumentName.POSITIONAL, expressions.read(list, SiteFlag.ARGUMENT)];
    const isClassTest = (callee === 'isinstance' || callee === 'issubclass') && scope.resolve(callee) === undefined;
    const typed = callee === undefined ? undefined : TYPE_ARGUMENTS.get(callee);
    const pairs: number[] = [];
    let position = 0;
    for (const argument of syntax.namedChildren(list)) {
      switch (tree.kind[argument]) {
        case kinds.keyword_argument: {
          const name = tree.childByField(argument, fields.name);
          const keyword = name < 0 ? '' : tree.textOf(name);
          const value = tree.childByField(argument, fields.value);
          pairs.push(facts.string(keyword), this.#argument(value, typed?.keywords.includes(keyword) === true, SiteFlag.ARGUMENT));
          break;
        }
        case kinds.list_splat:
          pairs.push(ArgumentName.STAR, expressions.readChild(argument, SiteFlag.ARGUMENT));
          break;
        case kinds.dictionary_splat:
          pairs.push(ArgumentName.DOUBLE_STAR, expressions.readChild(argument, SiteFlag.ARGUMENT));
          break;
        default: {
          const flags = isClassTest && position === 1 ? SiteFlag.CLASS_TEST : SiteFlag.ARGUMENT;
          pairs.push(ArgumentName.POSITIONAL, this.#argument(argument, typed?.positions.includes(position) === true, flags));
          position++;
        }
      }
    }
    return pairs;
  }

  #argument(node: number, isType: boolean, flags: number): number {
    return isType ? this.#reader.types.read(node) : this.#reader.expressions.read(node, flags);
  }
}
