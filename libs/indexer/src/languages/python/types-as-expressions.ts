import { CallableFlag, SiteKind } from '../../facts/file-facts.js';
import { ConstantKind, TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';
import { parseTypeString, type TypeSyntax } from './type-string.js';

/** Reads annotations and other expressions that stand for types: records TYPE sites and gives type terms. */
export class TypeReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /** Type term of an annotation; UNKNOWN for -1. */
  read(node: number): number {
    if (node < 0) return 0;
    const term = this.#read(node);
    this.#reader.values[node] = term;
    return term;
  }

  /** `base[args]` where base is already read: a TYPE_APPLY term, or the type itself for `Annotated`. */
  application(base: number, baseNode: number, args: readonly number[]): number {
    const { facts } = this.#reader;
    const head = this.#lastName(baseNode);
    if (head === 'Literal') return facts.term(TermOp.TYPE_APPLY, base, facts.list(args.map((arg) => this.#literal(arg))));
    if (head === 'Annotated') {
      const [type = -1, ...metadata] = args;
      const term = this.read(type);
      for (const item of metadata) this.#reader.expressions.read(this.#unwrapped(item));
      return term;
    }
    if (head === 'Callable' && args.length === 2) return this.#callable(args[0] as number, args[1] as number);
    return facts.term(TermOp.TYPE_APPLY, base, facts.list(args.flatMap((arg) => this.#argument(arg))));
  }

  /** `Callable[[A, B], R]`, `Callable[..., R]`. */
  #callable(parameters: number, result: number): number {
    const { tree, grammar } = this.#reader.syntax;
    const list = this.#unwrapped(parameters);
    if (list < 0 || tree.kind[list] !== grammar.kinds.list) {
      this.read(list);
      return this.#signature(undefined, this.read(this.#unwrapped(result)));
    }
    const types = this.#reader.syntax.namedChildren(list).map((item) => this.read(item));
    return this.#signature(types, this.read(this.#unwrapped(result)));
  }

  /** A function type. @param types of positional parameters; undefined: any arguments. */
  #signature(types: readonly number[] | undefined, returnType: number): number {
    const { facts, functions } = this.#reader;
    const callable = functions.openCallable({
      scope: undefined,
      definition: -1,
      flags: CallableFlag.SIGNATURE,
      receiverClass: -1,
    });
    const fact = facts.callables[callable];
    if (fact === undefined) return 0;
    const open = { name: '', kind: 'star', declaredType: -1, defaultValue: -1, optional: true, binding: -1, field: -1 };
    fact.parameters =
      types === undefined
        ? [open]
        : types.map((declaredType) => ({ ...open, kind: 'positional_only', declaredType, optional: false }));
    fact.returnType = returnType;
    return facts.term(TermOp.TYPE_FUNCTION, callable, 0);
  }

  #read(node: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds } = grammar;
    switch (tree.kind[node]) {
      case kinds.type:
      case kinds.parenthesized_expression:
        return this.read(reader.syntax.firstNamed(node));
      case kinds.identifier:
        return this.#name(tree.textOf(node), tree.start[node] as number);
      case kinds.attribute:
      case kinds.member_type:
        return this.#attribute(node);
      case kinds.generic_type:
      case kinds.subscript:
        return this.#generic(node);
      case kinds.binary_operator:
      case kinds.union_type:
        return this.#union(node);
      case kinds.string:
        return this.#string(node);
      case kinds.none:
        return this.#keyword('None');
      case kinds.ellipsis:
        return reader.constant(ConstantKind.ELLIPSIS);
      case kinds.list:
      case kinds.tuple:
      case kinds.expression_list:
        return reader.facts.term(
          TermOp.TYPE_TUPLE,
          reader.facts.list(reader.syntax.namedChildren(node).map((item) => this.read(item))),
        );
      case kinds.splat_type:
      case kinds.list_splat:
      case kinds.list_splat_pattern:
        return reader.facts.term(TermOp.SPREAD, this.read(reader.syntax.firstNamed(node)));
      default:
        return reader.expressions.read(node);
    }
  }

  #keyword(word: string): number {
    return this.#reader.facts.term(TermOp.TYPE_KEYWORD, this.#reader.facts.string(word));
  }

  #name(name: string, offset: number): number {
    const reader = this.#reader;
    if (name === 'Self' && !reader.scope.resolve(name)?.variables.has(name))
      return reader.facts.term(TermOp.TYPE_THIS, reader.scope.index);
    const term = reader.names.typeTerm(name);
    if (reader.names.mayMeanDefinition(name)) reader.site({ kind: SiteKind.TYPE, term, offset, name });
    return term;
  }

  #attribute(node: number): number {
    const reader = this.#reader;
    const { tree } = reader.syntax;
    const [object = -1, name = -1] = reader.syntax.namedChildren(node);
    if (name < 0) return this.read(object);
    const term = reader.facts.term(TermOp.ATTRIBUTE, this.read(object), reader.facts.string(tree.textOf(name)), 0);
    reader.site({ kind: SiteKind.TYPE, term, offset: tree.start[name] as number, name: tree.textOf(name) });
    return term;
  }

  #generic(node: number): number {
    const { tree, grammar } = this.#reader.syntax;
    const [base = -1, ...rest] = this.#reader.syntax.namedChildren(node);
    const baseTerm = this.read(base);
    const [list = -1] = rest;
    const args = list >= 0 && tree.kind[list] === grammar.kinds.type_parameter ? this.#reader.syntax.namedChildren(list) : rest;
    return this.application(baseTerm, base, args);
  }

  #argument(node: number): readonly number[] {
    const { tree, grammar } = this.#reader.syntax;
    const inner = this.#unwrapped(node);
    // `Union[(A, B)]` and a subscript's bare tuple are several arguments.
    if (tree.kind[inner] === grammar.kinds.tuple) return this.#reader.syntax.namedChildren(inner).map((item) => this.read(item));
    return [this.read(inner)];
  }

  #unwrapped(node: number): number {
    const { tree, grammar } = this.#reader.syntax;
    return node >= 0 && tree.kind[node] === grammar.kinds.type ? this.#reader.syntax.firstNamed(node) : node;
  }

  #literal(node: number): number {
    const inner = this.#unwrapped(node);
    return this.#reader.facts.term(TermOp.TYPE_LITERAL, this.#reader.expressions.read(inner));
  }

  #union(node: number): number {
    const members: number[] = [];
    let rest = node;
    // Left-nested chains are opened without recursion.
    const { tree, grammar } = this.#reader.syntax;
    const { kinds } = grammar;
    while (tree.kind[rest] === kinds.binary_operator || tree.kind[rest] === kinds.union_type) {
      const [left = -1, right = -1] = this.#reader.syntax.namedChildren(rest);
      if (right < 0) break;
      members.unshift(right);
      rest = this.#unwrapped(left);
    }
    const terms = [rest, ...members].map((member) => this.read(member));
    return this.#reader.facts.term(TermOp.TYPE_UNION, this.#reader.facts.list(terms));
  }

  #lastName(node: number): string {
    const { tree, grammar } = this.#reader.syntax;
    if (node < 0) return '';
    if (tree.kind[node] === grammar.kinds.identifier) return tree.textOf(node);
    const name = this.#reader.syntax.namedChildren(node).at(-1) ?? -1;
    return name >= 0 && tree.kind[name] === grammar.kinds.identifier ? tree.textOf(name) : '';
  }

  /** A type written as text. @param offset where the text starts in the file. */
  readText(text: string, offset: number): number {
    const syntax = parseTypeString(text);
    return syntax === undefined ? 0 : this.#fromSyntax(syntax, offset);
  }

  #string(node: number): number {
    const content = this.#reader.expressions.stringContent(node);
    return this.readText(content, this.#reader.syntax.tree.text.indexOf(content, this.#reader.syntax.tree.start[node]));
  }

  #fromSyntax(syntax: TypeSyntax, base: number): number {
    const { facts } = this.#reader;
    const readAll = (items: readonly TypeSyntax[]): number => facts.list(items.map((item) => this.#fromSyntax(item, base)));
    switch (syntax.form) {
      case 'none':
        return this.#keyword('None');
      case 'ellipsis':
        return this.#reader.constant(ConstantKind.ELLIPSIS);
      case 'literal':
        return this.#quoted(syntax.text, base);
      case 'unpack':
        return facts.term(TermOp.SPREAD, this.#fromSyntax(syntax.inner, base));
      case 'list':
        return facts.term(TermOp.TYPE_TUPLE, readAll(syntax.items));
      case 'union':
        return facts.term(TermOp.TYPE_UNION, readAll(syntax.members));
      case 'name':
        return this.#nameSyntax(syntax, base);
    }
  }

  #quoted(text: string, base: number): number {
    const inner = parseTypeString(text.replace(/^\w?["']|["']$/g, ''));
    return inner?.form === 'name' ? this.#fromSyntax(inner, base) : 0;
  }

  #nameSyntax(syntax: Extract<TypeSyntax, { form: 'name' }>, base: number): number {
    const reader = this.#reader;
    const { facts } = reader;
    const [first, ...rest] = syntax.parts;
    if (first === undefined) return 0;
    let term = this.#name(first.text, base + first.offset);
    for (const part of rest) {
      term = facts.term(TermOp.ATTRIBUTE, term, facts.string(part.text), 0);
      reader.site({ kind: SiteKind.TYPE, term, offset: base + part.offset, name: part.text });
    }
    if (syntax.args === undefined) return term;
    const head = syntax.parts.at(-1)?.text;
    if (head === 'Annotated' && syntax.args[0] !== undefined) return this.#fromSyntax(syntax.args[0], base);
    if (head === 'Literal') {
      const items = syntax.args.flatMap((arg) => (arg.form === 'literal' ? [this.#literalText(arg.text)] : []));
      return facts.term(TermOp.TYPE_APPLY, term, facts.list(items));
    }
    const [parameters, result] = syntax.args;
    if (head === 'Callable' && parameters !== undefined && result !== undefined) {
      const types = parameters.form === 'list' ? parameters.items.map((item) => this.#fromSyntax(item, base)) : undefined;
      return this.#signature(types, this.#fromSyntax(result, base));
    }
    return facts.term(TermOp.TYPE_APPLY, term, facts.list(syntax.args.map((arg) => this.#fromSyntax(arg, base))));
  }

  #literalText(text: string): number {
    const isNumber = /^-?\d/.test(text);
    const constant = this.#reader.constant(
      isNumber ? ConstantKind.INTEGER : ConstantKind.STRING,
      isNumber ? text : text.replace(/^\w?["']|["']$/g, ''),
    );
    return this.#reader.facts.term(TermOp.TYPE_LITERAL, constant);
  }
}
