import type { Comparison, GraphQuestion, SymbolSet } from '@codexgraph/cypher-agent';
import type { SignatureTest } from '../grammar/conditions/read-signature-tests.js';
import type { Reading } from '../grammar/reading.js';
import type { Reference } from '../grammar/reference.js';
import type { SymbolEntry } from '../names/symbol-entry.js';
import type { QuestionLanguage } from '../words/token.js';

/** What is asked of the signatures of answers. The graph holds signatures as text, so rows are sifted when they are read. */
export interface SignatureSift {
  readonly amounts: readonly { readonly comparison: Comparison; readonly amount: number }[];
  readonly tests: readonly SignatureTest[];
  /** A ranking by the number of parameters. */
  readonly order?: 'most' | 'least';
  readonly limit?: number;
}

/** A question that was understood, as one question to the graph. */
export interface QueryPlan {
  readonly kind: 'query';
  readonly language: QuestionLanguage;
  readonly reading: Reading;
  readonly question: GraphQuestion;
  /** What the question names: cited nowhere as an answer, but said. */
  readonly subjects: readonly Subject[];
  /** What a following "which of those" is about. */
  readonly answers?: SymbolSet;
  /** Rows are read with it. */
  readonly sift?: SignatureSift;
}

/** A name of the question with the symbols it was taken for. */
export interface Subject {
  readonly reference: Reference;
  readonly entries: readonly SymbolEntry[];
}

/** A question about a name that the graph does not have. */
export interface MissingPlan {
  readonly kind: 'missing';
  readonly language: QuestionLanguage;
  readonly reading: Reading;
  readonly missing: Reference;
  /** Names that are like it, most alike first. */
  readonly suggestions: readonly SymbolEntry[];
}

/** A question that the grammar made nothing of. */
export interface NotUnderstoodPlan {
  readonly kind: 'not-understood';
  readonly language: QuestionLanguage;
  readonly reading: Reading;
}

/** A question about a topic ("how are retries handled?"): structure does not tell, a search by meaning may. */
export interface SearchPlan {
  readonly kind: 'search';
  readonly language: QuestionLanguage;
  readonly reading: Reading;
  /** The words of the question that no grammar knows. */
  readonly topic: string;
}

/** What became of a question. */
export type QuestionPlan = QueryPlan | MissingPlan | NotUnderstoodPlan | SearchPlan;

/** What a follow-up leans on. */
export interface PlanContext {
  readonly reading: Reading;
  readonly subjects: readonly Subject[];
  readonly answers?: SymbolSet;
  readonly sift?: SignatureSift;
}

/** A reading as a question to the graph, or what stands in its way. */
export type Planned =
  | {
      readonly kind: 'query';
      readonly question: GraphQuestion;
      readonly subjects: readonly Subject[];
      readonly answers?: SymbolSet;
      readonly sift?: SignatureSift;
      readonly reading: Reading;
    }
  | { readonly kind: 'missing'; readonly reference: Reference; readonly reading: Reading }
  | { readonly kind: 'nothing'; readonly reading: Reading };
