import { BindingKind, SiteFlag, SiteKind } from '../../facts/file-facts.js';
import { ConstantKind, NarrowKind, TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';

/** Classes whose only positional pattern captures the subject itself. */
const SELF_MATCHING = new Set('bool bytearray bytes dict float frozenset int list set str tuple'.split(' '));

/** Reads the patterns of `case` clauses: binds what they capture and narrows what they test. */
export class PatternReader {
  readonly #reader: PythonReader;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  /**
   * Reads a pattern against a subject.
   * @returns the subject where the pattern matched; the same term when the pattern tells nothing.
   */
  read(pattern: number, subject: number): number {
    const { syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const { kinds } = grammar;
    switch (tree.kind[pattern]) {
      case kinds.case_pattern: {
        const inner = syntax.firstNamed(pattern);
        return inner < 0 ? subject : this.read(inner, subject);
      }
      case kinds.dotted_name:
        return this.#name(pattern, subject);
      case kinds.as_pattern:
        return this.#as(pattern, subject);
      case kinds.class_pattern:
        return this.#class(pattern, subject);
      case kinds.union_pattern:
        return this.#reader.facts.union(syntax.namedChildren(pattern).map((item) => this.read(item, subject)));
      case kinds.list_pattern:
      case kinds.tuple_pattern:
        return this.#sequence(syntax.namedChildren(pattern), subject);
      case kinds.dict_pattern:
        return this.#mapping(pattern, subject);
      case kinds.splat_pattern:
        this.#capture(syntax.firstNamed(pattern), subject);
        return subject;
      case kinds.keyword_pattern: {
        const value = syntax.namedChildren(pattern).at(-1) ?? -1;
        return value < 0 ? subject : this.read(value, subject);
      }
      case kinds.none:
      case kinds.true:
      case kinds.false:
      case kinds.string:
      case kinds.integer:
        return this.#constant(pattern, subject);
      default:
        this.#reader.expressions.read(pattern);
        return subject;
    }
  }

  /** True when every subject matches: `case _` and `case name`. */
  isIrrefutable(pattern: number): boolean {
    const { syntax } = this.#reader;
    const { tree, grammar } = syntax;
    if (tree.kind[pattern] !== grammar.kinds.case_pattern) return false;
    const inner = syntax.firstNamed(pattern);
    return inner < 0 ? tree.textOf(pattern) === '_' : tree.kind[inner] === grammar.kinds.dotted_name && syntax.isCapture(inner);
  }

  /** Several patterns side by side, as in `case a, b`. */
  readTuple(patterns: readonly number[], subject: number): void {
    this.#sequence(patterns, subject);
  }

  #constant(pattern: number, subject: number): number {
    const term = this.#reader.expressions.read(pattern);
    return this.#reader.facts.term(TermOp.NARROW, subject, term, NarrowKind.IS);
  }

  #name(pattern: number, subject: number): number {
    const { syntax, facts } = this.#reader;
    if (syntax.isCapture(pattern)) {
      this.#capture(syntax.firstNamed(pattern), subject);
      return subject;
    }
    const parts = syntax.namedChildren(pattern);
    if (parts.length < 2) return subject;
    return facts.term(TermOp.NARROW, subject, this.#dotted(pattern, 0), NarrowKind.IS);
  }

  /** Term of a dotted name, with READ sites. */
  #dotted(node: number, flags: number): number {
    const reader = this.#reader;
    const { tree } = reader.syntax;
    const [first = -1, ...rest] = reader.syntax.namedChildren(node);
    if (first < 0) return 0;
    let term = reader.names.read(first, rest.length === 0 ? flags : 0);
    rest.forEach((part, index) => {
      const name = tree.textOf(part);
      term = reader.facts.term(TermOp.ATTRIBUTE, term, reader.facts.string(name), 0);
      reader.site({
        kind: SiteKind.READ,
        term,
        offset: tree.start[part] as number,
        name,
        flags: index === rest.length - 1 ? flags : 0,
      });
    });
    return term;
  }

  #as(pattern: number, subject: number): number {
    const { syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const parts = syntax.namedChildren(pattern);
    const name = parts.at(-1) ?? -1;
    const narrowed = parts.length > 1 ? this.read(parts[0] as number, subject) : subject;
    if (name >= 0 && tree.kind[name] === grammar.kinds.identifier) this.#capture(name, narrowed);
    return narrowed;
  }

  #class(pattern: number, subject: number): number {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds } = grammar;
    const [head = -1, ...rest] = reader.syntax.namedChildren(pattern);
    if (head < 0) return subject;
    const narrowed = reader.facts.term(TermOp.NARROW, subject, this.#dotted(head, SiteFlag.CLASS_TEST), NarrowKind.INSTANCE_OF);
    let position = 0;
    for (const item of rest) {
      const inner = tree.kind[item] === kinds.case_pattern ? reader.syntax.firstNamed(item) : item;
      if (inner >= 0 && tree.kind[inner] === kinds.keyword_pattern) {
        const name = reader.syntax.firstNamed(inner);
        const member = reader.facts.term(TermOp.ATTRIBUTE, narrowed, reader.facts.string(name < 0 ? '' : tree.textOf(name)), 0);
        this.read(inner, member);
      } else {
        const part = reader.facts.term(TermOp.SUBSCRIPT, narrowed, reader.constant(ConstantKind.INTEGER, String(position++)));
        this.read(item, SELF_MATCHING.has(tree.textOf(head)) ? narrowed : part);
      }
    }
    return narrowed;
  }

  #sequence(items: readonly number[], subject: number): number {
    const { facts, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const star = items.findIndex(
      (item) =>
        tree.kind[item] === grammar.kinds.splat_pattern || tree.kind[syntax.firstNamed(item)] === grammar.kinds.splat_pattern,
    );
    items.forEach((item, index) => {
      const position = String(star >= 0 && index > star ? index - items.length : index);
      const value =
        index === star
          ? facts.term(TermOp.REST, subject, index, -1)
          : facts.term(TermOp.SUBSCRIPT, subject, this.#reader.constant(ConstantKind.INTEGER, position));
      this.read(item, value);
    });
    return subject;
  }

  #mapping(pattern: number, subject: number): number {
    const { facts, expressions, syntax } = this.#reader;
    const { tree, grammar } = syntax;
    const { fields, kinds } = grammar;
    let key = 0;
    for (const child of syntax.namedChildren(pattern)) {
      if (tree.field[child] === fields.key) {
        key = tree.kind[child] === kinds.dotted_name ? this.#dotted(child, 0) : expressions.read(child);
      } else {
        const isRest = tree.kind[child] === kinds.splat_pattern;
        this.read(child, isRest ? facts.term(TermOp.REST, subject, -1, -1) : facts.term(TermOp.SUBSCRIPT, subject, key));
      }
    }
    return subject;
  }

  #capture(node: number, value: number): void {
    if (node < 0 || this.#reader.syntax.tree.textOf(node) === '_') return;
    this.#reader.assignments.assign(node, { value, kind: BindingKind.PATTERN, statement: node });
  }
}
