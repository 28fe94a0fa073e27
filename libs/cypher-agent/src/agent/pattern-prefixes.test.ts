import { describe, expect, it } from 'vitest';
import { explainEmptyPattern } from './explain-empty-pattern.js';
import { prefixSteps } from './pattern-prefixes.js';
import { FakeGraph } from './testing/fake-graph.js';

const never = new AbortController().signal;
const QUERY = "MATCH (c:CLASS {name: 'A'})-[:HAS_METHOD]->(m)<-[:CALLS]-(f), (g) WHERE f.is_test MATCH (m)-[:USES]->(x) RETURN x";

describe('the steps of a query', () => {
  it('add a node, an arrow with its node, a further path, a condition, a clause', () => {
    expect(prefixSteps(QUERY).map(({ kind, added, text }) => [kind, added, text])).toEqual([
      ['pattern', "(c:CLASS {name: 'A'})", "MATCH (c:CLASS {name: 'A'}) RETURN 1 LIMIT 1"],
      ['pattern', '-[:HAS_METHOD]->(m)', "MATCH (c:CLASS {name: 'A'})-[:HAS_METHOD]->(m) RETURN 1 LIMIT 1"],
      ['pattern', '<-[:CALLS]-(f)', "MATCH (c:CLASS {name: 'A'})-[:HAS_METHOD]->(m)<-[:CALLS]-(f) RETURN 1 LIMIT 1"],
      ['pattern', '(g)', "MATCH (c:CLASS {name: 'A'})-[:HAS_METHOD]->(m)<-[:CALLS]-(f), (g) RETURN 1 LIMIT 1"],
      [
        'condition',
        'f.is_test',
        "MATCH (c:CLASS {name: 'A'})-[:HAS_METHOD]->(m)<-[:CALLS]-(f), (g) WHERE f.is_test RETURN 1 LIMIT 1",
      ],
      ['pattern', '(m)', expect.stringMatching(/WHERE f\.is_test MATCH \(m\) RETURN 1 LIMIT 1$/)],
      ['pattern', '-[:USES]->(x)', expect.stringMatching(/MATCH \(m\)-\[:USES\]->\(x\) RETURN 1 LIMIT 1$/)],
    ]);
  });

  it.each([
    ['a path that only works as a whole', 'MATCH p = shortestPath((a)-[*..3]-(b)) RETURN p', 1],
    ['a query that begins otherwise', 'UNWIND [1] AS x MATCH (a) RETURN a', 0],
    ['an optional pattern', 'OPTIONAL MATCH (a) RETURN a', 0],
    ['two queries in one', 'MATCH (a) RETURN a UNION MATCH (b) RETURN b AS a', 0],
    ['what is no query', 'MATCH (a RETURN a', 0],
  ])('are as many as can be told: %s', (_name, text, count) => {
    expect(prefixSteps(text)).toHaveLength(count);
  });
});

describe('an empty pattern', () => {
  /** Matches the first steps of the query. */
  const explained = async (matching: number, text = QUERY) => {
    const steps = prefixSteps(text);
    const graph = new FakeGraph(steps.slice(0, matching).map((step) => [step.text, [1]] as const));
    const sentence = await explainEmptyPattern({ text }, { runner: graph, repository: 'r', signal: never });
    return { sentence, asked: graph.asked.length };
  };

  it.each([
    [0, /^Nothing in this repository matches .*\(c:CLASS \{name: 'A'\}\).*begins\.$/],
    [2, /^The pattern matches as far as .*-\[:HAS_METHOD\]->\(m\).*, but nothing matches with .*<-\[:CALLS\]-\(f\).* added\.$/],
    [4, /^The pattern matches, but nothing that it matches fulfils the condition .*f\.is_test.*\.$/],
    [7, /^The pattern matches, but what follows it in the query leaves no row\.$/],
  ])('that matches %i of its steps', async (matching, words) => {
    const { sentence, asked } = await explained(matching);
    expect(sentence).toMatch(words);
    expect(asked).toBeLessThanOrEqual(3);
  });

  it('is not explained when a part of it is refused', async () => {
    const runner = new FakeGraph([['MATCH', { problems: [{}] }]]);
    expect(await explainEmptyPattern({ text: QUERY }, { runner, repository: 'r', signal: never })).toBeUndefined();
  });
});
