import type { EdgeRow, GraphReaderPort, NodeLabel, NodeRow, RelationType } from '@codexgraph/graph-model';
import { expect, test } from 'vitest';
import { answerDemoQuestions } from './demo-questions.js';

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

test('asks who calls the most called function, and cites the lines of the calls, without tests and recursion', async () => {
  const edges = [
    edge('CALLS', post, send, 11),
    edge('CALLS', get, send, 4, 5),
    edge('CALLS', send, send, 12),
    edge('CALLS', test1, send, 2),
    edge('CALLS', post, get, 10),
    edge('INHERITS', derived, base),
  ];
  const [calls, structure] = await answerDemoQuestions(reader([send, get, post, test1, base, derived], edges), 'r');
  expect(calls?.question).toBe('Who calls Session.send?');
  expect(calls?.citations).toEqual([
    { name: 'get', filePath: 'api.py', line: 4 },
    { name: 'post', filePath: 'api.py', line: 11 },
  ]);
  expect(structure?.question).toBe('What inherits from HttpError?');
  expect(structure?.citations).toEqual([{ name: 'Timeout', filePath: 'errors.py', line: 20 }]);
});

test('asks what imports a module where nothing inherits', async () => {
  const edges = [edge('CALLS', get, send, 4), edge('IMPORTS', importer, module, 2)];
  const answers = await answerDemoQuestions(reader([send, get, module, importer], edges), 'r');
  expect(answers[1]?.question).toBe('What imports http?');
  expect(answers[1]?.citations).toEqual([{ name: 'api', filePath: 'api.py', line: 2 }]);
});

test('asks nothing of an empty graph', async () => {
  expect(await answerDemoQuestions(reader([], []), 'r')).toEqual([]);
});
