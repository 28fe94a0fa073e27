import type { SignatureHelp, TextFinding } from '@codexgraph/cypher-agent/language';

/** What the worker is asked. */
export type LanguageRequest =
  | { readonly kind: 'check'; readonly text: string; readonly parameters: Readonly<Record<string, unknown>> }
  | { readonly kind: 'format'; readonly text: string }
  | { readonly kind: 'signature'; readonly text: string; readonly offset: number };

/** What it answers, by kind. */
export interface LanguageAnswers {
  readonly check: readonly TextFinding[];
  /** Undefined when the text cannot be read. */
  readonly format: string | undefined;
  readonly signature: SignatureHelp | undefined;
}

/** A question with the number by which its answer is known. */
export interface NumberedRequest {
  readonly number: number;
  readonly request: LanguageRequest;
}

/** The answer of that number. */
export interface NumberedAnswer {
  readonly number: number;
  readonly answer: LanguageAnswers[LanguageRequest['kind']];
}
