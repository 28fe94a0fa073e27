import { describe, expect, it } from 'vitest';
import { nameLiterals, withLiteral } from './name-literals.js';
import { readCypherReply } from './read-cypher-reply.js';

const read = (reply: string, requests = 2) => readCypherReply(reply, { requests, most: 5 });

describe('readCypherReply', () => {
  it.each([
    ['JSON', '{"queries": [{"text_query": 2, "cypher": "RETURN 1"}]}', 1],
    ['JSON behind thoughts', '<think>{"queries": []}</think>\n{"queries": [{"text_query": "2", "query": "RETURN 1"}]}', 1],
    ['a list of texts', '{"queries": ["RETURN 1"]}', 0],
    ['one query alone', '{"cypher": "RETURN 1"}', 0],
    ['a block', 'Here:\n```cypher\nRETURN 1\n```\nDone.', 0],
    [
      'a block with its number',
      '[start_of_cypher_queries]\n```cypher\n// text query: 2\nRETURN 1\n```\n[end_of_cypher_queries]',
      1,
    ],
    ['a block that is not closed', '```\nRETURN 1\n', 0],
    ['a bare query', 'RETURN 1', 0],
    ['a number out of range', '{"queries": [{"text_query": 9, "cypher": "RETURN 1"}]}', 1],
  ])('reads %s', (_name, reply, textQuery) => {
    expect(read(reply)).toEqual({ ok: true, left: 0, queries: [{ textQuery, cypher: { text: 'RETURN 1' } }] });
  });

  it('drops repetitions and keeps parameters', () => {
    const query = { text_query: 1, cypher: 'RETURN $a', parameters: { a: [1] } };
    expect(read(JSON.stringify({ queries: [query, query] }))).toEqual({
      ok: true,
      left: 0,
      queries: [{ textQuery: 0, cypher: { text: 'RETURN $a', parameters: { a: [1] } } }],
    });
  });

  it.each([['{"queries": []}'], ['```python\nprint(1)\n```'], ['{"queries": [{"text_query": 1}]}']])(
    'reads nothing from %j',
    (reply) => {
      expect(read(reply).ok).toBe(false);
    },
  );
});

describe('nameLiterals', () => {
  it.each([
    ["MATCH (a {name: 'x'}) RETURN a", ['name=x']],
    ["MATCH (a) WHERE a.name = 'x' AND 'y' = a.file_path RETURN a", ['name=x']],
    ['MATCH (a) WHERE a.name IN [\'x\', "y"] RETURN a', ['name=x', 'name=y']],
    ['MATCH (a {qualified_name: $q}) RETURN a', ['qualified_name=p.q']],
    ["RETURN 'a.name = \\'x\\'' // name: 'y'", []],
    ["MATCH (a {kind: 'x'}) WHERE a.name CONTAINS 'y' RETURN a", []],
    ["MATCH (a {name: 'x", []],
  ])('%s', (text, expected) => {
    expect(nameLiterals({ text, parameters: { q: 'p.q' } }).map(({ key, value }) => `${key}=${value}`)).toEqual(expected);
  });

  it('puts another text in, quoted', () => {
    const cypher = { text: "MATCH (a {name: 'x'}) WHERE a.name = 'x' RETURN a" };
    const literal = nameLiterals(cypher)[0]!;
    expect(withLiteral(cypher, literal, "it's").text).toBe("MATCH (a {name: 'it\\'s'}) WHERE a.name = 'x' RETURN a");
  });
});
