/** A place where a text is not of its language. */
export interface SyntaxProblem {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

/** Parses a text by the language of its path. Undefined for a language that it does not know; otherwise sorted by line, at most 20. */
export interface SyntaxCheckerPort {
  problems(filePath: string, text: string): Promise<readonly SyntaxProblem[] | undefined>;
}
