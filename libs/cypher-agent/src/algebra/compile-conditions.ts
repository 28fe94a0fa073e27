import type { NodeLabel } from '@codexgraph/graph-model';
import { cypherString, cypherStringList } from './cypher-literals.js';
import { RELATION_PATTERNS } from './relation-patterns.js';
import type { Comparison, Condition, Direction, Measure, SymbolAttribute, SymbolSet, Traversal } from './symbol-set.js';

/** Where values stand: in the text, or beside it as parameters. */
export type ValueStyle = 'literals' | 'parameters';

/** Hands out variable names that no other part of the query has, and keeps its values. */
export class Variables {
  readonly parameters: Record<string, string | readonly string[]> = {};
  readonly #style: ValueStyle;
  #next = 0;
  #values = 0;

  constructor(style: ValueStyle) {
    this.#style = style;
  }

  /** `x`, `x1`, `x2`, ... */
  next(): string {
    const name = this.#next === 0 ? 'x' : `x${this.#next}`;
    this.#next++;
    return name;
  }

  /** The text for a value: itself, or `$value1`. */
  value(value: string | readonly string[]): string {
    if (this.#style === 'literals') return typeof value === 'string' ? cypherString(value) : cypherStringList(value);
    this.#values++;
    const name = `value${this.#values}`;
    this.parameters[name] = value;
    return `$${name}`;
  }
}

/** Endings of files of languages that export by a word. */
const EXPORTING = "['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts']";

const ATTRIBUTES: Readonly<Record<SymbolAttribute, (symbol: string) => string>> = {
  test: (symbol) => `coalesce(${symbol}.is_test, false)`,
  async: (symbol) => `coalesce(${symbol}.is_async, false)`,
  abstract: (symbol) => `coalesce(${symbol}.is_abstract, false)`,
  generator: (symbol) => `coalesce(${symbol}.is_generator, false)`,
  public: (symbol) => `coalesce(${symbol}.visibility, 'public') = 'public'`,
  private: (symbol) => `coalesce(${symbol}.visibility, '') = 'private'`,
  protected: (symbol) => `coalesce(${symbol}.visibility, '') = 'protected'`,
  static: (symbol) => `coalesce(${symbol}.kind, '') IN ['static', 'class']`,
  documented: (symbol) => `coalesce(${symbol}.docstring, '') <> ''`,
  getter: (symbol) => `coalesce(${symbol}.kind, '') = 'getter'`,
  setter: (symbol) => `coalesce(${symbol}.kind, '') = 'setter'`,
  exported: (symbol) =>
    `(${symbol}.signature STARTS WITH 'export' OR EXISTS { MATCH (${symbol})<-[:IMPORTS]-() } OR (coalesce(${symbol}.visibility, 'public') = 'public' AND NOT any(ending IN ${EXPORTING} WHERE ${symbol}.file_path ENDS WITH ending)))`,
  recursive: (symbol) => `EXISTS { MATCH (${symbol})-[:CALLS]->(${symbol}) }`,
  tested: (symbol) => `EXISTS { MATCH (${symbol})<-[:CALLS|INSTANTIATES]-(${symbol}Test) WHERE ${symbol}Test.is_test }`,
  decorated: (symbol) => `size(coalesce(${symbol}.decorators, [])) > 0`,
  deprecated: (symbol) =>
    `(toLower(coalesce(${symbol}.docstring, '')) CONTAINS 'deprecated' OR any(item IN coalesce(${symbol}.decorators, []) WHERE toLower(item) CONTAINS 'deprecated'))`,
};

/** `(x:CLASS|TYPE)` */
export function nodePattern(variable: string, labels: readonly NodeLabel[] = []): string {
  return labels.length === 0 ? `(${variable})` : `(${variable}:${labels.join('|')})`;
}

/** `(left)-[:CALLS*1..3]->(right)`, seen from the symbol `known`. */
export function traversalPatterns(by: Traversal, known: string, found: string): string {
  const pattern = RELATION_PATTERNS[by.relation];
  const near = `[:${pattern.types.join('|')}]`;
  if (by.steps <= 1 || pattern.furtherTypes.length === 0) return arrow([known, found], near, by.direction);
  if (pattern.types.length === pattern.furtherTypes.length)
    return arrow([known, found], `[:${pattern.furtherTypes.join('|')}*1..${by.steps}]`, by.direction);
  const far = `[:${pattern.furtherTypes.join('|')}*0..${by.steps - 1}]`;
  // The step that may be of more types is the one next to what is called.
  return by.direction === 'in' ? `(${known})<-${near}-()<-${far}-(${found})` : `(${known})-${far}->()-${near}->(${found})`;
}

function arrow([known, found]: readonly [string, string], relation: string, direction: Direction): string {
  return direction === 'out' ? `(${known})-${relation}->(${found})` : `(${known})<-${relation}-(${found})`;
}

/** A boolean expression: is `symbol` a member of the set? Works by the symbol's neighbourhood, never by listing the set. */
export function membership(set: SymbolSet, symbol: string, variables: Variables): string {
  switch (set.kind) {
    case 'symbols':
      return `${symbol}.id IN ${variables.value(set.ids)}`;
    case 'selection':
      return labelTest(symbol, set.labels);
    case 'filtered':
      return and([
        membership(set.of, symbol, variables),
        ...set.conditions.map((condition) => conditionText(condition, symbol, variables)),
      ]);
    case 'files': {
      const inner = variables.next();
      return `EXISTS { MATCH (${inner}) WHERE ${inner}.file_path = ${symbol}.file_path AND ${membership(set.of, inner, variables)} }`;
    }
    case 'union':
      return or(set.sets.map((part) => membership(part, symbol, variables)));
    case 'related':
      // Seen from the member, the traversal runs the other way.
      return relatedTest({ ...set.by, direction: set.by.direction === 'in' ? 'out' : 'in' }, symbol, { to: set.of, variables });
  }
}

/** A boolean expression for one condition on `symbol`. */
export function conditionText(condition: Condition, symbol: string, variables: Variables): string {
  switch (condition.is) {
    case 'kind':
      return condition.kinds === undefined
        ? labelTest(symbol, condition.labels)
        : and([labelTest(symbol, condition.labels), `${symbol}.kind IN ${variables.value(condition.kinds)}`]);
    case 'attribute':
      return ATTRIBUTES[condition.attribute](symbol);
    case 'named':
      return `${symbol}.name IN ${variables.value(condition.names)}`;
    case 'containing':
      return textTest(condition, symbol, variables);
    case 'decorated':
      return `any(item IN coalesce(${symbol}.decorators, []) WHERE any(name IN ${variables.value(condition.names)} WHERE item = name OR item STARTS WITH name + '(' OR item ENDS WITH '.' + name OR item CONTAINS '.' + name + '('))`;
    case 'compared':
      return `${amountText(condition.measure, symbol, variables)} ${COMPARISONS[condition.comparison]} ${Math.trunc(condition.amount)}`;
    case 'placed':
      return or(condition.paths.map((path) => placeTest(symbol, path, variables)));
    case 'related':
      return relatedTest(condition.by, symbol, { to: condition.to, variables });
    case 'member-of':
      return membership(condition.set, symbol, variables);
    case 'namesake': {
      const other = variables.next();
      return `EXISTS { MATCH (${other}) WHERE ${other}.name = ${symbol}.name AND ${membership(condition.of, other, variables)} }`;
    }
    case 'not':
      return `NOT (${conditionText(condition.condition, symbol, variables)})`;
    case 'all':
      return and(condition.conditions.map((part) => conditionText(part, symbol, variables)));
    case 'any':
      return or(condition.conditions.map((part) => conditionText(part, symbol, variables)));
  }
}

const COMPARISONS: Readonly<Record<Comparison, string>> = {
  more: '>',
  'at-least': '>=',
  less: '<',
  'at-most': '<=',
  exactly: '=',
};

/** An expression for the amount that a measure gives one symbol. */
function amountText(measure: Measure, symbol: string, variables: Variables): string {
  if (measure.by === 'lines') return `${symbol}.end_line - ${symbol}.start_line + 1`;
  const other = variables.next();
  const { relation, direction } = measure;
  if (relation === 'imports' && direction === 'out')
    return `COUNT { MATCH (${symbol})-[:IMPORTS]->(${other}) WHERE ${other}.file_path <> '' AND ${other}.file_path <> ${symbol}.file_path RETURN DISTINCT ${other}.file_path }`;
  const pattern =
    relation === 'imports'
      ? `(${symbol})-[:CONTAINS*0..1]->()<-[:IMPORTS]-(${other}:MODULE)`
      : traversalPatterns({ relation, direction, steps: 1 }, symbol, other);
  const sorts = and([`${other} <> ${symbol}`, labelTest(other, measure.labels ?? [])]);
  return `COUNT { MATCH ${pattern} WHERE ${sorts} RETURN DISTINCT ${other} }`;
}

function textTest({ text, place }: Extract<Condition, { is: 'containing' }>, symbol: string, variables: Variables): string {
  switch (place) {
    case 'name':
      return `toLower(${symbol}.name) CONTAINS ${variables.value(text.toLowerCase())}`;
    case 'name-start':
      return `toLower(${symbol}.name) STARTS WITH ${variables.value(text.toLowerCase())}`;
    case 'name-end':
      return `toLower(${symbol}.name) ENDS WITH ${variables.value(text.toLowerCase())}`;
    default:
      return `coalesce(${symbol}.${place}, '') CONTAINS ${variables.value(text)}`;
  }
}

function relatedTest(
  by: Traversal,
  symbol: string,
  { to, variables }: { readonly to: SymbolSet | undefined; readonly variables: Variables },
): string {
  const other = variables.next();
  if (by.relation === 'imports') return importTest(by.direction, symbol, { other, to, variables });
  const patterns = traversalPatterns(by, symbol, other);
  const test = to === undefined ? `${other} <> ${symbol}` : membership(to, other, variables);
  return `EXISTS { MATCH ${patterns} WHERE ${test} }`;
}

/** Imports join files, whatever the statement names: a test of the file is a test of one of its definitions. */
function importTest(
  direction: Direction,
  symbol: string,
  { other, to, variables }: { readonly other: string; readonly to: SymbolSet | undefined; readonly variables: Variables },
): string {
  const test =
    to === undefined
      ? `${other}.file_path <> '' AND ${other}.file_path <> ${symbol}.file_path`
      : membership(to, other, variables);
  return direction === 'out'
    ? `EXISTS { MATCH (${symbol})-[:IMPORTS]->()<-[:CONTAINS*0..1]-(${other}) WHERE ${test} }`
    : `EXISTS { MATCH (${symbol})-[:CONTAINS*0..1]->()<-[:IMPORTS]-(${other}:MODULE) WHERE ${test} }`;
}

function placeTest(symbol: string, path: string, variables: Variables): string {
  return path.endsWith('/')
    ? `${symbol}.file_path STARTS WITH ${variables.value(path)}`
    : `${symbol}.file_path = ${variables.value(path)}`;
}

/** `(x:CLASS OR x:TYPE)`; `true` without labels. */
export function labelTest(symbol: string, labels: readonly NodeLabel[]): string {
  return labels.length === 0 ? 'true' : or(labels.map((label) => `${symbol}:${label}`));
}

function and(parts: readonly string[]): string {
  const wanted = parts.filter((part) => part !== 'true');
  return wanted.length === 0 ? 'true' : wanted.length === 1 ? (wanted[0] ?? 'true') : wanted.map(inParentheses).join(' AND ');
}

function or(parts: readonly string[]): string {
  return parts.length === 0 ? 'false' : parts.length === 1 ? (parts[0] ?? 'false') : `(${parts.map(inParentheses).join(' OR ')})`;
}

function inParentheses(part: string): string {
  return / (?:AND|OR) /.test(part) && !part.startsWith('EXISTS') ? `(${part})` : part;
}
