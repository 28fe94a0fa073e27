import {
  FACTS_VERSION,
  type CallableFact,
  type DefinitionFact,
  type ExportFact,
  type FileFacts,
  type ImportFact,
  type ProblemFact,
} from './file-facts.js';
import { IntVector } from './int-vector.js';
import { NarrowKind, TermOp } from './term.js';

/** Kinds of NARROW whose opposite is the next kind. */
const HAS_OPPOSITE: ReadonlySet<number> = new Set([
  NarrowKind.INSTANCE_OF,
  NarrowKind.IS,
  NarrowKind.TRUTHY,
  NarrowKind.TYPEOF,
  NarrowKind.MEMBER_IS,
  NarrowKind.HAS_KEY,
  NarrowKind.GUARD,
]);

/** A fact while its file is being read: the same fields, writable. */
export type Draft<T> = {
  -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K];
};

/** Collects the facts of one file. Extractors write through it; it interns strings, terms and lists. */
export class FactsBuilder {
  readonly definitions: Draft<DefinitionFact>[] = [];
  readonly callables: Draft<CallableFact>[] = [];
  readonly imports: ImportFact[] = [];
  readonly exports: ExportFact[] = [];
  readonly problems: ProblemFact[] = [];
  exportedNames: string[] | undefined;

  readonly #language: string;
  readonly #strings: string[] = [''];
  readonly #stringIndex = new Map<string, number>([['', 0]]);
  readonly #terms = new IntVector(4096);
  readonly #termIndex = new Map<string, number>();
  readonly #lists = new IntVector(1024);
  readonly #listIndex = new Map<string, number>();
  readonly #scopes = new IntVector(128);
  readonly #bindings = new IntVector(1024);
  readonly #members = new IntVector(256);
  readonly #sites = new IntVector(4096);
  readonly #phis = new Map<number, number[]>();
  #allocations = 0;

  constructor(language: string) {
    this.#language = language;
    this.term(TermOp.UNKNOWN);
  }

  /** Index of a string. */
  string(text: string): number {
    const known = this.#stringIndex.get(text);
    if (known !== undefined) return known;
    const index = this.#strings.push(text) - 1;
    this.#stringIndex.set(text, index);
    return index;
  }

  stringAt(index: number): string {
    return this.#strings[index] ?? '';
  }

  /** Index of a term; equal terms share one. Operands that do not apply are 0 for UNKNOWN-like ops and -1 where term.ts says absent. */
  term(op: number, a = 0, b = 0, c = 0): number {
    const key = `${op},${a},${b},${c}`;
    const known = this.#termIndex.get(key);
    if (known !== undefined) return known;
    const index = this.#pushTerm(op, a, b, c);
    this.#termIndex.set(key, index);
    return index;
  }

  /** The op and operands of a term. */
  termAt(index: number): { readonly op: number; readonly a: number; readonly b: number; readonly c: number } {
    const at = index * 4;
    return { op: this.#terms.at(at), a: this.#terms.at(at + 1), b: this.#terms.at(at + 2), c: this.#terms.at(at + 3) };
  }

  /** Offset of a list of integers; equal lists share one. */
  list(items: readonly number[]): number {
    const key = items.join(',');
    const known = this.#listIndex.get(key);
    if (known !== undefined) return known;
    const offset = this.#lists.push(items.length);
    this.#lists.pushAll(items);
    this.#listIndex.set(key, offset);
    return offset;
  }

  /** The items of a list. */
  listAt(offset: number): number[] {
    const items: number[] = [];
    for (let at = offset + 1; at <= offset + this.#lists.at(offset); at++) items.push(this.#lists.at(at));
    return items;
  }

  /** Union of terms; one term stays itself, none is UNKNOWN. */
  union(terms: readonly number[]): number {
    const distinct = this.#withoutOpposites([...new Set(terms)]);
    if (distinct.length === 0) return 0;
    if (distinct.length === 1) return distinct[0] as number;
    return this.#pushTerm(TermOp.PHI, this.list(distinct), 0, 0);
  }

  /** A PHI whose operands come later (loop heads); close it with {@link closePhi}. */
  openPhi(first: readonly number[]): number {
    const phi = this.#pushTerm(TermOp.PHI, -1, 0, 0);
    this.#phis.set(phi, [...first]);
    return phi;
  }

  /** Adds operands to an open PHI and fixes it. */
  closePhi(phi: number, more: readonly number[]): void {
    const operands = new Set([...(this.#phis.get(phi) ?? []), ...more]);
    operands.delete(phi);
    this.#phis.delete(phi);
    this.#terms.set(phi * 4 + 1, this.list([...operands]));
  }

  /** A number that tells two allocations (list, dictionary, object literals) apart. */
  allocation(): number {
    return ++this.#allocations;
  }

  /** Adds a scope record and returns its index. */
  scope(kind: number, parent: number, definition: number, callable: number): number {
    return this.#scopes.pushAll([kind, parent, definition, callable]) / 4;
  }

  /** Sets the callable of a scope that was opened before its callable was known. */
  setScopeCallable(scope: number, callable: number): void {
    this.#scopes.set(scope * 4 + 3, callable);
  }

  /** Adds a binding record and returns its index. `name` is a string index. */
  binding(record: {
    readonly scope: number;
    readonly name: number;
    readonly kind: number;
    readonly value?: number;
    readonly declaredType?: number;
    readonly definition?: number;
    readonly offset: number;
    readonly meaning?: number;
  }): number {
    const { scope, name, kind, value = 0, declaredType = -1, definition = -1, offset, meaning = 1 } = record;
    return this.#bindings.pushAll([scope, name, kind, value, declaredType, definition, offset, meaning]) / 8;
  }

  setBindingValue(binding: number, term: number): void {
    this.#bindings.set(binding * 8 + 3, term);
  }

  setBindingType(binding: number, declaredType: number): void {
    this.#bindings.set(binding * 8 + 4, declaredType);
  }

  setBindingDefinition(binding: number, definition: number): void {
    this.#bindings.set(binding * 8 + 5, definition);
  }

  /** Adds a member-assignment record (see MEMBER_STRIDE) and returns its index. */
  member(record: {
    readonly object: number;
    readonly name: number;
    readonly value: number;
    readonly declaredType?: number;
    readonly definition?: number;
    readonly callable?: number;
    readonly line: number;
    readonly offset: number;
  }): number {
    const { object, name, value, declaredType = -1, definition = -1, callable = -1, line, offset } = record;
    return this.#members.pushAll([object, name, value, declaredType, definition, callable, line, offset]) / 8;
  }

  /** Adds a site record (see SITE_STRIDE) and returns its index. */
  site(record: {
    readonly kind: number;
    readonly term: number;
    readonly line: number;
    readonly column: number;
    readonly definition: number;
    readonly callable?: number;
    readonly name?: number;
    readonly flags?: number;
  }): number {
    const { kind, term, line, column, definition, callable = -1, name = -1, flags = 0 } = record;
    return this.#sites.pushAll([kind, term, line, column, definition, callable, name, flags]) / 8;
  }

  /** The finished facts. @param lineCount lines of the file. */
  finish(lineCount: number): FileFacts {
    for (const phi of [...this.#phis.keys()]) this.closePhi(phi, []);
    return {
      version: FACTS_VERSION,
      language: this.#language,
      lineCount,
      strings: this.#strings,
      definitions: this.definitions,
      callables: this.callables,
      scopes: this.#scopes.toArray(),
      bindings: this.#bindings.toArray(),
      imports: this.imports,
      exports: this.exports,
      ...(this.exportedNames === undefined ? {} : { exportedNames: this.exportedNames }),
      members: this.#members.toArray(),
      terms: this.#terms.toArray(),
      lists: this.#lists.toArray(),
      sites: this.#sites.toArray(),
      problems: this.problems,
    };
  }

  /** Where a test held and where it failed together are where it was not asked: both NARROW terms become the tested term. */
  #withoutOpposites(terms: readonly number[]): readonly number[] {
    for (const term of terms) {
      const { op, a, b, c } = this.termAt(term);
      if (op !== TermOp.NARROW || !HAS_OPPOSITE.has(c)) continue;
      const opposite = this.#termIndex.get(`${op},${a},${b},${c + 1}`);
      if (opposite === undefined || !terms.includes(opposite)) continue;
      return this.#withoutOpposites([...new Set(terms.map((other) => (other === term || other === opposite ? a : other)))]);
    }
    return terms;
  }

  #pushTerm(op: number, a: number, b: number, c: number): number {
    return this.#terms.pushAll([op, a, b, c]) / 4;
  }
}
