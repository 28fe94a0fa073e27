import { LABELS, NOTHING, TYPES, type Choices, type Names } from './choices.js';
import { condition, number, shallow, text } from './random-expression.js';

/** Something to return. */
export function value(choices: Choices, names: Names): string {
  const ways: (() => string)[] = [() => number(choices, names), () => text(choices, names), () => list(choices, names)];
  if (names.values.length > 0) ways.push(() => choices.pick(names.values));
  if (names.relationships.length > 0) ways.push(() => relationshipValue(choices, choices.pick(names.relationships)));
  if (names.lists.length > 0) ways.push(() => relationshipsValue(choices, choices.pick(names.lists)));
  if (names.nodeLists.length > 0) ways.push(() => nodesValue(choices, choices.pick(names.nodeLists)));
  if (names.paths.length > 0) ways.push(() => pathValue(choices, choices.pick(names.paths)));
  if (names.nodes.length > 0) {
    const node = choices.pick(names.nodes);
    ways.push(
      () => nodeValue(choices, node),
      () => nodeValue(choices, node),
      () => subqueryValue(choices, node),
      () => `CASE WHEN ${condition(choices, names)} THEN 1 END`,
    );
  }
  return choices.go(ways);
}

function relationshipValue(choices: Choices, relationship: string): string {
  return choices.go([
    () => relationship,
    () => `type(${relationship})`,
    () => `startNode(${relationship}).id`,
    () => `endNode(${relationship})`,
    () => `labels(startNode(${relationship}))`,
    () => `${relationship}.w`,
    () => `${relationship} {.w, .id}`,
    () => `elementId(${relationship}) = elementId(${relationship})`,
  ]);
}

function relationshipsValue(choices: Choices, relationships: string): string {
  return choices.go([
    () => `size(${relationships})`,
    () => `[y IN ${relationships} | endNode(y).name]`,
    () => `[y IN ${relationships} WHERE y.w > ${choices.digit(4)} | type(y)]`,
    () => `reduce(s = 0, y IN ${relationships} | s + y.w)`,
    () => relationships,
  ]);
}

function nodesValue(choices: Choices, nodes: string): string {
  return choices.go([
    () => `size(${nodes})`,
    () => `[y IN ${nodes} | y.id]`,
    () => `[y IN ${nodes} | 12 / y.x]`,
    () => `head(${nodes}).id IS NULL`,
    () => `size(tail(${nodes}))`,
    () => `size(${nodes}[..2])`,
  ]);
}

function pathValue(choices: Choices, path: string): string {
  return choices.go([
    () => path,
    () => `length(${path})`,
    () => `[y IN nodes(${path}) | y.id]`,
    () => `[y IN nodes(${path}) | labels(y)]`,
    () => `size(relationships(${path}))`,
    () => `reduce(s = 0, y IN nodes(${path}) | s + y.x)`,
    () => `nodes(${path})[0].id`,
  ]);
}

function nodeValue(choices: Choices, node: string): string {
  return choices.go([
    () => node,
    () => `${node}.name`,
    () => `${node}.id`,
    () => `labels(${node})`,
    () => `properties(${node})`,
    () => `${node} {.name, .x}`,
    () => `${node} {.*, own: ${node}.x + ${choices.digit()}}`,
    () => `${node}[${choices.pick(["'name'", "'x'", "'missing'"])}]`,
    () => `{id: ${node}.id, deep: {x: ${node}.x}}.deep.x`,
    () => `CASE WHEN ${node}:${choices.pick(LABELS)} THEN 'c' ELSE ${node}.name END`,
    () => `coalesce(${node}.missing, ${node}.x)`,
    () => `${node}.tags[..1]`,
    () => `toString(${node}.flag)`,
    () => `valueType(${node}.x)`,
  ]);
}

function subqueryValue(choices: Choices, node: string): string {
  const inner = choices.fresh('z');
  const type = choices.pick(TYPES);
  const where = choices.deeper(() => shallow(choices, { ...NOTHING, nodes: [inner] }));
  return choices.go([
    () => `[(${node})-->(${inner}:FUNCTION) | ${inner}.name]`,
    () => `[(${node})-[:${type}]-(${inner}) WHERE ${where} | ${inner}.id]`,
    () => `[(${node})-[:CALLS*1..2]->(${inner}) | ${inner}.id]`,
    () => `[q = (${node})-[*1..2]-(${inner}) WHERE 12 / ${inner}.x > 3 | length(q)]`,
    () => `COUNT { (${node})-[:${type}]->() }`,
    () => `COUNT { MATCH (${node})-->(${inner}) WHERE ${where} RETURN DISTINCT ${inner}.name }`,
    () => `EXISTS { (${node})<--(:CLASS) }`,
    () => `COLLECT { MATCH (${node})--(${inner}) WHERE ${where} RETURN ${inner}.name }`,
    () => `COLLECT { UNWIND ${node}.tags AS ${inner} RETURN ${inner} }`,
    () => `size([y IN [1, 2] WHERE EXISTS { (${node})-[:${type}]->({x: y}) } | y])`,
  ]);
}

/** A list whose order does not depend on the order of rows. */
export function list(choices: Choices, names: Names): string {
  return choices.go([
    () => `[${number(choices, names)}, ${number(choices, names)}]`,
    () => `range(${choices.digit(2)}, ${choices.digit()}, 2)`,
    () => `split(${text(choices, names)}, 'a')`,
    () => `reverse([1, ${choices.digit()}])`,
    () => `[y IN $list WHERE y > ${choices.digit(3)}]`,
    () => `$list[${choices.pick(['0..', '..2', '1..2'])}]`,
    () => 'keys($map)',
  ]);
}

/** An aggregation whose result does not depend on the order of rows. */
export function aggregate(choices: Choices, names: Names): string {
  const inner = number(choices, names);
  return choices.go([
    () => 'count(*)',
    () => `count(DISTINCT ${inner})`,
    () => `sum(${inner})`,
    () => `max(${inner})`,
    () => `min(${text(choices, names)})`,
    () => `collect(DISTINCT ${inner})`,
    () => `size(collect(${value(choices, names)}))`,
    () => `percentileDisc(${inner}, 0.5)`,
  ]);
}
