import type { EdgeRow, GraphReaderPort, NodeLabel, NodeRow, RelationType } from '@codexgraph/graph-model';
import { expect, test } from 'vitest';
import { chooseDemoQuestions } from './demo-questions.js';

function node(label: NodeLabel, place: readonly [string, number], name: string, properties = {}): NodeRow {
  const [filePath, line] = place;
  const id = `${label}:${filePath}:${name}`;
  return { id, label, name, qualified_name: name, file_path: filePath, start_line: line, end_line: line + 5, properties };
}

function edge(type: RelationType, source: NodeRow, target: NodeRow, ...lines: number[]): EdgeRow {
  return { type, source: source.id, target: target.id, lines, confidence: 'exact', rule: 'scope', properties: {} };
}

async function* streamed<T>(rows: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* rows;
}

function reader(nodes: readonly NodeRow[], edges: readonly EdgeRow[]): GraphReaderPort {
  return {
    repositories: () => Promise.resolve([]),
    repository: () => Promise.resolve(undefined),
    nodes: () => streamed(nodes),
    edges: () => streamed(edges),
  };
}

const send = node('METHOD', ['http.py', 10], 'send', { class: 'Session' });
const get = node('FUNCTION', ['api.py', 3], 'get');
const post = node('FUNCTION', ['api.py', 9], 'post');
const test1 = node('FUNCTION', ['test_api.py', 1], 'test_get', { is_test: true });
const base = node('CLASS', ['errors.py', 1], 'HttpError');
const derived = node('CLASS', ['errors.py', 20], 'Timeout');
const module = node('MODULE', ['http.py', 1], 'http');
const importer = node('MODULE', ['api.py', 1], 'api');

test('asks who calls the most called function, without tests and recursion, and what inherits', async () => {
  const edges = [
    edge('CALLS', post, send, 11),
    edge('CALLS', get, send, 4, 5),
    edge('CALLS', send, send, 12),
    edge('CALLS', test1, send, 2),
    edge('CALLS', post, get, 10),
    edge('INHERITS', derived, base),
  ];
  expect(await chooseDemoQuestions(reader([send, get, post, test1, base, derived], edges), 'r')).toEqual([
    'Who calls Session.send?',
    'What inherits from HttpError?',
  ]);
});

test('asks what imports a module where nothing inherits', async () => {
  const edges = [edge('CALLS', get, send, 4), edge('IMPORTS', importer, module, 2)];
  expect((await chooseDemoQuestions(reader([send, get, module, importer], edges), 'r'))[1]).toBe('What imports http?');
});

test('asks nothing of an empty graph', async () => {
  expect(await chooseDemoQuestions(reader([], []), 'r')).toEqual([]);
});
