import { Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { rangeOf } from './text-places.js';

const document = Text.of(['MATCH (c)', 'RETURN "👩‍👩‍👧", d.name']);
const marked = (place: Parameters<typeof rangeOf>[1]) => {
  const { from, to } = rangeOf(document, place);
  return document.sliceString(from, to);
};

it.each([
  [{ line: 2, column: 19, endLine: 2, endColumn: 20 }, 'n'],
  [{ line: 2, column: 18 }, 'd.name'],
  [{ line: 1, column: 1 }, 'MATCH'],
  [{ line: 9, column: 99 }, 'd.name'],
])('marks %j', (place, text) => {
  expect(marked(place)).toBe(text);
});
