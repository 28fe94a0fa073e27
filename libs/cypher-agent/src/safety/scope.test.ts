import { describe, expect, it } from 'vitest';
import { scope } from './scope.js';
import { SCOPE_RULES, type ScopeContext, type ScopeRule } from './scoping/scope-context.js';

const CONTEXT: ScopeContext = {
  label: 'L',
  hiddenLabels: ['Symbol'],
  parameters: { p: 1, name: 'x', index: 'code_fulltext', list: ['a'] },
  indexes: {
    code_fulltext: { kind: 'fulltext', physicalName: 'L_fulltext' },
    code_vector: { kind: 'vector', physicalName: 'L_vector' },
  },
  schema: { 'db.labels': [{ label: 'CLASS' }, { label: 'METHOD' }] },
};

/** The confined text without spaces and without back quotes around plain names, for comparing. */
function confined(text: string, without?: ScopeRule): string {
  const result = scope(text, without === undefined ? CONTEXT : { ...CONTEXT, without: new Set([without]) });
  if (result.kind === 'refused') return result.problems.map(({ code, message }) => `${code} ${message}`).join('; ');
  return tight(plainNames(result.text));
}

function plainNames(text: string): string {
  return text.replaceAll(/(?<!`)`([A-Za-z_]\w*)`(?!`)/gu, '$1');
}

function tight(text: string): string {
  return text.replaceAll(' ', '');
}

/** What is written, what runs, and the rules that make it so: without each of them the text would be another. */
const REWRITES: readonly (readonly [written: string, runs: string, ...rules: ScopeRule[]])[] = [
  ['MATCH (n) RETURN n', 'CYPHER 5 MATCH (n:L) RETURN n', 'label-named-nodes', 'fix-language'],
  ['MATCH (n)-->() RETURN n', 'CYPHER 5 MATCH (n:L) - [] -> (:L) RETURN n', 'label-anonymous-nodes'],
  ['MATCH (n:A|B) RETURN n', 'CYPHER 5 MATCH (n:(A | B) &L) RETURN n', 'keep-user-labels-together'],
  ['MATCH (n:A:B {x: 1}) RETURN n', 'CYPHER 5 MATCH (n:(A & B) &L {x:1}) RETURN n'],
  ['MATCH (n IS !%) RETURN n', 'CYPHER 5 MATCH (n:(! %) &L) RETURN n'],
  [
    'MATCH (a)-[r:T*1..3]->(b) RETURN r',
    'CYPHER 5 MATCH (a:L) ((:L) - [r:T] -> (:L)) {1, 3} (b:L) RETURN r',
    'translate-ranges',
    'label-inner-nodes',
  ],
  ['MATCH (a)-[:T]->+(b) RETURN b', 'CYPHER 5 MATCH (a:L) ((:L) - [:T] -> (:L)) {1,} (b:L) RETURN b', 'label-inner-nodes'],
  ['MATCH (a)-[r*1]->(b) RETURN r', 'CYPHER 5 MATCH (a:L) - [r * 1 .. 1] -> (b:L) RETURN r'],
  [
    'MATCH shortestPath((a)-[*]-(b)) RETURN *',
    'CYPHER 5 MATCH _v1 = shortestPath ((a:L) - [* 1 ..] - (b:L)) WHERE all (_v2 IN nodes (_v1) WHERE _v2:L) RETURN a, b',
    'check-shortest-paths',
    'expand-star',
  ],
  [
    'MATCH (a) RETURN [(a)-[*]->(b) | b] AS x',
    'CYPHER 5 MATCH (a:L) RETURN [_v1 = (a:L) - [* 1 ..] -> (b:L) WHERE all (_v2 IN nodes (_v1) WHERE _v2:L) | b] AS x',
    'check-path-comprehensions',
  ],
  [
    'MATCH (a) WHERE (a)-[:T*2]->() RETURN a',
    'CYPHER 5 MATCH (a:L) WHERE EXISTS {(a:L) ((:L) - [:T] -> (:L)) {2, 2} (:L)} RETURN a',
    'label-predicate-nodes',
    'translate-ranges',
  ],
  [
    'MATCH (a) WHERE 1 / a.x > 2 AND a.y = 1 RETURN a',
    'CYPHER 5 MATCH (a:L) WHERE CASE WHEN a:L THEN (1 / a.x > 2) ELSE false END AND a.y = 1 RETURN a',
    'guard-partial-conditions',
  ],
  [
    'MATCH (a) MATCH (b {x: 1 / a.x}) RETURN b',
    'CYPHER 5 MATCH (a:L) MATCH (b:L {x:CASE WHEN (a IS NULL OR a:L) THEN (1 / a.x) ELSE null END}) RETURN b',
    'guard-partial-properties',
  ],
  [
    'MATCH (a)-[r]-() WHERE r.x + 1 = 2 RETURN r',
    'CYPHER 5 MATCH (a:L) - [r] - (:L) WHERE CASE WHEN (startNode (r):L AND endNode (r):L) THEN (r.x + 1 = 2) ELSE false END RETURN r',
    'guard-partial-conditions',
  ],
  [
    'MATCH (a)-[r]-(a) WHERE a.x = 1 MATCH ()-[r]->(b) RETURN b',
    'CYPHER 5 MATCH (a:L) - [r] - (a:L) WHERE startNode (r) = endNode (r) AND a.x = 1 MATCH (:L) - [r] -> (b:L) RETURN b',
    'check-self-loops',
  ],
  [
    'MATCH (a) RETURN labels(a) AS l',
    "CYPHER 5 MATCH (a:L) RETURN [_v1 IN labels (a) WHERE NOT _v1 IN ['L', 'Symbol']] AS l",
    'hide-internal-labels',
  ],
  ['RETURN 1  + /* two */ 2', 'CYPHER 5 RETURN 1 + 2 AS `1  + /* two */ 2`', 'keep-headers'],
  ['MATCH (`a``b`:`x y`) RETURN `a``b`', 'CYPHER 5 MATCH (`a``b`:(`x y`) &L) RETURN `a``b`', 'quote-names'],
  [`RETURN "it's \\\\u0041" AS x`, `CYPHER 5 RETURN 'it\\'s \\\\u0041' AS x`, 'quote-strings'],
  [
    "CALL db.index.fulltext.queryNodes($index, 'x') YIELD node RETURN node.name AS n",
    "CYPHER 5 CALL db.index.fulltext.queryNodes ('L_fulltext', 'x') YIELD node WHERE node:L RETURN node.name AS n",
    'map-indexes',
    'label-yielded-nodes',
  ],
  [
    'CALL db.labels()',
    "CYPHER 5 CALL () {UNWIND [{label:'CLASS'}, {label:'METHOD'}] AS _v1 RETURN _v1.label AS label} RETURN label",
    'answer-schema-procedures',
  ],
  [
    'MATCH (a) RETURN 1 AS x UNION MATCH (b) RETURN 2 AS x',
    'CYPHER 5 MATCH (a:L) RETURN 1 AS x UNION MATCH (b:L) RETURN 2 AS x',
    'label-named-nodes',
  ],
  [
    'MATCH (a) CALL { WITH a MATCH (a)--(b) RETURN b } RETURN COUNT { (b) } AS c',
    'CYPHER 5 MATCH (a:L) CALL {WITH a MATCH (a:L) - [] - (b:L) RETURN b} RETURN COUNT {(b:L)} AS c',
  ],
  [
    'LET a = 1, b = 2 FOR c IN [a] FILTER c > 0 RETURN *',
    'CYPHER 5 WITH 1 AS a, 2 AS b UNWIND [a] AS c WITH * WHERE c > 0 RETURN *',
  ],
  ['FILTER true RETURN 1 AS x', 'CYPHER 5 WITH 1 AS _v1 WHERE TRUE RETURN 1 AS x'],
  [
    'MATCH ()-[r*2]->() MATCH (a)-[r*]->(b) RETURN b',
    'CYPHER 5 MATCH (:L) ((:L) - [r] -> (:L)) {2, 2} (:L) MATCH _v1 = (a:L) - [r * 1 ..] -> (b:L) WHERE all (_v2 IN nodes (_v1) WHERE _v2:L) RETURN b',
  ],
  [
    'MATCH (n) RETURN [(n)--(m) WHERE m.x IS :: INTEGER | STRING | m.x] AS x',
    'CYPHER 5 MATCH (n:L) RETURN [(n:L) - [] - (m:L) WHERE m.x IS :: INTEGER | STRING | m.x] AS x',
  ],
  [
    "MATCH (create:`set`) WHERE create.merge = 'delete' RETURN create",
    "CYPHER 5 MATCH (create:(set) &L) WHERE create.merge = 'delete' RETURN create",
  ],
];

describe('confining a query', () => {
  it.each(REWRITES)('%s', (written, runs) => {
    expect(confined(written)).toBe(tight(runs));
  });

  it.each(SCOPE_RULES)('needs the rule %s', (rule) => {
    const cases = REWRITES.filter(([, , ...rules]) => rules.includes(rule));
    expect(cases.length).toBeGreaterThan(0);
    for (const [written, runs] of cases) expect(confined(written, rule)).not.toBe(tight(runs));
  });

  it.each(REWRITES)('gives a text that is confined again to the same: %s', (written) => {
    const once = scope(written, CONTEXT);
    if (once.kind === 'refused') throw new TypeError(once.problems[0]?.message);
    const twice = scope(once.text, { ...CONTEXT, label: 'M' });
    if (twice.kind === 'refused') return;
    const thrice = scope(twice.text, { ...CONTEXT, label: 'M' });
    expect(thrice.kind).toBe('scoped');
  });

  it.each([
    [
      "CALL db.index.fulltext.queryNodes('code_fulltext', $name) YIELD node RETURN node.name AS n",
      "CYPHER 5 CALL () {CALL db.index.fulltext.queryNodes ('base_search_text', replace (replace (replace (toLower ($name), ' and ', ' AND '), ' or ', ' OR '), ' not ', ' NOT ')) YIELD node AS _v1, score AS _v3 MATCH (_v2:L {id:_v1.symbol}) RETURN _v2 AS node} RETURN node.name AS n",
    ],
    [
      "MATCH (c) OPTIONAL CALL db.index.fulltext.queryNodes('code_fulltext', 'x') YIELD node AS m, score WHERE 1 / m.x > 2 RETURN *",
      "CYPHER 5 MATCH (c:L) OPTIONAL CALL (*) {CALL db.index.fulltext.queryNodes ('base_search_text', replace (replace (replace (toLower ('x'), ' and ', ' AND '), ' or ', ' OR '), ' not ', ' NOT ')) YIELD node AS _v1, score AS _v3 MATCH (_v2:L {id:_v1.symbol}) RETURN _v2 AS m, _v3 AS score} WITH * WHERE CASE WHEN (m IS NULL OR m:L) THEN (1 / m.x > 2) ELSE false END RETURN *",
    ],
  ])('exchanges documents of an index for their symbols: %s', (text, runs) => {
    const index = { kind: 'fulltext', physicalName: 'base_search_text', symbolProperty: 'symbol' } as const;
    const result = scope(text, { ...CONTEXT, indexes: { code_fulltext: index } });
    if (result.kind === 'refused') throw new TypeError(result.problems[0]?.message);
    expect(tight(plainNames(result.text))).toBe(tight(runs));
    expect(result.shownText('demo')).toContain("queryNodes ( 'code_fulltext' ,");
    expect(result.shownText('demo')).not.toMatch(/base_search|symbol/u);
  });

  it('speaks the language that is asked for, where the server has it', () => {
    const newest = scope('CYPHER 25 MATCH (n) RETURN n', { ...CONTEXT, languages: ['5', '25'] });
    expect(newest).toMatchObject({ kind: 'scoped', text: expect.stringMatching(/^CYPHER 25 MATCH/u) as string });
    expect(scope('CYPHER 25 RETURN 1', CONTEXT)).toMatchObject({ kind: 'refused', problems: [{ code: 'PREFIX' }] });
  });

  it('tells of one problem where there is one', () => {
    const result = scope('MATCH (n) DETACH DELETE n RETURN 1', CONTEXT);
    expect(result).toMatchObject({ kind: 'refused', problems: [{ code: 'WRITE' }] });
    expect(result.kind === 'refused' && result.problems.length).toBe(1);
  });

  it.each([
    ['deep', { p: Array.from({ length: 25 }).reduce<unknown>((inner) => [inner], 1) }],
    ['long', { p: Array.from({ length: 100_001 }, () => 1) }],
    ['large', { p: 'x'.repeat(2_000_001) }],
    ['many', Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`p${String(index)}`, 1]))],
  ])('refuses parameters that are too %s, used or not', (_, parameters) => {
    expect(scope('RETURN 1', { ...CONTEXT, parameters })).toMatchObject({ kind: 'refused', problems: [{ code: 'PARAMETER' }] });
  });

  it('maps places of the printed text back', () => {
    const text = "MATCH (a)\nWHERE a.naïve = '😀' RETURN '\\u0041' + a.x AS y";
    const result = scope(text, CONTEXT);
    if (result.kind === 'refused') throw new TypeError(result.problems[0]?.message);
    const printed = result.text.indexOf('`x`');
    expect(text.slice(result.sourceOf(printed))).toMatch(/^x AS y/u);
  });
});
