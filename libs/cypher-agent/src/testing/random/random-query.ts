import { Choices, LABELS, NOTHING, seededRandom, TYPES, type Names } from './choices.js';
import { condition, number } from './random-expression.js';
import { labels, pattern, where } from './random-pattern.js';
import { aggregate, list, value } from './random-value.js';

/** A query of the allowed language. */
export interface RandomQuery {
  readonly text: string;
  /** Its rows have one order alone: they are sorted by everything that is returned. */
  readonly ordered: boolean;
}

/**
 * A valid query (most of the time) of the whole allowed language over the graph of `hostile-graph.ts`; paths and conditions that can fail are frequent.
 * Queries with the same `structure` differ in literals alone.
 */
export function randomQuery(structure: number, literals: number): RandomQuery {
  const choices = new Choices(seededRandom(structure), seededRandom(literals ^ 0x5bd1e995));
  const make = choices.pick([plain, plain, plain, plain, shortest, united, called, called, procedure, windowed]);
  const text = make(choices);
  return { text, ordered: choices.ordered };
}

function plain(choices: Choices): string {
  let names = NOTHING;
  const clauses: string[] = [];
  for (let count = choices.pick([1, 1, 2, 2, 3]); count > 0; count -= 1) {
    const [clause, after] = nextClause(choices, names, clauses.length === 0);
    clauses.push(clause);
    names = after;
  }
  return `${clauses.join(' ')} ${returned(choices, names)}`;
}

function nextClause(choices: Choices, names: Names, first: boolean): readonly [string, Names] {
  if (first) return choices.chance(0.1) ? unwind(choices, names) : match(choices, names, '');
  return choices.pick<() => readonly [string, Names]>([
    () => match(choices, names, ''),
    () => match(choices, names, 'OPTIONAL '),
    () => projected(choices, names),
    () => unwind(choices, names),
    () => along(choices, names),
  ])();
}

function match(choices: Choices, names: Names, prefix: string): readonly [string, Names] {
  choices.repeats = choices.chance(0.5) ? 'ranges' : 'quantifiers';
  let after = names;
  const patterns: string[] = [];
  for (let count = choices.chance(0.8) ? 1 : 2; count > 0; count -= 1) {
    const [text, more] = pattern(choices, after);
    patterns.push(text);
    after = more;
  }
  return [`${prefix}MATCH ${patterns.join(', ')}${where(choices, after)}`, after];
}

/** Once more along relationships that are bound already. */
function along(choices: Choices, names: Names): readonly [string, Names] {
  const name = choices.fresh('n');
  const [list, relationship] = [names.lists[0], names.relationships[0]];
  if (relationship !== undefined && choices.chance(0.5))
    return [`MATCH ()-[${relationship}]-(${name})`, { ...names, nodes: [...names.nodes, name] }];
  if (list !== undefined && choices.repeats === 'ranges')
    return [`MATCH ()-[${list}*]->(${name})`, { ...names, nodes: [...names.nodes, name] }];
  const hinted = choices.pick([
    `USING SCAN ${name}:CLASS`,
    `USING INDEX ${name}:CLASS(name)`,
    `USING RANGE INDEX SEEK ${name}:CLASS(name)`,
  ]);
  return [`MATCH (${name}:CLASS) ${hinted} WHERE ${name}.name = ${choices.word()}`, { ...names, nodes: [...names.nodes, name] }];
}

function projected(choices: Choices, names: Names): readonly [string, Names] {
  if (choices.chance(0.2)) return [`WITH *${where(choices, names)}`, names];
  const nodes = names.nodes.filter(() => choices.chance(0.7));
  const name = choices.fresh('v');
  const counts = choices.chance(0.3);
  const item = counts
    ? `count(*) AS ${name}`
    : `${choices.chance(0.5) ? number(choices, names) : value(choices, names)} AS ${name}`;
  const distinct = choices.chance(0.2) ? 'DISTINCT ' : '';
  const after: Names = { ...NOTHING, nodes, values: [name], numbers: counts ? [name] : [] };
  if (choices.chance(0.15) && counts)
    return [
      `WITH ${[...nodes, item].join(', ')} ORDER BY ${[...nodes.map((node) => `${node}.id`), name].join(', ')} LIMIT 1${choices.digit(9)}`,
      after,
    ];
  return [
    `WITH ${distinct}${[...nodes, item].join(', ')}${choices.chance(0.4) && nodes.length > 0 ? where(choices, after) : ''}`,
    after,
  ];
}

function unwind(choices: Choices, names: Names): readonly [string, Names] {
  const name = choices.fresh('u');
  const path = names.paths[0];
  const nodes = names.nodeLists[0];
  if (path !== undefined || nodes !== undefined)
    return [`UNWIND ${nodes ?? `nodes(${path ?? ''})`} AS ${name}`, { ...names, nodes: [...names.nodes, name] }];
  const text = choices.chance(0.5) ? list(choices, names) : '[1, 2]';
  return [`UNWIND ${text} AS ${name}`, { ...names, values: [...names.values, name] }];
}

function returned(choices: Choices, names: Names): string {
  if (choices.chance(0.08)) return 'RETURN *';
  if (choices.chance(0.03)) return 'FINISH';
  if (choices.chance(0.06)) return `RETURN ${names.nodes[0] ?? '1'}, ${aggregate(choices, names)}`;
  if (choices.chance(0.2))
    return `RETURN ${number(choices, names)} AS c0, ${aggregate(choices, names)} AS k${choices.chance(0.3) ? ' ORDER BY k DESC, c0' : ''}`;
  if (choices.chance(0.25)) return sorted(choices, names);
  const items = Array.from({ length: 1 + choices.below(3) }, (_, place) => `${value(choices, names)} AS c${String(place)}`);
  const condition = choices.chance(0.1) ? `, ${names.nodes[0] ?? '1'} AS node` : '';
  return `RETURN ${choices.chance(0.3) ? 'DISTINCT ' : ''}${items.join(', ')}${condition}${choices.chance(0.3) ? ' ORDER BY c0' : ''}`;
}

/** Sorted by everything that is returned, so that the order of rows can be compared, and only a part of them. */
function sorted(choices: Choices, names: Names): string {
  choices.ordered = true;
  const node = names.nodes[0];
  const items =
    node === undefined
      ? [`${number(choices, names)} AS c0`]
      : [`${node}.id AS c0`, `${number(choices, names)} AS c1`, `${node}.name AS c2`];
  const keys = items.map(
    (_, place) => `c${String(place)}${choices.chance(0.4) ? choices.pick([' DESC', ' DESCENDING', ' ASC']) : ''}`,
  );
  const skip = choices.chance(0.3) ? ` ${choices.pick(['SKIP', 'OFFSET'])} ${choices.digit(3)}` : '';
  const limit = choices.chance(0.5) ? ` LIMIT ${choices.pick([choices.digit(), '$n', `1 + ${choices.digit()}`])}` : '';
  return `RETURN ${choices.chance(0.3) ? 'DISTINCT ' : ''}${items.join(', ')} ORDER BY ${keys.join(', ')}${skip}${limit}`;
}

function united(choices: Choices): string {
  const side = (): string => {
    const [clause, names] = match(choices, NOTHING, '');
    return `${clause} RETURN ${value(choices, names)} AS v`;
  };
  const joint = (): string => ` UNION${choices.pick(['', ' ALL', ' DISTINCT'])} `;
  const join = joint();
  return choices.chance(0.8) ? side() + join + side() : side() + join + side() + join + side();
}

function called(choices: Choices): string {
  const [clause, names] = match(choices, NOTHING, '');
  const node = names.nodes[0];
  if (node === undefined) return plain(choices);
  const inner = choices.fresh('s');
  const within: Names = { ...NOTHING, nodes: [node, inner] };
  const body = `MATCH (${node})-[:${choices.pick(TYPES)}]-(${inner}${labels(choices)})${where(choices, within)}`;
  const counted = `${body} RETURN count(${inner}) AS c`;
  const other = choices.fresh('t');
  const forms = [
    `CALL { WITH ${node} ${counted} }`,
    `CALL (${node}) { ${counted} }`,
    `CALL (*) { ${counted} }`,
    `OPTIONAL CALL (${node}) { ${body} RETURN ${inner}.name AS c }`,
    `CALL (${node}) { ${body} RETURN ${inner}.id AS c UNION MATCH (${other}:CLASS) RETURN ${other}.id AS c }`,
    `CALL () { MATCH (${other}) WHERE ${condition(choices, { ...NOTHING, nodes: [other] })} RETURN count(*) AS c }`,
    `CALL { MATCH (${other}:${choices.pick(LABELS)}) RETURN max(${other}.x) AS c }`,
    `CALL (${node}) { CALL (${node}) { ${counted} } RETURN c AS d } WITH *, d AS c`,
  ];
  return `${clause} ${choices.pick(forms)} RETURN ${node}.name AS n, c`;
}

function shortest(choices: Choices): string {
  choices.repeats = 'ranges';
  const word = choices.pick(['shortestPath', 'shortestPath', 'allShortestPaths']);
  const arrow = choices.pick(['-[*]-', '-[*..4]->', '-[:CALLS|USES*1..5]-', '<-[*..3]-']);
  const [from, to] = [labels(choices), labels(choices)];
  const tests = [
    'length(p) > 1',
    'all(y IN nodes(p) WHERE y.x > 0)',
    '10 / length(p) > 2',
    'none(y IN nodes(p) WHERE 6 / y.x = 3)',
  ];
  // A condition picks among paths of the same ends: nothing but their length is the same on every server.
  const test = choices.chance(0.5) ? ` AND ${choices.pick(tests)}` : '';
  const selector = choices.pick(['ANY SHORTEST', 'SHORTEST 1', 'ALL SHORTEST', 'SHORTEST 2 GROUPS', 'SHORTEST 2', 'ANY']);
  return choices.go([
    () => `MATCH p = ${word}((a${from})${arrow}(b${to})) WHERE a <> b${test} RETURN a.name AS a, b.name AS b, length(p) AS l`,
    () => `MATCH (a${from}), (b${to}) WHERE a <> b RETURN a.id AS a, b.id AS b, length(shortestPath((a)${arrow}(b))) AS l`,
    () => `MATCH (a${from}), (b${to}) WHERE a <> b RETURN a.id AS a, b.id AS b, size(allShortestPaths((a)${arrow}(b))) AS l`,
    () =>
      selector === 'ANY'
        ? `MATCH p = ANY (a${from})-[r]->{1,4}(b${to}) RETURN DISTINCT a.id AS a, b.id AS b`
        : `MATCH p = ${selector} (a${from})-[r]->{1,4}(b${to}) RETURN a.id AS a, b.id AS b, length(p) AS l, size(r) AS s`,
    () =>
      `MATCH p = ${selector.startsWith('ALL') ? selector : 'ALL SHORTEST'} ((a${from})((x)-[r]-(y) WHERE 12 / y.x > 1)+(b${to})) RETURN count(*) AS c, sum(length(p)) AS l`,
    () => `MATCH ${word}((a:CLASS)${arrow}(b)) WHERE a <> b WITH * RETURN *`,
  ]);
}

/** Rows of part of the matches, in an order that is total. */
function windowed(choices: Choices): string {
  const [clause, names] = match(choices, NOTHING, '');
  const node = names.nodes[0];
  if (node === undefined) return plain(choices);
  const name = choices.fresh('v');
  const window = `WITH DISTINCT ${node} ORDER BY ${node}.id${choices.pick(['', ' DESC'])} SKIP ${choices.digit(3)} LIMIT ${choices.digit()}`;
  return `${clause} ${window} WITH ${node}, ${value(choices, { ...NOTHING, nodes: [node] })} AS ${name} ${returned(choices, { ...NOTHING, nodes: [node], values: [name] })}`;
}

function procedure(choices: Choices): string {
  const search = "CALL db.index.fulltext.queryNodes('code_fulltext', ";
  return choices.go([
    // The server names labels of indexes too.
    () => `CALL db.labels() YIELD label AS l WHERE l IN ['CLASS', 'METHOD', ${choices.word()}] RETURN l`,
    () => 'CALL db.labels() YIELD label MATCH (n) WHERE label IN labels(n) RETURN label, count(*) AS c',
    () => 'CALL db.relationshipTypes()',
    () =>
      'OPTIONAL CALL db.relationshipTypes() YIELD relationshipType AS t MATCH ()-[r]->() WHERE type(r) = t RETURN t, count(r) AS c',
    () => `${search}${choices.word()}) YIELD node RETURN node.id AS i, labels(node) AS l`,
    () => `${search}$name) YIELD node AS n, score WHERE 12 / n.x > ${choices.digit(4)} RETURN n.name AS i, score > 0 AS s`,
    () => `${search}${choices.word()}) YIELD score RETURN count(*) AS c`,
    () => `MATCH (a:CLASS) ${search}a.name) YIELD node MATCH (node)-[r]-(b) RETURN a.id AS a, node.id AS n, b.id AS b`,
    () =>
      `CALL db.index.vector.queryNodes('code_vector', ${choices.digit(4)} + 1, [1.0, 0.5]) YIELD node, score RETURN node.id AS i, score`,
  ]);
}
