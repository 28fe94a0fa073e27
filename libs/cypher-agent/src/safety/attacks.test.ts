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
  [
    'procedures that hide',
    'PROCEDURE',
    [
      'CALL { CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name } RETURN name',
      'MATCH (n) RETURN [x IN [1] | COLLECT { CALL dbms.components() YIELD name RETURN name }]',
      'RETURN CASE WHEN true THEN COUNT { CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh() } END',
      'CALL\u0020dbms.listConfig()',
      'CALL `dbms.listConfig`()',
      'OPTIONAL CALL db.indexes()',
      'UNWIND [1] AS x CALL db.stats.retrieve("GRAPH COUNTS") YIELD data RETURN data',
      'CALL db.awaitIndexes()',
    ],
  ],
  [
    'writing that hides',
    'WRITE',
    [
      'MATCH (n) RETURN [x IN [1] | COLLECT { MATCH (m) SET m.x = 1 RETURN m }]',
      'RETURN reduce(a = 0, x IN [1] | a + COUNT { CREATE (n) RETURN n })',
      'MATCH (n) WHERE EXISTS { MATCH (m) DELETE m } RETURN n',
      'MATCH (n) RETURN n ORDER BY COUNT { MERGE (x) RETURN x }',
      'UNWIND [1] AS x CALL (x) { CREATE (n) } IN TRANSACTIONS OF 1 ROWS',
      'MATCH (n) RETURN 1 AS x UNION ALL MATCH (m) DETACH DELETE m',
      'FOREACH (x IN [1] | SET x.y = 1)',
      'MATCH (n) \u0053ET n.x = 1',
    ],
  ],
  [
    'clauses that are not for reading one repository',
    'CLAUSE',
    [
      'USE graph.byElementId("x") MATCH (n) RETURN n',
      'CALL { USE other MATCH (n) RETURN n } RETURN n',
      "MATCH (n) CALL (n) { LOAD CSV FROM 'http://127.0.0.1' AS l RETURN l } RETURN l",
      'SHOW INDEXES YIELD name RETURN name',
      'MATCH (n) RETURN n NEXT MATCH (m) RETURN m',
      'MATCH (n) SEARCH n IN (VECTOR INDEX other FOR [1.0] LIMIT 5) RETURN n',
      'MATCH (n) search n IN (VECTOR INDEX `R_other_1_vectors` FOR $q WHERE n.x > 1 LIMIT 5) SCORE AS s RETURN n, s',
      'OPTIONAL MATCH (n)--(m) SEARCH m IN (FULLTEXT INDEX other FOR "x" LIMIT 5) RETURN m',
      'MATCH (n) CALL (n) { MATCH (m) SEARCH m IN (VECTOR INDEX other FOR n.v LIMIT 1) RETURN m } RETURN m',
      'COMMIT',
    ],
  ],
  [
    'forms that are not read',
    'SYNTAX',
    [
      'CALL { MATCH (n) RETURN n } IN TRANSACTIONS RETURN n',
      'CALL { MATCH (n) RETURN n } IN 2 CONCURRENT TRANSACTIONS RETURN n',
      'MATCH p = WALK (a)-->(b) RETURN p',
      'MATCH p = SHORTEST $k (a)-->(b) RETURN p',
      'MATCH (n) LET c = count(*) RETURN c',
      'MATCH (n) RETURN n GROUP BY n',
      'MATCH (n:A&) RETURN n',
      'MATCH (n WHERE) RETURN n',
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
      'UNWIND range(1, 100000) AS i RETURN [a IN range(1, i) | [b IN range(1, i) | [c IN range(1, i) | 1]]]',
      `RETURN ${Array.from({ length: 1300 }, () => '1').join('+')}`,
      `RETURN [${Array.from({ length: 3000 }, () => '1').join(',')}]`,
      `MATCH (n) WHERE ${Array.from({ length: 90 }, () => 'EXISTS { (n)-[*1..9]->() }').join(' AND ')} RETURN n`,
      `MATCH (n) RETURN ${'[x IN labels(n) | '.repeat(70)}1${']'.repeat(70)}`,
      "WITH 'a' AS s WITH s + s + s + s + s + s + s + s AS s WITH s + s + s + s + s + s + s + s AS s UNWIND [1] AS x RETURN reduce(t = s, i IN range(1, 100) | t + t)",
      "WITH {a: 'x'} AS m RETURN reduce(l = [m], i IN range(1, 40) | l + l)",
      "RETURN split(reduce(s = '', i IN range(1, 100000) | s + 'aaaaaaaaaa'), '') + range(1, 1000000)",
      "WITH reduce(s = '', i IN range(1, 9999) | s + 'a') AS t RETURN t =~ '(a*)*(a*)*b'",
      "MATCH (n) WHERE n.code =~ '(.*a)(.*b)(.*c)(.*d)(.*e)(.*f)(.*g)' RETURN n",
      "MATCH (n) WHERE n.code =~ '(a)\\\\1' RETURN n",
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
  'MATCH (a)-[r]-(b) WITH startNode(r) AS s, endNode(r) AS e MATCH (s)--(x), (e)--(y) RETURN x, y',
  'MATCH (n) CALL (n) { WITH n AS m MATCH (n)-[*2]-(m) RETURN m AS q } RETURN [x IN [n] | [(x)--(z) | z]]',
  'MATCH (x) WITH x AS y UNWIND [y] AS x MATCH (x)-->(y) RETURN x, y',
  'MATCH (n) RETURN [n IN [(n)--(m) | m] | [(n)--(m) | m]]',
  'MATCH (n) WHERE EXISTS { MATCH (m) WHERE EXISTS { MATCH (k) RETURN k UNION MATCH (j) RETURN j } RETURN m } RETURN n',
  'MATCH (n:!(A&!R_own_1)|%) RETURN n',
  'MATCH (n:!!R_other_1) RETURN n',
  'MATCH (n IS %|R_other_1) RETURN n',
  'MATCH (a)((b)-[r]->(c)((d)-->(e))){2}(f) RETURN f',
  'MATCH (a)-[:$($label)]->{0,3}(b) RETURN b',
  'MATCH p = ALL SHORTEST (a)-->*(b) RETURN p UNION MATCH p = ANY 3 (a)-->+(b) RETURN p',
  'MATCH (n) RETURN n AS `R_own_1` UNION MATCH (`R_own_1`) RETURN `R_own_1`',
  'MATCH (n) WITH {node: n} AS map MATCH (m) WHERE m = map.node RETURN map {.*, m: m}',
  'MATCH (n) RETURN exists(n.x), exists((n)-->()), n.x IS NOT NULL',
  'MATCH (n {`a`:1}) MATCH (`n` {`a\u0062`: 2}) RETURN `n`',
  'MATCH\u0020(n) RETURN n',
  'MATCH (n) RETURN COUNT { MATCH (a)-->(b) } + COUNT { (a)-->(b)-->(c) WHERE EXISTS { (c)--(d) } }',
  'CALL () { MATCH (n) RETURN n UNION ALL MATCH (m) WITH m AS n RETURN n } RETURN n',
  'LET x = COLLECT { MATCH (n) RETURN n } FOR y IN x FILTER EXISTS { (y)--(z) } RETURN y',
  'MATCH (n) WHERE any(l IN labels(n) WHERE l STARTS WITH "R_") RETURN n',
  'MATCH ()-[r]->() WHERE id(r) = 3 OR elementId(r) = "5:x:1" RETURN properties(startNode(r))',
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

const many = (count: number, part: string, joint = ','): string => Array.from({ length: count }, () => part).join(joint);
/** The longest that is read at all, of each kind that costs much. */
const LONG: readonly (readonly [name: string, text: string])[] = [
  ['a list of numbers', `RETURN [${many(1230, '1')}]`],
  ['a list in parentheses', `RETURN [${many(600, '(1)')}]`],
  ['a list of calls', `RETURN [${many(480, 'abs(1)')}]`],
  ['a list of comprehensions', `RETURN [${many(240, '[x IN [1]|x]')}]`],
  ['a list of CASE', `RETURN [${many(350, 'CASE WHEN 1 THEN 2 END')}]`],
  ['a condition with many parts', `MATCH (n) WHERE ${many(290, 'n.a / 2 = 3', ' OR ')} RETURN n`],
  ['many subqueries', `MATCH (n) WHERE ${many(55, 'EXISTS {(n)-[:A*1..3]->({x: 1/n.y})}', ' AND ')} RETURN n`],
  ['nested comprehensions', `RETURN ${'[x IN '.repeat(50)}[1]${'| x]'.repeat(50)}`],
  ['nested reduce', `RETURN ${'reduce(s = 0, x IN [1,2,3] | '.repeat(20)} 1 ${')'.repeat(20)}`],
  ['many groups', `MATCH ${many(35, '((a)-[b]->(c) WHERE 1/a.x > 2){1,3}', '')} RETURN 1`],
  ['brackets', '('.repeat(9000) + ')'.repeat(9000)],
  ['a long name', `RETURN 1 AS \`${'``'.repeat(9900)}\``],
  ['escapes', `RETURN '${'\\u0041'.repeat(3300)}'`],
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

  it.each(LONG)('hold up nothing else for long: %s', (_, text) => {
    for (let round = 0; round < 3; round += 1) scope(text, CONTEXT);
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      scope(text, CONTEXT);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    // The fastest of five: collecting garbage of other tests is not this text's cost.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
