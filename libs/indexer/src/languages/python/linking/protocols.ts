import type { Protocols } from '../../../linking/language/link-language.js';

const ARITHMETIC: readonly (readonly [operator: string, name: string])[] = [
  ['+', 'add'],
  ['-', 'sub'],
  ['*', 'mul'],
  ['@', 'matmul'],
  ['/', 'truediv'],
  ['//', 'floordiv'],
  ['%', 'mod'],
  ['**', 'pow'],
  ['<<', 'lshift'],
  ['>>', 'rshift'],
  ['&', 'and'],
  ['|', 'or'],
  ['^', 'xor'],
];

/** Methods behind Python's syntax (data model, section 3.3). */
export const pythonProtocols: Protocols = {
  call: '__call__',
  iterate: ['__iter__', '__next__'],
  iterateAsync: ['__aiter__', '__anext__'],
  enter: '__enter__',
  enterAsync: '__aenter__',
  subscript: '__getitem__',
  iterateBySubscript: true,
  binary: Object.fromEntries(ARITHMETIC.map(([operator, name]) => [operator, [`__${name}__`, `__r${name}__`] as const])),
  unary: { '-': '__neg__', '+': '__pos__', '~': '__invert__' },
  nextWrapsValue: false,
};
