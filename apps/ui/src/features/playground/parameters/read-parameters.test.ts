import { expect, it } from 'vitest';
import { readParameters } from './read-parameters.js';

it.each([
  ['', { values: {} }],
  [' {"name": "Cart", "limit": 3}', { values: { name: 'Cart', limit: 3 } }],
  ['[1]', { problem: 'not-an-object', detail: '' }],
  ['null', { problem: 'not-an-object', detail: '' }],
  ['{\n  "name": oops }', { problem: 'syntax', detail: '2:11' }],
  ['{"a": [1, {"b": 2}, ]}', { problem: 'syntax', detail: '1:21' }],
  ['{"a": 01}', { problem: 'syntax', detail: '1:7' }],
  ['{"a" 1}', { problem: 'syntax', detail: '1:6' }],
  ['{} {}', { problem: 'syntax', detail: '1:4' }],
  ['{"name": "Cart"', { problem: 'syntax', detail: '1:16' }],
])('reads %j', (text, read) => {
  expect(readParameters(text)).toEqual(read);
});
