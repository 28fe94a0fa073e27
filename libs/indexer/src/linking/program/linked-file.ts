import {
  BINDING_STRIDE,
  MEMBER_STRIDE,
  SCOPE_STRIDE,
  SITE_STRIDE,
  type CallableFact,
  type DefinitionFact,
  type FileFacts,
} from '../../facts/file-facts.js';
import { TERM_STRIDE, TermOp } from '../../facts/term.js';
import type { Memo } from '../evaluation/memo.js';
import type { Entry } from '../evaluation/entry.js';
import type { Value } from '../values/value.js';
import { FileIndex } from './file-index.js';
import { isBesideProduct } from './test-paths.js';

export { BindingField, MemberField, ScopeField, SiteField } from './record-fields.js';

/** Facts of one file with the accessors that linking needs. It stays the same object when the file changes. */
export class LinkedFile {
  readonly path: string;
  facts: FileFacts;
  readonly family: string;
  /** Name of the library module; '' for files of the repository. */
  readonly libraryModule: string;
  /** See ClassRules.mergesDeclarations. */
  readonly mergesDeclarations: boolean;
  /** Uses the product, which knows nothing of it: a test, an example. */
  readonly isBeside: boolean;
  index: FileIndex;
  /** Values of this file, by kind and index; owned by the value factory. */
  readonly interned = new Map<number, Value>();
  /** Answers about this file, and the question of linking it; owned by the evaluation. */
  memo: Memo | undefined;
  root: Entry | undefined;

  constructor(options: {
    readonly path: string;
    readonly facts: FileFacts;
    readonly family: string;
    readonly libraryModule?: string;
    readonly mergesDeclarations?: boolean;
  }) {
    this.path = options.path;
    this.facts = options.facts;
    this.family = options.family;
    this.libraryModule = options.libraryModule ?? '';
    this.mergesDeclarations = options.mergesDeclarations ?? false;
    this.isBeside = isBesideProduct(options.path);
    this.index = new FileIndex(this);
  }

  /** Takes over new facts. Gives back the file as it was, without values and answers. */
  renew(facts: FileFacts): LinkedFile {
    const { path, family, libraryModule, mergesDeclarations } = this;
    const former = new LinkedFile({ path, facts: this.facts, family, libraryModule, mergesDeclarations });
    this.facts = facts;
    this.index = new FileIndex(this);
    return former;
  }

  /** Forgets values, answers and look-up tables. */
  forget(): void {
    this.interned.clear();
    this.index = new FileIndex(this);
    this.memo = undefined;
    this.root = undefined;
  }

  get isLibrary(): boolean {
    return this.libraryModule !== '';
  }

  string(index: number): string {
    return this.facts.strings[index] ?? '';
  }

  definition(index: number): DefinitionFact {
    return this.facts.definitions[index] as DefinitionFact;
  }

  callable(index: number): CallableFact {
    return this.facts.callables[index] as CallableFact;
  }

  op(term: number): number {
    return this.facts.terms[term * TERM_STRIDE] as number;
  }

  a(term: number): number {
    return this.facts.terms[term * TERM_STRIDE + 1] as number;
  }

  b(term: number): number {
    return this.facts.terms[term * TERM_STRIDE + 2] as number;
  }

  c(term: number): number {
    return this.facts.terms[term * TERM_STRIDE + 3] as number;
  }

  get termCount(): number {
    return this.facts.terms.length / TERM_STRIDE;
  }

  /** Items of a list; empty for -1. */
  list(offset: number): Int32Array {
    if (offset < 0) return EMPTY_LIST;
    const length = this.facts.lists[offset] as number;
    return this.facts.lists.subarray(offset + 1, offset + 1 + length);
  }

  /** Keys and values of a MAPPING or TYPE_OBJECT, in turn; empty for other terms. */
  pairs(term: number): Int32Array {
    const op = this.op(term);
    return op === TermOp.MAPPING || op === TermOp.TYPE_OBJECT ? this.list(this.a(term)) : EMPTY_LIST;
  }

  scope(index: number, field: number): number {
    return this.facts.scopes[index * SCOPE_STRIDE + field] as number;
  }

  get scopeCount(): number {
    return this.facts.scopes.length / SCOPE_STRIDE;
  }

  binding(index: number, field: number): number {
    return this.facts.bindings[index * BINDING_STRIDE + field] as number;
  }

  get bindingCount(): number {
    return this.facts.bindings.length / BINDING_STRIDE;
  }

  member(index: number, field: number): number {
    return this.facts.members[index * MEMBER_STRIDE + field] as number;
  }

  get memberCount(): number {
    return this.facts.members.length / MEMBER_STRIDE;
  }

  site(index: number, field: number): number {
    return this.facts.sites[index * SITE_STRIDE + field] as number;
  }

  get siteCount(): number {
    return this.facts.sites.length / SITE_STRIDE;
  }
}

const EMPTY_LIST = new Int32Array(0);
