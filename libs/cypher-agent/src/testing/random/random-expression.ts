import { LABELS, NOTHING, TYPES, type Choices, type Names } from './choices.js';

/** A condition over the names. */
export function condition(choices: Choices, names: Names): string {
  if (choices.depth > 0 && choices.chance(0.2)) return choices.deeper(() => joined(choices, names));
  if (names.nodes.length === 0) return valueCondition(choices, names);
  const node = choices.pick(names.nodes);
  return choices.go([
    () => propertyCondition(choices, names, node),
    () => propertyCondition(choices, names, node),
    () => labelCondition(choices, node),
    () => patternCondition(choices, node),
    () => listCondition(choices, names, node),
    () => valueCondition(choices, names),
  ]);
}

function joined(choices: Choices, names: Names): string {
  const inner = (): string => condition(choices, names);
  return choices.go([
    () => `${inner()} AND ${inner()}`,
    () => `(${inner()} OR ${inner()})`,
    () => `(${inner()} XOR ${inner()})`,
    () => `NOT (${inner()})`,
    () => `CASE WHEN ${inner()} THEN ${inner()} ELSE ${choices.pick(['true', 'FALSE', 'null'])} END`,
  ]);
}

function propertyCondition(choices: Choices, names: Names, node: string): string {
  return choices.go([
    () => `${node}.name = ${choices.word()}`,
    () => `${node}.name = $name`,
    () => `${node}.name STARTS WITH ${choices.letter()}`,
    () => `${node}.name ENDS WITH ${choices.letter()}`,
    () => `${node}.name CONTAINS ${choices.letter()}`,
    () => `${node}.name =~ ${choices.pick(["'(?i).*A.*'", '$pattern', "'[a-d].*'"])}`,
    () => `${node}.name IN ${choices.pick(['$names', `[${choices.word()}, ${choices.word()}]`])}`,
    () => `${node}.x ${choices.pick(['<', '>', '=', '<>', '>=', '<='])} ${number(choices, names)}`,
    () => `${choices.digit(3)} < ${node}.x <= ${choices.digit(9)}`,
    () => `12 / ${node}.x > ${choices.digit()}`,
    () => `${node}.x % 2 = 1`,
    () => `${node}.missing IS NULL`,
    () => `${node}.x IS NOT NULL`,
    () => `${node}.x IS :: INTEGER`,
    () => `${node}.x IS NOT :: STRING | LIST<STRING>`,
    () => `${node}.name IS NFC NORMALIZED`,
    () => `${node}.flag`,
    () => `date('2020-01-0' + ${node}.x) > date('2020-01-02')`,
    () => `toUpper(${node}.name) CONTAINS 'A'`,
    () => `isEmpty(${node}.tags)`,
  ]);
}

function labelCondition(choices: Choices, node: string): string {
  const label = (): string => choices.pick(LABELS);
  if (choices.colons) return `${node}:${label()}:${label()}`;
  return choices.go([
    () => `${node}:${label()}`,
    () => `NOT ${node}:${label()}`,
    () => `${node}:${label()}|${label()}`,
    () => `${node} IS ${label()}`,
    () => `${node}:(!${label()}&%)`,
    () => `'${label()}' IN labels(${node})`,
    () => `size(labels(${node})) = 1`,
  ]);
}

function patternCondition(choices: Choices, node: string): string {
  const type = choices.pick(TYPES);
  const inner = choices.fresh('z');
  const ranged = choices.repeats === 'ranges';
  const within = { ...NOTHING, nodes: [inner] };
  return choices.go([
    () => `(${node})-->()`,
    () => `NOT (${node})<-[:CALLS]-(:FUNCTION)`,
    () => `(${node})-[:${type}${ranged ? '*1..3' : ''}]->({name: ${choices.word()}})`,
    () => `exists((${node})-[:${type}]-(:${choices.pick(LABELS)}))`,
    () => `EXISTS { (${node})-[:${type}]-(${inner}) WHERE ${choices.deeper(() => shallow(choices, within))} }`,
    () => `EXISTS { MATCH (${node})-->(${inner}) WHERE 12 / ${inner}.x > 1 RETURN ${inner} }`,
    () => `EXISTS { MATCH (${node})-->(${inner}) RETURN ${inner} UNION MATCH (${node})<--(${inner}:CLASS) RETURN ${inner} }`,
    () => `COUNT { (${node})--() } ${choices.pick(['>', '<'])} ${choices.digit(5)}`,
    () => `COUNT { (${node})-[:${type}]->{1,2}() } > ${choices.digit(3)}`,
    () => `any(y IN [(${node})-->(${inner}) | ${inner}.x] WHERE y > ${choices.digit(4)})`,
  ]);
}

function listCondition(choices: Choices, names: Names, node: string): string {
  const lists = names.lists.length > 0 ? choices.pick(names.lists) : undefined;
  const path = names.paths.length > 0 ? choices.pick(names.paths) : undefined;
  const nodes = names.nodeLists.length > 0 ? choices.pick(names.nodeLists) : undefined;
  return choices.go([
    () => `size(${node}.tags) > 1`,
    () => `'t' IN ${node}.tags`,
    () => `none(y IN ${node}.tags WHERE y = 'u')`,
    () => `single(y IN keys(${node}) WHERE y STARTS WITH 'n')`,
    () => `${node}.tags[0] = 't'`,
    () => (path === undefined ? `${node}.x > 1` : `all(y IN nodes(${path}) WHERE 12 / y.x > 0)`),
    () => (lists === undefined ? `${node}.x > 2` : `all(y IN ${lists} WHERE y.w > ${choices.digit(3)})`),
    () => (nodes === undefined ? `${node}.x > 3` : `any(y IN ${nodes} WHERE 6 / y.x = 3)`),
    () => (names.relationships.length === 0 ? 'true' : `${choices.pick(names.relationships)}.w % 2 = 1`),
  ]);
}

function valueCondition(choices: Choices, names: Names): string {
  const left = number(choices, names);
  return choices.go([
    () => `${left} > ${choices.digit()}`,
    () => `${left} <> ${number(choices, names)}`,
    () => `${left} IN $list`,
    () => `${left} IS NOT NULL`,
  ]);
}

/** A condition without patterns, for places inside them. */
export function shallow(choices: Choices, names: Names): string {
  const [node] = names.nodes;
  return node === undefined ? valueCondition(choices, names) : propertyCondition(choices, names, node);
}

/** A number or null. */
export function number(choices: Choices, names: Names): string {
  if (choices.depth <= 0) return choices.digit();
  return choices.deeper(() =>
    choices.go([
      () => choices.digit(),
      () => choices.digit(),
      () => '$n',
      () => (names.numbers.length > 0 ? choices.pick(names.numbers) : choices.digit()),
      () => (names.nodes.length > 0 ? nodeNumber(choices, choices.pick(names.nodes)) : '1.5'),
      () => arithmetic(choices, names),
    ]),
  );
}

function nodeNumber(choices: Choices, node: string): string {
  return choices.go([
    () => `${node}.x`,
    () => `${node}.x`,
    () => `${node}['x']`,
    () => `size(${node}.name)`,
    () => `size(keys(${node}))`,
  ]);
}

function arithmetic(choices: Choices, names: Names): string {
  const inner = (): string => number(choices, names);
  return choices.go([
    () => `${inner()} ${choices.pick(['+', '-', '*'])} ${inner()}`,
    () => `-${choices.digit()}`,
    () => `(${inner()} + 1) % 3`,
    () => `toInteger(2 ^ ${choices.digit(4)})`,
    () => `abs(${inner()} - 3)`,
    () => `coalesce(${inner()}, ${choices.digit()})`,
    () => `toInteger('${choices.pick(['7', '-3', '0'])}')`,
    () => `reduce(s = 0, y IN [1, 2, ${choices.digit()}] | s + y)`,
    () => `size([y IN range(1, ${choices.digit()}) WHERE y % 2 = 1 | y * 2])`,
    () => `CASE ${inner()} WHEN 1 THEN 10 WHEN > 2, IS NULL THEN 20 ELSE 0x1f END`,
    () => 'size(null)',
    () => `date({year: 2020, month: 1 + ${choices.digit(9)}}).quarter`,
  ]);
}

/** A text or null. */
export function text(choices: Choices, names: Names): string {
  const node = names.nodes.length > 0 ? choices.pick(names.nodes) : undefined;
  const inner = node === undefined ? choices.word() : `${node}.name`;
  return choices.go([
    () => inner,
    () => `toUpper(${inner})`,
    () => `${inner} + ${choices.word()}`,
    () => `${inner} || "-"`,
    () => `substring(${inner}, 1, 2)`,
    () => `trim(BOTH 'a' FROM ${inner})`,
    () => `trim(${inner})`,
    () => `normalize(${inner}, NFKD)`,
    () => `toString(${number(choices, names)})`,
    () => `replace(${inner}, 'a', 'b')`,
  ]);
}
