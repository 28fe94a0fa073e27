import type { ScopeContext, ScopeRule } from '../../safety/scoping/scope-context.js';
import { LEAKY_FULLTEXT } from '../hostile-graph.js';

/** A rule with a query whose answer changes on a server when the rule is missing. */
export interface RuleProof {
  readonly rule: ScopeRule;
  readonly query: string;
  readonly context?: Partial<ScopeContext>;
  /** Rules that are switched off all the time: the rule is the second protection behind them. */
  readonly besides?: readonly ScopeRule[];
}

/** The index holds nodes of another repository, as if building it had gone wrong. */
const LEAKY: Partial<ScopeContext> = { indexes: { code_fulltext: { kind: 'fulltext', physicalName: LEAKY_FULLTEXT } } };
const SEARCH = "CALL db.index.fulltext.queryNodes('code_fulltext', 'alpha beta gamma')";

/** At least one for each rule but `fix-language`, which shows on servers alone whose own language is another. */
export const RULE_PROOFS: readonly RuleProof[] = [
  { rule: 'label-named-nodes', query: 'MATCH (n:CLASS) RETURN count(n) AS c' },
  { rule: 'label-anonymous-nodes', query: 'MATCH (n:CLASS)-->() RETURN count(*) AS c' },
  { rule: 'keep-user-labels-together', query: 'MATCH (n:CLASS|METHOD) RETURN count(*) AS c' },
  { rule: 'label-inner-nodes', query: 'MATCH (a)-[:CALLS]->{2}(b) RETURN count(*) AS c' },
  { rule: 'translate-ranges', query: 'MATCH (a)-[:CALLS*2]->(b) RETURN count(*) AS c' },
  {
    rule: 'check-shortest-paths',
    query: 'MATCH p = allShortestPaths((a)-[*..4]-(b)) WHERE a.id <> b.id RETURN a.id AS a, b.id AS b, count(p) AS l',
  },
  { rule: 'check-self-loops', query: 'MATCH (a)-[r]-(a) MATCH (b)-[r]-(c) RETURN count(*) AS c' },
  { rule: 'check-path-comprehensions', query: 'MATCH (a) RETURN a.id AS a, size([(a)-[*1..2]-(z) | z.id]) AS l' },
  {
    rule: 'label-predicate-nodes',
    query: `${SEARCH} YIELD node WHERE (node)--() RETURN count(*) AS c`,
    context: LEAKY,
    besides: ['label-yielded-nodes'],
  },
  {
    rule: 'guard-partial-conditions',
    query:
      'MATCH p = allShortestPaths((a)-[*..4]-(b)) WHERE a.id <> b.id AND all(r IN relationships(p) WHERE 12 / endNode(r).x > 0) RETURN count(p) AS c',
  },
  {
    rule: 'guard-partial-properties',
    query: `${SEARCH} YIELD node MATCH (b {x: 12 / node.x}) RETURN count(*) AS c`,
    context: LEAKY,
    besides: ['label-yielded-nodes'],
  },
  { rule: 'hide-internal-labels', query: 'MATCH (a) RETURN labels(a) AS l' },
  { rule: 'keep-headers', query: 'MATCH (a) RETURN a.x + 1' },
  { rule: 'expand-star', query: 'MATCH shortestPath((a:CLASS)-[*..4]-(b:FUNCTION)) WHERE a.id <> b.id RETURN *' },
  { rule: 'label-yielded-nodes', query: `${SEARCH} YIELD node RETURN node.id AS i`, context: LEAKY },
  { rule: 'map-indexes', query: `${SEARCH} YIELD score RETURN count(*) AS c`, besides: ['label-yielded-nodes'] },
  { rule: 'quote-names', query: 'MATCH (a) RETURN a.x AS `x, a.missing AS y`' },
  { rule: 'quote-strings', query: 'MATCH (a) WHERE a.name <> "it\'s" RETURN count(*) AS c' },
  { rule: 'answer-schema-procedures', query: 'CALL db.labels() YIELD label WHERE size(label) < 9 RETURN label' },
];
