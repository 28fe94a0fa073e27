import { describe, expect, it } from 'vitest';
import { scope } from './scope.js';
import type { ScopeContext } from './scoping/scope-context.js';

const CONTEXT: ScopeContext = {
  label: 'R_own_1',
  hiddenLabels: ['Symbol'],
  parameters: { q: 'MATCH (n) RETURN n', big: 1e12, label: 'R_other_1' },
};

/** Texts that must be refused, by class, with the code that says why. */
const REFUSED: readonly (readonly [kind: string, code: string, texts: readonly string[]])[] = [
  [
    'writing',
    'WRITE',
    [
      'CREATE (n) RETURN n',
      'MERGE (n:A) RETURN n',
      'MATCH (n) SET n.x = 1',
      'MATCH (n) SET n:Admin RETURN n',
      'MATCH (n) REMOVE n.x',
      'MATCH (n) DETACH DELETE n',
      'MATCH (n) NODETACH DELETE n',
      'INSERT (:A)',
      'FOREACH (x IN [1] | CREATE ())',
      'CALL { CREATE (n) RETURN n } RETURN n',
      'MATCH (n) CALL (n) { SET n.x = 1 } RETURN n',
      'RETURN COLLECT { CREATE (n) RETURN n }',
      'RETURN EXISTS { MERGE (n) }',
      'MATCH (n) RETURN 1 UNION CREATE (n) RETURN 1',
      'c\\u0052eate (n) RETURN n',
      'MATCH (n) /* */ SET/**/n.x=1 RETURN n',
    ],
  ],
  [
    'files, network and administration',
    'CLAUSE',
    [
      "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
      "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1/' AS l RETURN l",
      "RETURN COLLECT { LOAD CSV FROM 'x' AS l RETURN l }",
      'USE system MATCH (n) RETURN n',
      'SHOW USERS',
      'SHOW DATABASES YIELD * RETURN *',
      "TERMINATE TRANSACTIONS 'x'",
      'DROP INDEX x',
      'ALTER CURRENT USER SET PASSWORD FROM "a" TO "b"',
      'GRANT ROLE x TO y',
      'ENABLE SERVER "x"',
      'START DATABASE x',
      'LET x = 1 RETURN x',
      'DEFINE FUNCTION f() = 1 RETURN f()',
    ],
  ],
  [
    'procedures',
    'PROCEDURE',
    [
      'CALL apoc.cypher.run($q, {}) YIELD value RETURN value',
      'CALL dbms.listConfig()',
      'CALL dbms.components() YIELD name RETURN name',
      'CALL `db`.`labels`()',
      'CALL db . /* x */ createLabel("x")',
      'CALL db.schema.visualization()',
      'RETURN EXISTS { CALL db.labels() YIELD label RETURN label }',
      "CALL db.index.fulltext.queryRelationships('x', 'y') YIELD relationship RETURN relationship",
      'MATCH (n) CALL tx.setMetaData({}) RETURN n',
    ],
  ],
  [
    'functions',
    'FUNCTION',
    [
      "RETURN apoc.cypher.runFirstColumnSingle('MATCH (n) RETURN n', {})",
      'RETURN gds.util.asNode(1)',
      "RETURN genai.vector.encode('x', 'OpenAI', {})",
      "RETURN graph.byName('x')",
      'RETURN `file`()',
      'MATCH (n) WHERE db.nameFromElementId("x") = "y" RETURN n',
      'RETURN linenumber()',
      'RETURN file()',
    ],
  ],
  [
    'indexes of others',
    'INDEX',
    [
      "CALL db.index.fulltext.queryNodes('R_other_1_fulltext', 'x') YIELD node RETURN node",
      'CALL db.index.fulltext.queryNodes($q, "x") YIELD node RETURN node',
      "CALL db.index.vector.queryNodes('a' + 'b', 10, [1.0]) YIELD node RETURN node",
      "CALL db.index.fulltext.queryNodes('__proto__', 'x') YIELD node RETURN node",
    ],
  ],
  ['several statements', 'MULTIPLE', ['RETURN 1; MATCH (n) RETURN n', 'RETURN 1;;']],
  [
    'options of the server',
    'PREFIX',
    ['PROFILE MATCH (n) RETURN n', 'CYPHER runtime=slotted MATCH (n) RETURN n', 'CYPHER 3.5 RETURN 1', 'CYPHER 25 RETURN 1'],
  ],
  [
    'characters',
    'CHARACTERS',
    ['RETURN "\\u00"', 'RETURN 1 \u0000', 'RETURN "\ud800"', 'RETURN "\\ud800"', 'RETURN 1 AS `a\\u005cu0041`'],
  ],
  [
    'values without end',
    'BOUND',
    [
      'RETURN range(1, 1000000000)',
      'WITH $big AS n RETURN range(1, n)',
      "RETURN reduce(s = 'x', i IN range(1, 60) | s + s)",
      "RETURN reduce(s = 'x', i IN range(1, 60) | s || s)",
      "RETURN reduce(m = {a: 'x'}, i IN range(1, 60) | {a: m.a + m.a}) AS m",
      "RETURN reduce(s = ['x'], i IN range(1, 60) | s + s[0..] )",
      "RETURN reduce(s = 'x', i IN range(1, 60) | replace(s, 'x', 'xx'))",
      "RETURN reduce(s = 'x', i IN range(1, 60) | [t IN [s] | t + t][0])",
      `WITH 'aaaaaaaaaa' AS s ${'WITH s + s AS s '.repeat(40)} RETURN s`,
      'RETURN [a IN range(1, 90000) | [b IN range(1, 90000) | 1]]',
      'RETURN [x IN range(1, 1000) | range(1, x * x * x)]',
      'RETURN reduce(s = 0, i IN range(1, 99999) | s + reduce(t = 0, j IN range(1, 99999) | t + j))',
      'MATCH (n) WITH collect(n) AS ns RETURN size([a IN ns | [b IN ns | [c IN ns | 1]]])',
      "WITH reduce(s = '', i IN range(1, 3000) | s + 'a') AS t RETURN t =~ '.*a.*b.*c.*d'",
      'MATCH (n) WHERE n.name =~ n.name RETURN n',
      `MATCH (n) WHERE ${Array.from({ length: 20 }, () => '(n.a AND n.b)').join(' OR ')} RETURN n`,
      `RETURN ${'('.repeat(100)}1${')'.repeat(100)}`,
      `RETURN ${'NOT '.repeat(4000)}true`,
      Array.from({ length: 200 }, () => 'RETURN 1 AS x').join(' UNION '),
      `MATCH ${Array.from({ length: 100 }, () => '(n)-->(m)').join(', ')} RETURN 1`,
      `RETURN '${'x'.repeat(20_001)}'`,
    ],
  ],
  ['paths that cannot be confined', 'UNSUPPORTED', ['MATCH (a)-[*0]->(b)-[*2]->(c) RETURN c']],
  ['parameters', 'PARAMETER', ['RETURN $missing', 'MATCH (n) WHERE n.x = $`mis sing` RETURN n']],
  [
    'broken texts',
    'SYNTAX',
    [
      '',
      ' ',
      ';',
      'MATCH',
      'MATCH (n',
      "RETURN 'x",
      'RETURN `x',
      'RETURN 1 /* x',
      'MATCH (n) RETURN n RETURN',
      'MATCH (n)) RETURN n',
      'RETURN 1 ]',
      '\u202eRETURN 1',
      'RETURN 1 AS ``',
    ],
  ],
];

/** Texts that are right, and that careless confining lets out. All must run confined: the label stands in every node. */
const CONFINED = [
  'MATCH ()-[r*2]->() MATCH (a)-[r*2]->(b) RETURN b',
  'MATCH (n) RETURN n /* R_own_1 */',
  "MATCH (n) WHERE n.name = '😀' MATCH (mmmm:A) RETURN mmmm",
  'MATCH (n:R_other_1) RETURN n',
  'MATCH (n:R_other_1|R_own_1) RETURN n',
  'MATCH (n:!R_own_1) RETURN n',
  'MATCH (n:$($label)) RETURN n',
  'MATCH (n:$any([$label])) RETURN n',
  'MATCH (n:`R_own_1`) OPTIONAL MATCH (m) RETURN m',
  'MATCH (n) WHERE id(n) = 5 RETURN n',
  "MATCH (n) WHERE elementId(n) = '4:x:5' OR true RETURN n",
  'MATCH (n) WHERE true OR n.x = 1 RETURN count(*)',
  'MATCH ()-[r]-() RETURN startNode(r), endNode(r)',
  'MATCH ()-[r*]-() RETURN [x IN r | endNode(x)]',
  'RETURN [(a)-->(b) | b]',
  'RETURN COUNT { () }, EXISTS { ()--() }, COLLECT { MATCH (n) RETURN n }',
  'MATCH (n) RETURN CASE WHEN EXISTS { MATCH (m) RETURN m } THEN [x IN [1] | COUNT { (z) }] END',
  'MATCH (n) ORDER BY n.x RETURN n',
  'MATCH (n) RETURN n ORDER BY COUNT { (n)--(m) } SKIP 1 LIMIT 2',
  'MATCH p = ((a)-[r]->(b))+ RETURN p',
  'MATCH p = SHORTEST 3 GROUPS (a)-[*]-(b) RETURN p',
  'MATCH p = allShortestPaths((a)-[*]-(b)) RETURN p',
  'MATCH (a), (b) RETURN shortestPath((a)-[*]-(b))',
  'MATCH (n) WITH *, 1 AS x MATCH (m) RETURN *',
  "MATCH (n) WHERE n.a = 'x\\' }) MATCH (m) //' RETURN n",
  'MATCH (n) RETURN n.`a``b` AS `x``) MATCH (m) RETURN m //`',
  'MATCH (n) // comment \\u000a MATCH (m)\nRETURN n',
  'RETURN \'\\u0027\' + "\\u0022" AS x',
];

describe.each(REFUSED)('%s', (_, code, texts) => {
  it.each(texts.map((text) => [text.length > 90 ? `${text.slice(0, 90)}...` : text, text] as const))('%s', (_shown, text) => {
    const result = scope(text, CONTEXT);
    expect(result).toMatchObject({ kind: 'refused' });
    if (result.kind === 'refused') expect(result.problems.map((problem) => problem.code)).toContain(code);
  });
});

describe('texts that careless confining lets out', () => {
  it.each(CONFINED)('%s', (text) => {
    const result = scope(text, CONTEXT);
    if (result.kind === 'refused') {
      expect(result.problems[0]?.code).not.toBe('INTERNAL');
      expect(text).toMatch(/ORDER BY n\.x RETURN|^RETURN '\\u0027'/u);
      return;
    }
    const bare = result.text.replaceAll('`R_own_1`', ' LABEL ').replaceAll(/'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`/gu, 'x');
    expect(bare.split('LABEL').length).toBeGreaterThanOrEqual(bare.split('MATCH').length);
    expect(bare).not.toMatch(/\/\/|\/\*|\\u|;/u);
  });
});

describe('hostile texts', () => {
  it('are judged quickly, whatever they are', () => {
    const texts = REFUSED.flatMap(([, , refused]) => refused).concat(CONFINED);
    for (const text of texts) scope(text, CONTEXT);
    const before = process.cpuUsage();
    for (const text of texts) scope(text, CONTEXT);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / texts.length).toBeLessThan(15);
  });
});
