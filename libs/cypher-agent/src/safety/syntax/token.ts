/** A piece of a query. Offsets are UTF-16 units of the decoded text. */
export interface Token {
  readonly kind: 'name' | 'quoted' | 'string' | 'integer' | 'decimal' | 'symbol' | 'end';
  /** A name as it is written, the value of a quoted name or of a string, the text of anything else; '' at the end. */
  readonly text: string;
  /** The upper-case of a name, for telling keywords; a symbol as it is usually written; '' for anything else. */
  readonly word: string;
  readonly start: number;
  /** Just after the last character. */
  readonly end: number;
}

/** A part of the decoded text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  /** Just after the last character. */
  readonly end: number;
}

/** Thrown inside the reader of queries alone; it never leaves `readQuery`. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
  readonly span: Span;
  readonly hint: string | undefined;

  constructor(span: Span, message: string, hint?: string) {
    super(message);
    this.span = { start: span.start, end: span.end };
    this.hint = hint;
  }
}
