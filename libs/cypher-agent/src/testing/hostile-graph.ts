import { seededRandom, type Random } from './random/choices.js';

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
const NODES = 7;
const EDGES = 12;

/** Index that a confined query is given for `code_fulltext`. */
export const OWN_FULLTEXT = 'own_fulltext';
/** Holds nodes of another repository as well: the last check must take them out. */
export const LEAKY_FULLTEXT = 'leaky_fulltext';
/** Nodes of the own repository that are in its vector index. */
export const OWN_VECTOR_LABEL = 'R_fuzz_own_vectors';
/** Index that a confined query is given for `code_vector`. */
export const OWN_VECTOR = 'own_vector';

/** Indexes of the database, made once. Those with the names that people use hold the nodes of everybody. */
export const INDEXES: readonly SetUpStatement[] = [
  'CREATE INDEX class_name IF NOT EXISTS FOR (n:CLASS) ON (n.name)',
  'CREATE FULLTEXT INDEX code_fulltext IF NOT EXISTS FOR (n:CLASS|FUNCTION|METHOD) ON EACH [n.name]',
  `CREATE FULLTEXT INDEX ${OWN_FULLTEXT} IF NOT EXISTS FOR (n:${OWN_LABEL}) ON EACH [n.name]`,
  `CREATE FULLTEXT INDEX ${LEAKY_FULLTEXT} IF NOT EXISTS FOR (n:${OWN_LABEL}|R_fuzz_other_1) ON EACH [n.name]`,
  vectorIndex('code_vector', 'CLASS'),
  vectorIndex(OWN_VECTOR, OWN_VECTOR_LABEL),
  'CALL db.awaitIndexes()',
].map((text) => ({ text, parameters: {} }));

function vectorIndex(name: string, label: string): string {
  return `CREATE VECTOR INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.embedding) OPTIONS {indexConfig: {\`vector.dimensions\`: 2, \`vector.similarity_function\`: 'cosine'}}`;
}

/** Empties the database but for its indexes. */
export const ERASE: SetUpStatement = { text: 'MATCH (n) DETACH DELETE n', parameters: {} };

function rows(count: number, random: Random, id: (index: number) => string) {
  return Array.from({ length: count }, (_, index) => ({
    id: id(index),
    label: LABELS[index % LABELS.length],
    name: NAMES[below(random, NAMES.length)],
    x: 1 + below(random, 5),
    flag: random() < 0.5,
    tags: random() < 0.3 ? ['t', 'u'] : ['t'],
    embedding: [1, Math.round((index + random() * 0.9) * 100) / 100],
  }));
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** The graph of one repository alone, without the labels of the product: what queries answer without being confined. */
export function ownGraph(seed: number): readonly SetUpStatement[] {
  const random = seededRandom(seed);
  const edges = Array.from({ length: EDGES }, (_, index) => ({
    from: `own${String(below(random, NODES))}`,
    to: `own${String(below(random, NODES))}`,
    type: TYPES[index % TYPES.length],
    w: 1 + below(random, 4),
    id: `edge${String(index)}`,
  }));
  return [
    {
      text: 'UNWIND $rows AS row CREATE (n:$(row.label)) SET n = row {.id, .name, x: toInteger(row.x), .flag, .tags, .embedding}',
      parameters: { rows: rows(NODES, random, (index) => `own${String(index)}`) },
    },
    {
      text: 'UNWIND $edges AS row MATCH (a {id: row.from}), (b {id: row.to}) CREATE (a)-[:$(row.type) {w: toInteger(row.w), id: row.id}]->(b)',
      parameters: { edges },
    },
  ];
}

/**
 * The same with everything that may stand beside it: the product's labels, another repository with equal names whose values make conditions fail (zero,
 * texts where numbers are expected), nodes without a label, nodes of the application, and relationships of every type that cross all borders, with shorter
 * ways through foreign nodes.
 */
export const HOSTILE_ADDITION: readonly SetUpStatement[] = [
  { text: `MATCH (n) SET n:Symbol:${OWN_LABEL}`, parameters: {} },
  { text: `MATCH (n:CLASS) SET n:${OWN_VECTOR_LABEL}`, parameters: {} },
  {
    text: "UNWIND $rows AS row CREATE (n:Symbol:R_fuzz_other_1:$(row.label)) SET n = row {.id, .name, .embedding, flag: 'canary', x: CASE WHEN toInteger(row.x) % 2 = 0 THEN 0 ELSE toInteger(row.x) END, tags: CASE WHEN row.flag THEN 'canary' ELSE row.tags END, missing: 'canary'}",
    parameters: { rows: rows(NODES, seededRandom(7), (index) => `${CANARY}${String(index)}`) },
  },
  {
    text: "UNWIND range(0, 2) AS i CREATE ({id: 'canary-bare' + i, name: 'alpha', x: 'canary', missing: 'canary'})",
    parameters: {},
  },
  {
    text: "UNWIND range(0, 2) AS i CREATE (:AppConversation:CLASS {id: 'canary-app' + i, name: 'beta', x: 0, missing: 'canary'})",
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
