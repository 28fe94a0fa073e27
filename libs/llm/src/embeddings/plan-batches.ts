/** A text with its tokens. */
export interface SizedText {
  /** Position in the request. */
  readonly position: number;
  readonly text: string;
  readonly tokens: number;
}

/**
 * Texts in batches that keep both limits; a text that is longer than a batch goes alone. Texts of like length come together, because servers fill shorter
 * ones up. Same texts, same batches.
 */
export function planBatches(
  texts: readonly SizedText[],
  limits: { readonly texts: number; readonly tokens: number },
): readonly (readonly SizedText[])[] {
  const byLength = [...texts].sort((left, right) => left.tokens - right.tokens || left.position - right.position);
  const batches: SizedText[][] = [];
  let batch: SizedText[] = [];
  for (const text of byLength) {
    // The longest decides what the whole batch costs.
    const isFull = batch.length >= limits.texts || (batch.length + 1) * text.tokens > limits.tokens;
    if (batch.length > 0 && isFull) {
      batches.push(batch);
      batch = [];
    }
    batch.push(text);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** The beginning of a text that has at most so many tokens, cut between two characters; the text itself when it fits. */
export function cutToTokens(text: string, tokens: number, count: (text: string) => number): string {
  if (count(text) <= tokens) return text;
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (count(text.slice(0, middle)) <= tokens) fits = middle;
    else tooLong = middle;
  }
  // Half of a surrogate pair is no character.
  return /[\uD800-\uDBFF]$/.test(text.slice(0, fits)) ? text.slice(0, fits - 1) : text.slice(0, fits);
}
