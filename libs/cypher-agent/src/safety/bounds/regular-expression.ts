const MAX_PATTERN = 1000;
const MAX_STORED_QUANTIFIERS = 4;
const MAX_COMPUTED_STEPS = 1e9;
const BACK_REFERENCE = /\\[1-9]|\\k</u;
const UNBOUNDED = /(?<!\\)(?:\\\\)*(?:[*+]|\{\d+,\})/gu;

/**
 * What is wrong with a regular expression, when its matching may take too long: Java tries every way to share a text among its unbounded quantifiers.
 * `textSize` is the bound of a computed text; undefined for a stored property.
 */
export function regularExpressionFault(pattern: string, textSize: number | undefined): string | undefined {
  if (pattern.length > MAX_PATTERN) return `the regular expression is longer than ${String(MAX_PATTERN)} characters`;
  if (BACK_REFERENCE.test(pattern)) return 'back references in regular expressions are not available';
  const quantifiers = [...pattern.replaceAll(/\[(?:\\.|[^\]\\])*\]/gu, 'x').matchAll(UNBOUNDED)].length;
  if (textSize === undefined) {
    if (quantifiers > MAX_STORED_QUANTIFIERS + 2)
      return `the regular expression has ${String(quantifiers)} parts of any length; at most ${String(MAX_STORED_QUANTIFIERS + 2)} are possible`;
    return /\([^()]*[*+][^()]*\)[*+{]/u.test(pattern) && quantifiers > MAX_STORED_QUANTIFIERS
      ? 'the regular expression repeats what is repeated already'
      : undefined;
  }
  return textSize ** quantifiers > MAX_COMPUTED_STEPS
    ? 'matching this regular expression against a text of that size may take too long'
    : undefined;
}
