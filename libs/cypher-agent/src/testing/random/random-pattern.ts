import { LABELS, NOTHING, TYPES, type Choices, type Names } from './choices.js';
import { condition, number, shallow } from './random-expression.js';

/** One comma-separated part of a MATCH. */
export function pattern(choices: Choices, names: Names): readonly [text: string, after: Names] {
  let after = names;
  const [first, more] = node(choices, after);
  after = more;
  let text = first;
  for (let count = choices.below(3); count > 0; count -= 1) {
    const [next, then] = choices.repeats === 'quantifiers' && choices.chance(0.15) ? group(choices, after) : step(choices, after);
    const [last, end] = node(choices, then);
    text += next + last;
    after = end;
  }
  if (!choices.chance(0.2)) return [text, after];
  const path = choices.fresh('p');
  return [`${path} = ${text}`, { ...after, paths: [...after.paths, path] }];
}

function node(choices: Choices, names: Names): readonly [string, Names] {
  if (names.nodes.length > 0 && choices.chance(0.25)) return [`(${choices.pick(names.nodes)})`, names];
  if (choices.chance(0.3)) return [`(${labels(choices)}${properties(choices, names)})`, names];
  const name = choices.fresh('n');
  const where = choices.chance(0.1) ? ` WHERE ${shallow(choices, { ...NOTHING, nodes: [name] })}` : '';
  return [`(${name}${labels(choices)}${properties(choices, names)}${where})`, { ...names, nodes: [...names.nodes, name] }];
}

type Ends = readonly [left: string, right: string];
const ENDS: readonly Ends[] = [
  ['-', '->'],
  ['<-', '-'],
  ['-', '-'],
  ['<-', '->'],
];

/** An arrow. */
function step(choices: Choices, names: Names): readonly [string, Names] {
  const types = choices.colons
    ? choices.pick(['', ':CALLS'])
    : choices.pick(['', `:${choices.pick(TYPES)}`, `:${choices.pick(TYPES)}|${choices.pick(TYPES)}`, ':!CALLS', ':$($type)']);
  const [left, right] = choices.pick(ENDS);
  const kind = choices.below(7);
  if (kind < 2 && choices.repeats === 'quantifiers') return quantified(choices, names, [`${left}[`, types, `]${right}`]);
  if (kind < 2 && !/[!$]/u.test(types)) return ranged(choices, names, [`${left}[`, types, `]${right}`]);
  if (kind === 2) return [`${left === '<-' ? '<--' : '--'}${right === '->' ? '>' : ''}`, names];
  if (kind === 3 && choices.colons) return ['-[:CALLS|:USES]->', names];
  const name = choices.fresh('r');
  const where = choices.go([
    () => '',
    () => '',
    () => '',
    () => ` {w: ${choices.digit()}}`,
    () => ` WHERE ${name}.w > ${choices.digit(3)}`,
  ]);
  return [`${left}[${name}${types}${where}]${right}`, { ...names, relationships: [...names.relationships, name] }];
}

type Arrow = readonly [open: string, types: string, close: string];

function ranged(choices: Choices, names: Names, [open, types, close]: Arrow): readonly [string, Names] {
  const list = choices.fresh('r');
  const range = choices.chance(0.03) ? '*2..' : choices.pick(['*..3', '*2', '*1..3', '*..2', '*0..2', '*1']);
  const map = choices.chance(0.1) ? ' {w: 1}' : '';
  return [`${open}${list}${types}${range}${map}${close}`, { ...names, lists: [...names.lists, list] }];
}

function quantified(choices: Choices, names: Names, [open, types, close]: Arrow): readonly [string, Names] {
  const quantifier = choices.pick(['{1,3}', '{2}', '{0,2}', '{,2}']);
  if (choices.chance(0.5)) return [`${open}${types}${close}${quantifier}`, names];
  const list = choices.fresh('r');
  const where = choices.chance(0.3) ? ` WHERE ${list}.w > ${choices.digit(3)}` : '';
  return [`${open}${list}${types}${where}${close}${quantifier}`, { ...names, lists: [...names.lists, list] }];
}

/** `((a)-[r]->(b) WHERE ..){1,2}`: outside, its names stand for lists. */
function group(choices: Choices, names: Names): readonly [string, Names] {
  const [from, arrow, to] = [choices.fresh('g'), choices.fresh('r'), choices.fresh('g')];
  const where = choices.chance(0.4)
    ? ` WHERE ${choices.pick([`${from}.x >= ${to}.x`, `12 / ${to}.x > ${choices.digit()}`, `${arrow}.w > 0`])}`
    : '';
  const text = `((${from}${labels(choices)})-[${arrow}:${choices.pick(TYPES)}]->(${to})${where})${choices.pick(['{1,2}', '{2}', '{0,2}'])}`;
  return [text, { ...names, nodeLists: [...names.nodeLists, from, to], lists: [...names.lists, arrow] }];
}

/** Labels behind a node's name. */
export function labels(choices: Choices): string {
  const label = (): string => choices.pick(LABELS);
  if (choices.colons) return choices.pick(['', `:${label()}`, `:${label()}:${label()}`]);
  return choices.go([
    () => '',
    () => '',
    () => '',
    () => `:${label()}`,
    () => `:${label()}`,
    () => `:${label()}|${label()}`,
    () => `:!${label()}`,
    () => ':%',
    () => `:(${label()}|${label()})&!METHOD`,
    () => ":$('CLASS')",
    () => ':$any($labels)',
    () => ':$all([$label])',
    () => ` IS ${label()}`,
  ]);
}

function properties(choices: Choices, names: Names): string {
  if (!choices.chance(0.15)) return '';
  return choices.go([
    () => ` {name: ${choices.word()}}`,
    () => ` {x: ${choices.digit(4)}}`,
    () => ` {x: ${number(choices, names)}}`,
    () => ' {x: $map.x}',
    () => ' {}',
  ]);
}

/** `WHERE ..`, or nothing. */
export function where(choices: Choices, names: Names): string {
  return choices.chance(0.35) ? '' : ` WHERE ${condition(choices, names)}`;
}
