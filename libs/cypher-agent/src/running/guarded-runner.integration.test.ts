import { randomUUID } from 'node:crypto';
import type { CypherOutcome, RepositoryRecord } from '@codexgraph/graph-model';
import { plainCypherValue } from '@codexgraph/graph-model';
import { connect, type Connection } from '@codexgraph/graph-store';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScopedCypherRunner } from './scoped-cypher-runner.js';

const ID = randomUUID().replaceAll('-', '');
const OWN = `R_gate_${ID}`;
const OTHER = `R_other_${ID}`;
/** Label of the documents that are searched, and name of the index over them. */
const DOCUMENTS = `R_gate_${ID}_documents`;

/** Queries of each kind with their answers. The graph: main calls get, get calls send, send calls itself; Session has send, and inherits from Base. */
const ANSWERS: readonly (readonly [text: string, rows: readonly unknown[][]])[] = [
  ['MATCH (n) RETURN count(n) AS c', [[5]]],
  ['MATCH (n:FUNCTION|METHOD) RETURN n.name AS n ORDER BY n', [['get'], ['main'], ['send']]],
  ["MATCH ({name: 'main'})-[:CALLS*1..3]->(b) RETURN DISTINCT b.name AS b ORDER BY b", [['get'], ['send']]],
  ["MATCH ({name: 'main'})-[:CALLS]->{1,2}(b) RETURN b.name AS b ORDER BY b", [['get'], ['send']]],
  ["MATCH ({name: 'main'})((x)-[:CALLS]->(y) WHERE 12 / y.x > 1)+(b) RETURN count(*) AS c", [[3]]],
  ["MATCH (s {name: 'send'})-[:CALLS]->{1,2}(s) RETURN count(*) AS c", [[1]]],
  ["MATCH p = shortestPath((a {name: 'main'})-[:CALLS*]->(b {name: 'send'})) RETURN length(p) AS l", [[2]]],
  ["MATCH p = allShortestPaths((a {name: 'main'})-[*..4]-(b {name: 'Session'})) RETURN count(p) AS c", [[1]]],
  [
    "MATCH p = ANY SHORTEST (a {name: 'main'})-[:CALLS]->+(b {name: 'send'}) RETURN [n IN nodes(p) | n.name] AS n",
    [[['main', 'get', 'send']]],
  ],
  ["MATCH p = SHORTEST 1 (a {name: 'main'})--+(b {name: 'Base'}) RETURN length(p) AS l", [[4]]],
  ["MATCH (n {name: 'get'}) RETURN [(n)-[*1..2]-(m) | m.name] AS m", [[['main', 'send', 'send', 'Session']]]],
  ['MATCH (n) WHERE (n)-[:CALLS*2]->() RETURN count(*) AS c', [[2]]],
  ["MATCH (n) WHERE n.name = 'main' OPTIONAL MATCH (n)<-[:CALLS]-(m) RETURN n.name AS n, m AS m", [['main', null]]],
  [
    'MATCH (c:CLASS) CALL (c) { MATCH (c)-[:HAS_METHOD]->(m) RETURN count(m) AS k } RETURN c.name AS c, k ORDER BY c',
    [
      ['Base', 0],
      ['Session', 1],
    ],
  ],
  [
    'MATCH (c:CLASS) RETURN c.name AS c, COUNT { (c)<-[:INHERITS]-() } AS k ORDER BY c',
    [
      ['Base', 1],
      ['Session', 0],
    ],
  ],
  [
    'MATCH (n) RETURN labels(n) AS l, count(*) AS c',
    [
      [['FUNCTION'], 2],
      [['CLASS'], 2],
      [['METHOD'], 1],
    ],
  ],
  ["MATCH (n:$('CLASS')) WHERE NOT EXISTS { (n)-[:INHERITS]->() } RETURN n.name AS n", [['Base']]],
  ["MATCH (n {name: 'main'}) RETURN n.name AS x UNION MATCH (n {name: 'get'}) RETURN n.name AS x", [['main'], ['get']]],
  ['LET low = 1 MATCH (n:METHOD) FILTER n.x > low FOR t IN [n.name] RETURN t', [['send']]],
  ['MATCH (a)-[r]->(b) RETURN DISTINCT type(r) AS t ORDER BY t', [['CALLS'], ['HAS_METHOD'], ['INHERITS']]],
  ["MATCH (a {name: 'main'}), (b {name: 'get'}) RETURN length(shortestPath((a)-[*]-(b))) AS l", [[1]]],
  ['CALL db.labels() YIELD label RETURN label ORDER BY label', [['CLASS'], ['FUNCTION'], ['METHOD']]],
  [
    'CALL db.schema.visualization() YIELD relationships RETURN [r IN relationships | r.name] AS r',
    [[['HAS_METHOD', 'INHERITS', 'CALLS', 'CALLS', 'CALLS', 'CALLS', 'CALLS', 'CALLS']]],
  ],
  ["CALL db.index.fulltext.queryNodes('code_fulltext', 'Retry OR Main') YIELD node RETURN node.name AS n", [['main'], ['send']]],
  ["CALL db.index.fulltext.queryNodes('code_fulltext', 'retry NOT sends') YIELD node", []],
  [
    "MATCH (c:CLASS {name: 'Session'}) CALL db.index.fulltext.queryNodes('code_fulltext', 'retry') YIELD node AS m, score WHERE score > 0 AND 12 / m.x = 4 WITH * RETURN c.name AS c, m.name AS m",
    [['Session', 'send']],
  ],
  [
    "MATCH (c:CLASS) OPTIONAL CALL db.index.fulltext.queryNodes('code_fulltext', c.name) YIELD node RETURN c.name AS c, node.name AS n",
    [
      ['Base', null],
      ['Session', 'send'],
    ],
  ],
];

let driver: Driver;
let connection: Connection;
let runner: ScopedCypherRunner;
const faults: string[] = [];

beforeAll(async () => {
  const { NEO4J_URI: uri = '', NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env;
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  connection = await connect({ uri, user, password });
  for (const label of [OWN, OTHER]) await driver.executeQuery(graphOf(label));
  await makeDocuments();
  await driver.executeQuery(`MATCH (a:${OWN}), (b:${OTHER}) CREATE (a)-[:CALLS]->(b)-[:CALLS]->(a)`);
  runner = createRunner();
});

afterAll(async () => {
  await driver.executeQuery(`DROP INDEX ${DOCUMENTS} IF EXISTS`);
  await driver.executeQuery(`MATCH (n:${OWN}|${OTHER}|${DOCUMENTS}) DETACH DELETE n`);
  await connection.close();
  await driver.close();
});

describe('the guarded runner on a server', () => {
  it.each(ANSWERS)('answers %s', async (text, rows) => {
    expect(await answer(text)).toEqual({ rows: sorted(rows), faults: [] });
  });

  it.each(ANSWERS)('answers in the newest language that the server has: %s', async (text, rows) => {
    const newest = connection.scoped.languages.at(-1) ?? '5';
    expect(await answer(`CYPHER ${newest} ${text}`)).toEqual({ rows: sorted(rows), faults: [] });
  });

  it('says that words of a search cannot be read', async () => {
    const text = "CALL db.index.fulltext.queryNodes('code_fulltext', 'main AND (') YIELD node RETURN node";
    expect(await run(text)).toMatchObject({
      kind: 'failed',
      problem: { code: 'RUNTIME', message: 'the words of the search cannot be read' },
    });
  });

  it('measures what a query did', async () => {
    const text = "MATCH (a:FUNCTION {name: 'main'})-[:CALLS]->(b) RETURN b.name AS b";
    const outcome = await runner.run({ repository: 'demo', text, profile: true });
    if (outcome.kind !== 'rows') throw new Error(JSON.stringify(outcome));
    expect(outcome).toMatchObject({
      rows: [['get']],
      plan: { operator: 'ProduceResults', rows: 1, hits: expect.any(Number) as number },
    });
    expect(JSON.stringify(outcome.plan)).not.toContain(OWN);
  });

  it('names the nearest when a name is not there', async () => {
    const outcome = await run("MATCH (c:CLASS {name: 'Sesion'}) RETURN c");
    expect(outcome).toMatchObject({ kind: 'rows', rows: [], notices: [{ code: 'UNKNOWN_NAME', suggestion: 'Session' }] });
  });
});

async function answer(text: string): Promise<unknown> {
  faults.length = 0;
  const outcome = await run(text);
  if (outcome.kind !== 'rows') return outcome;
  return { rows: sorted(outcome.rows.map((row) => row.map(plainCypherValue))), faults: [...faults] };
}

function run(text: string): Promise<CypherOutcome> {
  return runner.run({ repository: 'demo', text });
}

/** Rows and what is in their lists, in one order. */
function sorted(rows: readonly (readonly unknown[])[]): readonly unknown[] {
  const flat = (value: unknown): unknown => (Array.isArray(value) ? value.map(flat).sort() : value);
  return rows.map((row) => JSON.stringify(row.map(flat))).sort();
}

/** Words of symbols; those of the last belong to nothing in the repository. */
async function makeDocuments(): Promise<void> {
  await driver.executeQuery(
    `CREATE FULLTEXT INDEX ${DOCUMENTS} FOR (d:${DOCUMENTS}) ON EACH [d.words] OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`,
  );
  const words: readonly (readonly [id: string, words: string])[] = [
    [`${OWN} send`, 'sends and may retry session.send session'],
    [`${OWN} main`, 'main'],
    [`${OTHER} main`, 'main retry session base'],
    ['gone', 'main retry session base'],
  ];
  await driver.executeQuery(`UNWIND $words AS row CREATE (:${DOCUMENTS} {of: row[0], words: row[1]})`, { words });
  await driver.executeQuery('CALL db.awaitIndexes()');
}

function graphOf(label: string): string {
  const node = (kind: string, name: string, x: number): string =>
    `(${name}:${kind}:Symbol:${label} {id: '${label} ${name}', name: '${name}', x: ${String(label === OWN ? x : 0)}})`;
  return `CREATE ${node('FUNCTION', 'main', 1)}, ${node('FUNCTION', 'get', 2)}, ${node('METHOD', 'send', 3)}, ${node('CLASS', 'Session', 4)}, ${node('CLASS', 'Base', 5)},
    (main)-[:CALLS]->(get)-[:CALLS]->(send)-[:CALLS]->(send), (Session)-[:HAS_METHOD]->(send), (Session)-[:INHERITS]->(Base)`;
}

function createRunner(): ScopedCypherRunner {
  const record: RepositoryRecord = {
    name: 'demo',
    source: { kind: 'folder', location: '/demo', subfolder: '' },
    revision: '1',
    label: OWN,
    publishedAt: '2026-01-01T00:00:00Z',
    counts: {
      files: 1,
      filesSkipped: 0,
      nodes: { FUNCTION: 2, METHOD: 1, CLASS: 2 },
      edges: { CALLS: 3, HAS_METHOD: 1, INHERITS: 1 },
      calls: { total: 3, resolved: 3, external: 0, unresolved: 0 },
    },
  };
  return new ScopedCypherRunner({
    sessions: {
      languages: connection.scoped.languages,
      revision: (repository) => Promise.resolve({ repository, revision: '1', label: OWN }),
      textIndex: () => ({ name: DOCUMENTS, symbolProperty: 'of' }),
      plan: (text, parameters) => connection.scoped.plan(text, parameters),
      run: (statement) => connection.scoped.run(statement),
    },
    graphs: { repository: () => Promise.resolve(record) },
    symbols: {
      symbolsByNamePrefix: (_: string, prefix: string) =>
        Promise.resolve({
          items: ['main', 'get', 'send', 'Session', 'Base']
            .filter((name) => name.startsWith(prefix))
            .map((name) => ({ name, label: 'CLASS' })),
        }),
    } as never,
    nowMs: () => performance.now(),
    newId: randomUUID,
    onInternalFault: (fault) => faults.push(fault),
  });
}
