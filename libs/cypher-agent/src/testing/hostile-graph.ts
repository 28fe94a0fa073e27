/** Statement with its parameters. */
export interface SetUpStatement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Label of the repository that queries are confined to. */
export const OWN_LABEL = 'R_fuzz_own_1';
/** Stands in every string of everything else. */
export const CANARY = 'canary';

const NAMES = ['alpha', 'beta', 'gamma', 'delta', 'omega'];
const LABELS = ['CLASS', 'FUNCTION', 'METHOD'];
const TYPES = ['CALLS', 'USES', 'HAS_METHOD'];
const NODES = 8;

function rows(count: number, id: (index: number) => string) {
  return Array.from({ length: count }, (_, index) => ({
    id: id(index),
    label: LABELS[index % LABELS.length],
    name: NAMES[index % NAMES.length],
    x: (index % 5) + 1,
    flag: index % 2 === 0,
    tags: index % 3 === 0 ? ['t', 'u'] : ['t'],
  }));
}

/** The graph of one repository alone, without the labels of the product: what queries answer without being confined. */
export const OWN_GRAPH: readonly SetUpStatement[] = [
  {
    text: 'UNWIND $rows AS row CREATE (n:$(row.label)) SET n = row {.id, .name, .x, .flag, .tags}',
    parameters: { rows: rows(NODES, (index) => `own${String(index)}`) },
  },
  ...TYPES.map((type, offset) => ({
    text: `MATCH (a), (b) WHERE (a.x * 3 + b.x * 7 + size(a.id + b.id) + toInteger(right(a.id, 1)) * 5 + toInteger(right(b.id, 1)) * 11 + ${String(offset)}) % 11 = 0 CREATE (a)-[:${type} {w: a.x, id: a.id + '${type}' + b.id}]->(b)`,
    parameters: {},
  })),
];

/**
 * The same with everything that may stand beside it: the product's labels, another repository with equal names whose values make conditions fail (zero,
 * texts where numbers are expected), nodes without a label, nodes of the application, and relationships of every type that cross all borders, with shorter
 * ways through foreign nodes.
 */
export const HOSTILE_ADDITION: readonly SetUpStatement[] = [
  { text: `MATCH (n) SET n:Symbol:${OWN_LABEL}`, parameters: {} },
  {
    text: "UNWIND $rows AS row CREATE (n:Symbol:R_fuzz_other_1:$(row.label)) SET n = row {.id, .name, flag: 'canary', x: CASE WHEN row.x % 2 = 0 THEN 0 ELSE row.x END, tags: CASE WHEN row.flag THEN 'canary' ELSE row.tags END, missing: 'canary'}",
    parameters: { rows: rows(NODES, (index) => `${CANARY}${String(index)}`) },
  },
  {
    text: "UNWIND range(0, 4) AS i CREATE ({id: 'canary-bare' + i, name: 'alpha', x: 'canary', missing: 'canary'})",
    parameters: {},
  },
  {
    text: "UNWIND range(0, 4) AS i CREATE (:AppConversation:CLASS {id: 'canary-app' + i, name: 'beta', x: 0, missing: 'canary'})",
    parameters: {},
  },
  ...TYPES.map((type) => ({
    text: `MATCH (a:${OWN_LABEL}), (b) WHERE b.id STARTS WITH 'canary' AND (size(a.id) + toInteger(right(a.id, 1)) + toInteger(right(b.id, 1))) % 4 = 0 CREATE (a)-[:${type} {w: 0, id: 'canary'}]->(b) CREATE (b)-[:${type} {w: 'canary', id: 'canary'}]->(a)`,
    parameters: {},
  })),
  {
    text: "MATCH (a), (b) WHERE a.id STARTS WITH 'canary' AND b.id STARTS WITH 'canary' AND (toInteger(right(a.id, 1)) + toInteger(right(b.id, 1))) % 4 = 0 CREATE (a)-[:CALLS {w: 0, id: 'canary'}]->(b)",
    parameters: {},
  },
];
