/** A node of a set-up; `id` joins it with relationships of the same graph. */
export interface TckNode {
  readonly id: string;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A relationship of a set-up. */
export interface TckRelationship {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the set-up of a scenario leaves in an empty database. */
export interface TckGraph {
  readonly nodes: readonly TckNode[];
  readonly relationships: readonly TckRelationship[];
}

/** A statement with its parameters. */
export interface WriteStatement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Reads a whole database: one row with `nodes` and `relationships` as {@link TckGraph} has them. */
export const READ_GRAPH = `CALL () { MATCH (n) RETURN collect({id: elementId(n), labels: labels(n), properties: properties(n)}) AS nodes }
CALL () { MATCH (a)-[r]->(b) RETURN collect({from: elementId(a), to: elementId(b), type: type(r), properties: properties(r)}) AS relationships }
RETURN nodes, relationships`;

/** Statements that write graphs side by side; nodes of each carry the labels beside it, and no relationship joins two. */
export function writeGraphs(
  graphs: readonly (readonly [graph: TckGraph, labels: readonly string[]])[],
): readonly WriteStatement[] {
  const nodes = graphs.flatMap(([graph, labels], place) =>
    graph.nodes.map((node) => ({ ...node, id: `${String(place)} ${node.id}`, labels: [...node.labels, ...labels] })),
  );
  const relationships = graphs.flatMap(([graph], place) =>
    graph.relationships.map((one) => ({ ...one, from: `${String(place)} ${one.from}`, to: `${String(place)} ${one.to}` })),
  );
  return [
    {
      text: `UNWIND $nodes AS row CREATE (n:$(row.labels)) SET n = row.properties
WITH collect([row.id, n]) AS pairs
CALL (pairs) { UNWIND pairs AS pair WITH pair[0] AS id, pair[1] AS n SET n.\`tck id\` = id }`,
      parameters: { nodes },
    },
    { text: 'CREATE INDEX tck_id IF NOT EXISTS FOR (n:TckJoin) ON (n.`tck id`)', parameters: {} },
    { text: 'MATCH (n) WHERE n.`tck id` IS NOT NULL SET n:TckJoin', parameters: {} },
    { text: 'CALL db.awaitIndexes()', parameters: {} },
    {
      text: `UNWIND $relationships AS row
MATCH (a:TckJoin {\`tck id\`: row.from}), (b:TckJoin {\`tck id\`: row.to})
CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties`,
      parameters: { relationships },
    },
    { text: 'MATCH (n:TckJoin) REMOVE n:TckJoin, n.`tck id`', parameters: {} },
    { text: 'DROP INDEX tck_id', parameters: {} },
  ];
}
