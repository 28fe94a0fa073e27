import {
  BINDING_STRIDE,
  FACTS_VERSION,
  MEMBER_STRIDE,
  SCOPE_STRIDE,
  SITE_STRIDE,
  type CallableFact,
  type DefinitionFact,
  type ExportFact,
  type FileFacts,
  type ImportFact,
  type ProblemFact,
} from './file-facts.js';
import { IntVector } from './int-vector.js';
import { InternedRows } from './interned-rows.js';
import { NarrowKind, TERM_STRIDE, TermOp } from './term.js';

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
  readonly #termIndex = new InternedRows(this.#terms, TERM_STRIDE);
  readonly #lists = new IntVector(1024);
  readonly #listIndex = new InternedRows(this.#lists, 0);
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
    return this.#termIndex.internLast(this.#pushTerm(op, a, b, c)) / TERM_STRIDE;
  }

  /** The op and operands of a term. */
  termAt(index: number): { readonly op: number; readonly a: number; readonly b: number; readonly c: number } {
    const at = index * 4;
    return { op: this.#terms.at(at), a: this.#terms.at(at + 1), b: this.#terms.at(at + 2), c: this.#terms.at(at + 3) };
  }

  /** Offset of a list of integers; equal lists share one. */
  list(items: readonly number[]): number {
    const offset = this.#lists.extend(items.length + 1);
    this.#lists.set(offset, items.length);
    for (let at = 0; at < items.length; at++) this.#lists.set(offset + 1 + at, items[at] as number);
    return this.#listIndex.internLast(offset);
  }

  /** The items of a list. */
  listAt(offset: number): number[] {
    const items: number[] = [];
    for (let at = offset + 1; at <= offset + this.#lists.at(offset); at++) items.push(this.#lists.at(at));
    return items;
  }

  /** Union of terms; one term stays itself, none is UNKNOWN. */
  union(terms: readonly number[]): number {
    const distinct = this.#withoutOpposites(terms.length < 2 ? terms : [...new Set(terms)]);
    if (distinct.length === 0) return 0;
    if (distinct.length === 1) return distinct[0] as number;
    return this.#pushTerm(TermOp.PHI, this.list(distinct), 0, 0) / TERM_STRIDE;
  }

  /** A PHI whose operands come later (loop heads); close it with {@link closePhi}. */
  openPhi(first: readonly number[]): number {
    const phi = this.#pushTerm(TermOp.PHI, -1, 0, 0) / TERM_STRIDE;
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
    const scopes = this.#scopes;
    const at = scopes.extend(SCOPE_STRIDE);
    scopes.set(at, kind);
    scopes.set(at + 1, parent);
    scopes.set(at + 2, definition);
    scopes.set(at + 3, callable);
    return at / SCOPE_STRIDE;
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
    const bindings = this.#bindings;
    const at = bindings.extend(BINDING_STRIDE);
    bindings.set(at, scope);
    bindings.set(at + 1, name);
    bindings.set(at + 2, kind);
    bindings.set(at + 3, value);
    bindings.set(at + 4, declaredType);
    bindings.set(at + 5, definition);
    bindings.set(at + 6, offset);
    bindings.set(at + 7, meaning);
    return at / BINDING_STRIDE;
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
    const members = this.#members;
    const at = members.extend(MEMBER_STRIDE);
    members.set(at, object);
    members.set(at + 1, name);
    members.set(at + 2, value);
    members.set(at + 3, declaredType);
    members.set(at + 4, definition);
    members.set(at + 5, callable);
    members.set(at + 6, line);
    members.set(at + 7, offset);
    return at / MEMBER_STRIDE;
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
    const sites = this.#sites;
    const at = sites.extend(SITE_STRIDE);
    sites.set(at, kind);
    sites.set(at + 1, term);
    sites.set(at + 2, line);
    sites.set(at + 3, column);
    sites.set(at + 4, definition);
    sites.set(at + 5, callable);
    sites.set(at + 6, name);
    sites.set(at + 7, flags);
    return at / SITE_STRIDE;
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
      const at = term * TERM_STRIDE;
      if (this.#terms.at(at) !== TermOp.NARROW || !HAS_OPPOSITE.has(this.#terms.at(at + 3))) continue;
      const { op, a, b, c } = this.termAt(term);
      const place = this.#termIndex.takeLast(this.#pushTerm(op, a, b, c + 1));
      const opposite = place / TERM_STRIDE;
      if (place < 0 || !terms.includes(opposite)) continue;
      return this.#withoutOpposites([...new Set(terms.map((other) => (other === term || other === opposite ? a : other)))]);
    }
    return terms;
  }

  /** Appends a term that may not be the only one of its kind; its place in the vector. */
  #pushTerm(op: number, a: number, b: number, c: number): number {
    const terms = this.#terms;
    const at = terms.extend(TERM_STRIDE);
    terms.set(at, op);
    terms.set(at + 1, a);
    terms.set(at + 2, b);
    terms.set(at + 3, c);
    return at;
  }
}
