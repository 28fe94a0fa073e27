import { expect, test } from 'vitest';
import { edgeLine, nodeLine } from './export-lines.js';

test('a node line has fixed keys first and properties sorted by name', () => {
  const line = nodeLine({
    id: 'METHOD:a.py:A.f',
    label: 'METHOD',
    name: 'f',
    qualified_name: 'a.A.f',
    file_path: 'a.py',
    start_line: 2,
    end_line: 3,
    properties: { kind: 'method', class: 'A' },
  });
  expect(line).toBe(
    '{"node":{"id":"METHOD:a.py:A.f","label":"METHOD","name":"f","qualified_name":"a.A.f","file_path":"a.py","start_line":2,"end_line":3,"class":"A","kind":"method"}}',
  );
});

test('a node without lines has no line keys', () => {
  const line = nodeLine({
    id: 'EXTERNAL:os',
    label: 'EXTERNAL',
    name: 'os',
    qualified_name: 'os',
    file_path: '',
    properties: {},
  });
  expect(line).toBe('{"node":{"id":"EXTERNAL:os","label":"EXTERNAL","name":"os","qualified_name":"os","file_path":""}}');
});

test('an edge line keeps names with quotes, line breaks and emoji on one line', () => {
  const line = edgeLine({
    type: 'CALLS',
    source: 'FUNCTION:a.py:"x"\n😀',
    target: 'FUNCTION:a.py:y',
    lines: [4, 7],
    confidence: 'exact',
    rule: 'scope',
    properties: {},
  });
  expect(line.split('\n')).toHaveLength(1);
  expect(JSON.parse(line)).toEqual({
    edge: {
      type: 'CALLS',
      source: 'FUNCTION:a.py:"x"\n😀',
      target: 'FUNCTION:a.py:y',
      lines: [4, 7],
      confidence: 'exact',
      rule: 'scope',
    },
  });
});
