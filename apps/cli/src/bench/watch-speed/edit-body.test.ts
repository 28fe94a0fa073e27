import { expect, it } from 'vitest';
import { editBody } from './edit-body.js';

it('adds a statement to the end of a Python body', () => {
  const text = 'class A:\n    def f(\n        self,\n    ):\n        if x:\n            return 1\n\ny = 2\n';
  expect(editBody(text, { path: 'a.py', startLine: 2, endLine: 6 }, 7)).toBe(
    'class A:\n    def f(\n        self,\n    ):\n        if x:\n            return 1\n        edited_7 = 7\n\ny = 2\n',
  );
});

it('adds a statement before the closing brace', () => {
  expect(editBody('function f() {\n  g();\n}\n', { path: 'a.ts', startLine: 1, endLine: 3 }, 1)).toBe(
    'function f() {\n  g();\n  const edited1 = 1;\n}\n',
  );
});

it('leaves alone what has its body on one line', () => {
  expect(editBody('def f(): return 1\n', { path: 'a.py', startLine: 1, endLine: 1 }, 1)).toBeUndefined();
  expect(editBody('const f = () =>\n  g();\n', { path: 'a.ts', startLine: 1, endLine: 2 }, 1)).toBeUndefined();
});
