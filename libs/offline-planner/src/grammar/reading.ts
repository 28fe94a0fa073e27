import type { Comparison, Direction, SymbolAttribute } from '@codexgraph/cypher-agent';
import type { KindConcept } from '../words/concepts.js';
import type { QuestionLanguage } from '../words/token.js';
import type { DecoratorTest } from './conditions/read-decorators.js';
import type { SignatureTest } from './conditions/read-signature-tests.js';
import type { TextTest } from './conditions/read-texts.js';
import type { Reference } from './reference.js';

/** Relations as words name them; `uses`, `depends` and `members` get their exact meaning from the sort of what they are said of. */
export type SpokenRelation =
  'calls' | 'uses' | 'creates' | 'inherits' | 'overrides' | 'imports' | 'depends' | 'impact' | 'has' | 'covers';

/** One thing that is said about the symbols that are asked for. */
export interface Clause {
  readonly relation: SpokenRelation;
  /** Seen from `references`: 'in' asks for what calls, imports, ... them; 'out' for what they call, import, ... */
  readonly direction: Direction;
  /** The known side; empty for "is called by nobody". */
  readonly references: readonly Reference[];
  readonly join: 'all' | 'any' | 'each';
  readonly negated: boolean;
  /** Where the question names both sides: what stands at the other one. */
  readonly others: readonly Reference[];
  /** References that follow "but not". */
  readonly without: readonly Reference[];
  /** True where the known side is said by a pronoun ("its callers"), or not at all ("and the callers?"). */
  readonly isElliptic: boolean;
}

/** What a question wants to be told. */
export type Wish =
  | 'list'
  | 'count'
  | 'whether'
  | 'rank'
  | 'path'
  | 'path-length'
  | 'locate'
  | 'signature'
  | 'source'
  | 'purpose'
  | 'overview'
  | 'entry-points'
  | 'dead-code'
  | 'cycles'
  | 'hierarchy'
  /** Why something is so: no graph tells. */
  | 'reason'
  /** How many lines, or parameters, a symbol has. */
  | 'measure';

/** What symbols are compared by, as said. */
export type SpokenMeasure =
  | 'lines'
  | 'parameters'
  | { readonly relation: SpokenRelation | 'methods' | 'fields' | 'functions' | 'classes'; readonly direction: Direction };

/** An amount that answers must have. */
export interface ComparedMeasure {
  readonly measure: SpokenMeasure;
  readonly comparison: Comparison;
  readonly amount: number;
}

/** Members of two classes, compared by their names. */
export interface MemberComparison {
  /** `both`: what each of them has; `first`: what the first has and the second lacks; `either`: what only one of them has. */
  readonly keep: 'both' | 'first' | 'either';
  readonly first: Reference;
  readonly second: Reference;
}

/** The meaning of a question before its names are tied to one sort of symbol. */
export interface Reading {
  readonly language: QuestionLanguage;
  readonly wish: Wish;
  /** Sorts of what is asked for, in the order of the question. */
  readonly heads: readonly KindConcept[];
  readonly attributes: readonly { readonly attribute: SymbolAttribute; readonly negated: boolean }[];
  readonly clauses: readonly Clause[];
  /** Those of the clauses that a noun makes ("callers of A and B"): several names mean any of them. */
  readonly nounClauses: readonly Clause[];
  /** "that have a method y": members, by short name, that the answers must have or lack. */
  readonly memberTests: readonly { readonly names: readonly string[]; readonly negated: boolean }[];
  /** Two classes whose members are compared. */
  readonly memberComparison?: MemberComparison;
  /** Sorts of classes that are asked for: `interface`, `enum`; empty for all. */
  readonly classKinds: readonly string[];
  readonly texts: readonly TextTest[];
  readonly decorators: readonly DecoratorTest[];
  readonly comparisons: readonly ComparedMeasure[];
  readonly signatureTests: readonly SignatureTest[];
  /** Ways of a class hierarchy; both when neither is said. */
  readonly hierarchyDirections: readonly Direction[];
  /** Names that no clause took: owners and places. */
  readonly scope: readonly Reference[];
  /** Places that are left out ("outside of tests/"). */
  readonly outside: readonly Reference[];
  readonly measure?: SpokenMeasure;
  readonly order: 'most' | 'least';
  /** How many of a ranking are asked for; absent: the first. */
  readonly limit?: number;
  /** Steps of traversals: a number, or all; absent when not said. */
  readonly steps?: number | 'all';
  /** "nobody calls", "unused" without a name. */
  readonly isUnused: boolean;
  /** No test calls the answers. */
  readonly isUntested: boolean;
  /** What there is none of, where a noun says it: "classes without subclasses". */
  readonly absent?: SpokenRelation;
  /** "which of those": picks from the answers before; without it "those" stand where a name could ("what do they call?"). */
  readonly isPartitive: boolean;
  /** The number that is asked for is one of parameters. */
  readonly asksParameters: boolean;
  /** "which call X": says no sort of what is asked for. */
  readonly asksBare: boolean;
  /** How it leans on the question before. */
  readonly follows?: 'those' | 'it' | 'instead';
  /** Names that are in the graph nowhere, and were needed. */
  readonly unknownWords: readonly string[];
  /** Words about what no graph of code holds: authors, dates, speed. */
  readonly beyond: readonly string[];
  /** The words that may tell what the question is about, in order; '' when there are none. */
  readonly topic: string;
  /** 0..1: share of the words that the grammar made something of. */
  readonly coverage: number;
}
