import { describe, expect, it } from 'vitest';
import { schemaRows, vocabularyOf } from '../running/schema-rows.js';
import { scope } from './scope.js';
import type { ScopeContext } from './scoping/scope-context.js';

const COUNTS = { nodes: { CLASS: 3, METHOD: 4, FUNCTION: 5, MODULE: 2 }, edges: { CALLS: 3, HAS_METHOD: 4, CONTAINS: 2 } };
const CONTEXT: ScopeContext = {
  label: 'R_own_1',
  hiddenLabels: ['Symbol'],
  parameters: { name: 'Session', names: ['get', 'post'], limit: 5, depth: 2, vector: Array.from({ length: 384 }, () => 0.1) },
  indexes: {
    code_fulltext: { kind: 'fulltext', physicalName: 'R_own_1_text' },
    code_vector: { kind: 'vector', physicalName: 'R_own_1_vector' },
  },
  schema: schemaRows(vocabularyOf(COUNTS), COUNTS),
  nodeCount: 150_000,
};

/** What people and models write about code, in the words of many: none may be refused. */
const QUERIES = [
  "MATCH (c:CLASS {name: 'Session'}) RETURN c.code",
  "MATCH (m:MODULE)-[:CONTAINS]->(c:CLASS {name: 'Session'}) RETURN m.name, c.signature",
  "MATCH (c:CLASS {name: 'A'})-[:HAS_METHOD]->(m:METHOD {name: 'run'}) RETURN m.code AS code",
  "MATCH (c:CLASS)-[:HAS_METHOD]->(m:METHOD) WHERE c.name = 'Session' RETURN m.name, m.signature ORDER BY m.name",
  "MATCH (c:CLASS {name: 'B'})-[:HAS_FIELD]->(f:FIELD) RETURN f.name",
  "MATCH (c:CLASS)-[:INHERITS*]->(p:CLASS {name: 'Base'}) RETURN c.name",
  "MATCH (c:CLASS {name: 'X'})-[:INHERITS*0..]->(p:CLASS)-[:HAS_METHOD]->(m:METHOD {name: 'save'}) RETURN p.name, m.code",
  "MATCH (m:MODULE {name: 'requests.sessions'})-[:CONTAINS]->(n) RETURN labels(n)[0] AS kind, n.name",
  "MATCH (m)-[:CONTAINS*1..3]->(g:GLOBAL_VARIABLE) WHERE m.file_path ENDS WITH 'models.py' RETURN g.name, g.code",
  "MATCH (f:FUNCTION)-[:USES]->(g:GLOBAL_VARIABLE {name: 'DEFAULTS'}) RETURN DISTINCT f.name",
  "MATCH (a:METHOD)-[u:USES]->(f:FIELD {name: 'cookies', class: 'Session'}) RETURN a.name, u.lines",
  "MATCH (caller)-[:CALLS]->(callee:METHOD {name: 'send', class: 'Session'}) RETURN caller.qualified_name, caller.file_path, caller.start_line",
  "MATCH (f:FUNCTION {name: 'get'})-[:CALLS*1..2]->(g) RETURN DISTINCT g.name LIMIT 25",
  "MATCH p = shortestPath((a:FUNCTION {name: 'get'})-[:CALLS*..6]->(b:METHOD {name: 'send'})) RETURN [n IN nodes(p) | n.name] AS path, length(p)",
  "MATCH p = (a:FUNCTION {name: 'get'})-[:CALLS*1..4]->(b:METHOD) WHERE b.name = 'send' RETURN p LIMIT 10",
  'MATCH (m:METHOD) WHERE NOT ()-[:CALLS]->(m) RETURN m.qualified_name LIMIT 50',
  'MATCH (f:FUNCTION) WHERE NOT EXISTS { (f)<-[:CALLS]-() } AND f.is_test = false RETURN f.name',
  'MATCH (f) WHERE f:FUNCTION OR f:METHOD RETURN f.name, f.end_line - f.start_line + 1 AS lines ORDER BY lines DESC LIMIT 10',
  'MATCH (c:CLASS)-[:HAS_METHOD]->(m) WITH c, count(m) AS methods WHERE methods > 20 RETURN c.name, methods ORDER BY methods DESC',
  'MATCH (c:CLASS) OPTIONAL MATCH (c)-[:HAS_METHOD]->(m) RETURN c.name, count(m) AS methods, collect(m.name)[..5] AS some',
  'MATCH (n) RETURN labels(n) AS l, count(*) AS c ORDER BY c DESC',
  'MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS count',
  "MATCH (f:FUNCTION) WHERE f.code CONTAINS 'eval(' RETURN f.file_path, f.start_line",
  "MATCH (n) WHERE n.name =~ '(?i).*session.*' RETURN DISTINCT labels(n), n.qualified_name",
  "MATCH (n) WHERE toLower(n.name) CONTAINS toLower('Parse') RETURN n.name LIMIT 20",
  'MATCH (n) WHERE n.name IN $names RETURN n.qualified_name',
  'MATCH (n {name: $name}) RETURN n LIMIT $limit',
  "MATCH (a:CLASS {name: 'A'}), (b:CLASS {name: 'B'}) MATCH (a)-[:HAS_METHOD]->(m:METHOD), (b)-[:HAS_METHOD]->(n:METHOD) WHERE m.name = n.name RETURN m.name",
  "MATCH (f)-[:CALLS]->(:FUNCTION {name: 'a'}) MATCH (f)-[:CALLS]->(:FUNCTION {name: 'b'}) RETURN f.name",
  "MATCH (f)-[:CALLS]->(:FUNCTION {name: 'a'}) WHERE NOT (f)-[:CALLS]->(:FUNCTION {name: 'b'}) RETURN f.name",
  "MATCH (m:METHOD)-[:OVERRIDES*1..]->(b:METHOD {name: 'close'}) RETURN m.class + '.' + m.name AS name",
  'MATCH (a:MODULE)-[i:IMPORTS]->(b) RETURN a.name, i.alias, b.name, i.line ORDER BY a.name, i.line SKIP 10 LIMIT 10',
  'MATCH (a:MODULE)-[:IMPORTS]->(b:MODULE)-[:IMPORTS]->(a) RETURN a.name, b.name',
  'MATCH (e:EXTERNAL)<-[:IMPORTS]-(m:MODULE) RETURN e.package, count(DISTINCT m) AS users ORDER BY users DESC',
  "MATCH (c:CLASS) WHERE size([(c)-[:HAS_METHOD]->(m) WHERE m.visibility = 'private' | m]) > 3 RETURN c.name",
  'MATCH (c:CLASS) RETURN c.name, COUNT { (c)<-[:INHERITS]-() } AS subclasses ORDER BY subclasses DESC LIMIT 5',
  "MATCH (c:CLASS {name: 'Session'}) CALL { WITH c MATCH (c)-[:HAS_METHOD]->(m) RETURN count(m) AS n } RETURN c.name, n",
  "MATCH (c:CLASS {name: 'Session'}) CALL (c) { MATCH (c)-[:HAS_METHOD]->(m) RETURN m ORDER BY m.start_line LIMIT 3 } RETURN m.name",
  "MATCH (f:FUNCTION {name: 'x'}) RETURN f.name AS name UNION MATCH (m:METHOD {name: 'x'}) RETURN m.class + '.' + m.name AS name",
  "MATCH (n) WHERE n.file_path STARTS WITH 'src/' RETURN n.file_path AS file, count(n) AS symbols",
  'MATCH (f:FUNCTION) RETURN f {.name, .signature, calls: [(f)-[:CALLS]->(g) | g.name]} LIMIT 5',
  "MATCH (f:FUNCTION) RETURN CASE WHEN f.is_async THEN 'async' ELSE 'plain' END AS kind, count(*) AS c",
  "MATCH (c:CLASS) WHERE any(d IN c.decorators WHERE d CONTAINS 'dataclass') RETURN c.name",
  'MATCH (c:CLASS)-[:HAS_METHOD]->(m) WITH c, collect(m) AS ms UNWIND ms AS m RETURN c.name, m.name',
  'MATCH (f:FUNCTION) WITH f ORDER BY f.end_line - f.start_line DESC LIMIT 3 MATCH (g)-[:CALLS]->(f) RETURN f.name, collect(g.name)',
  'MATCH (a)-[r:CALLS]->(b) WHERE size(r.lines) > 3 RETURN a.name, b.name, r.lines',
  "MATCH (m:METHOD) WHERE m.docstring IS NULL AND m.visibility = 'public' RETURN count(m)",
  'MATCH (f:FUNCTION) RETURN avg(f.end_line - f.start_line) AS mean, percentileCont(f.end_line - f.start_line, 0.9) AS p90',
  "MATCH (a:CLASS {name: 'A'})-[:INHERITS]->{1,5}(b:CLASS) RETURN b.name",
  "MATCH p = ANY SHORTEST (a:FUNCTION {name: 'main'})-[:CALLS]->+(b {name: 'open'}) RETURN [n IN nodes(p) | n.qualified_name]",
  "MATCH p = ALL SHORTEST (a {name: 'x'})-[:CALLS|USES]-{1,6}(b {name: 'y'}) RETURN p",
  "MATCH (a {name: 'main'}) ((x)-[:CALLS]->(y) WHERE y.is_test = false){1,4} (b) RETURN DISTINCT b.name",
  "CALL db.index.fulltext.queryNodes('code_fulltext', 'parse cookie header') YIELD node, score RETURN node.name, score LIMIT 10",
  "CALL db.index.vector.queryNodes('code_vector', 10, $vector) YIELD node, score WHERE score > 0.7 RETURN node.name, score",
  'CALL db.labels() YIELD label RETURN label ORDER BY label',
  'CALL db.schema.visualization()',
  'CALL apoc.meta.schema() YIELD value RETURN keys(value)',
  'CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName RETURN nodeType, collect(propertyName)',
  'MATCH (n) RETURN count(n)',
  'MATCH (n) WITH collect(n) AS ns RETURN size(ns)',
  "MATCH (m:METHOD) WHERE m.name STARTS WITH '__' AND m.name ENDS WITH '__' RETURN DISTINCT m.name",
  'MATCH (a:FUNCTION|METHOD)-[:CALLS]->(a) RETURN a.qualified_name AS recursive',
  'MATCH (c:CLASS)-[:INHERITS]->(p) WITH p, count(c) AS kids ORDER BY kids DESC LIMIT 1 RETURN p.name, kids',
  "MATCH (n) WHERE elementId(n) = '4:abc:1' RETURN n",
  "MATCH (f:FUNCTION) WHERE f.signature CONTAINS '->' RETURN split(f.signature, '->')[1] AS returns, count(*) AS c ORDER BY c DESC",
  'MATCH (n:CLASS:TYPE) RETURN n UNION ALL MATCH (n:CLASS|TYPE) RETURN n',
  'MATCH (n) RETURN DISTINCT keys(n) AS properties LIMIT 3',
  'LET name = "Session" MATCH (c:CLASS) FILTER c.name = name RETURN c',
  'EXPLAIN MATCH (n:CLASS) RETURN n',
];

describe('queries that people and models write', () => {
  it.each(QUERIES)('%s', (text) => {
    const result = scope(text, CONTEXT);
    expect(result.kind === 'refused' ? result.problems : []).toEqual([]);
  });
});
