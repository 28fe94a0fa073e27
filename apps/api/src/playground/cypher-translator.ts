/** One query that answers a question or a part of it. */
export interface TranslatedQuery {
  /** What it asks, in words. */
  readonly meaning: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What was written first, when it had to be mended before it could run. */
  readonly repairedFrom: string | null;
}

/** Puts questions in words into Cypher, without running anything. */
export interface CypherTranslator {
  /** @throws NOT_FOUND when there is no such repository, and the errors of models where one is configured. */
  translate(
    repository: string,
    question: string,
  ): Promise<{ readonly queries: readonly TranslatedQuery[]; readonly problem: string | null }>;
}
