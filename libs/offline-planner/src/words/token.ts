import type { Concept } from './concepts.js';

/** A piece of a question. Positions are UTF-16 offsets, end exclusive. */
export interface Token {
  /** `text`: a quotation that is looked for in code; `decorator`: written with `@`. */
  readonly kind: 'name' | 'word' | 'concept' | 'number' | 'mark' | 'text' | 'decorator' | 'unknown';
  /** As written, without quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Only for `concept`. */
  readonly concept?: Concept;
  /** Only for `number`. */
  readonly value?: number;
  /** Names: written between quotes or back-ticks. */
  readonly quoted?: boolean;
}

/** Is the token a known word with one of these meanings? */
export function means(token: Token | undefined, ...names: readonly Concept['is'][]): boolean {
  const concept = token?.concept;
  return concept !== undefined && names.includes(concept.is);
}

/** Languages that questions may be asked in. */
export type QuestionLanguage = 'en' | 'zh';
