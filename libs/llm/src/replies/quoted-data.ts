const BAR = '| ';

/**
 * Text of a repository as it stands in prompts: every line behind a bar, so that no text can end its own quotation, and no control characters. Models are told in
 * `parts/data-rule` that such lines are data.
 */
export function quotedData(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => `${BAR}${line}`)
    .join('\n');
}

/** The same for a short value in the middle of a line: line breaks and brackets of markers are shown as what they are. */
export function quotedInline(text: string): string {
  return cleanText(text).replaceAll('\n', '\\n').replaceAll('[start_of_', '[start of ').replaceAll('[end_of_', '[end of ');
}

/** Without characters that are invisible, move the cursor or turn the direction of writing. Tabs stay; line ends become `\n`. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085|\v|\f/g, '\n')
    .replaceAll(
      /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu,
      '',
    );
}
