import {
  conditionText,
  labelTest,
  membership,
  nodePattern,
  traversalPatterns,
  Variables,
  type ValueStyle,
} from './compile-conditions.js';
import { RELATION_PATTERNS } from './relation-patterns.js';
import type { Direction, GraphQuestion, Measure, SymbolSet } from './symbol-set.js';

const SYMBOL_COLUMNS = ['id', 'name', 'qualified_name', 'class', 'file_path', 'start_line', 'end_line'];

/** Columns of each form of question; rows of lists and rankings are symbols. */
export const COLUMNS = {
  symbol: SYMBOL_COLUMNS,
  source: [...SYMBOL_COLUMNS, 'signature', 'code'],
  signature: [...SYMBOL_COLUMNS, 'signature'],
  description: [...SYMBOL_COLUMNS, 'signature', 'description', 'docstring', 'lines'],
  rank: [...SYMBOL_COLUMNS, 'amount'],
  path: ['ids', 'names', 'qualified_names', 'classes', 'file_paths', 'start_lines', 'end_lines', 'length'],
} as const;

/** Rows of a list that are asked for; a list that is longer is cut and says so. */
const LIST_ROWS = 5000;

/** Cypher with the values of its parameters; there are none where values stand in the text. */
export interface CompiledQuestion {
  readonly text: string;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * A question as Cypher over the graph of one repository, without its label: it is run by the guarded runner, which adds it. The text begins at symbols
 * found by index, walks relations from there, and is bounded in steps and rows. With `parameters` the server plans questions of one shape only once;
 * with `literals` the text can be read and tried by hand.
 */
export function compileQuestion(question: GraphQuestion, style: ValueStyle = 'literals'): CompiledQuestion {
  const variables = new Variables(style);
  const text = questionText(question, variables);
  return { text, parameters: variables.parameters };
}

function questionText(question: GraphQuestion, variables: Variables): string {
  const symbol = variables.next();
  switch (question.ask) {
    case 'list':
      return [...generate(question.of, symbol, variables), ...listTail(symbol, COLUMNS[question.columns ?? 'symbol'])].join('\n');
    case 'count':
      return [...generate(question.of, symbol, variables), `RETURN count(DISTINCT ${symbol}) AS amount`].join('\n');
    case 'exists':
      return [...generate(question.of, symbol, variables), `RETURN count(DISTINCT ${symbol}) > 0 AS answer`].join('\n');
    case 'rank':
      return [...generate(question.of, symbol, variables), ...rankTail(question, symbol)].join('\n');
    case 'path':
      return pathText(question, variables);
    case 'import-cycles':
      return cyclesText(question.limit);
  }
}

/** Clauses after which `symbol` is bound to each member once. */
function generate(set: SymbolSet, symbol: string, variables: Variables): string[] {
  switch (set.kind) {
    case 'symbols':
      return [`MATCH (${symbol}) WHERE ${symbol}.id IN ${variables.value(set.ids)}`];
    case 'selection':
      return [`MATCH ${nodePattern(symbol, set.labels)}`];
    case 'filtered': {
      const tests = set.conditions.map((condition) => conditionText(condition, symbol, variables));
      return [...generate(set.of, symbol, variables), `WITH DISTINCT ${symbol} WHERE ${tests.join('\n  AND ')}`];
    }
    case 'files': {
      const inner = variables.next();
      return [
        ...generate(set.of, inner, variables),
        `WITH DISTINCT ${inner}.file_path AS path`,
        `MATCH (${symbol}:MODULE {file_path: path})`,
        `WITH DISTINCT ${symbol}`,
      ];
    }
    case 'union':
      return unionClauses(set.sets, symbol, variables);
    case 'related':
      return relatedClauses(set, symbol, variables);
  }
}

function unionClauses(sets: readonly SymbolSet[], symbol: string, variables: Variables): string[] {
  const first = sets[0];
  if (sets.length === 1 && first !== undefined) return generate(first, symbol, variables);
  const branches = sets.map((part) =>
    [...generate(part, symbol, variables), `RETURN ${symbol}`].map((line) => `  ${line}`).join('\n'),
  );
  return ['CALL () {', branches.join('\n  UNION\n'), '}', `WITH DISTINCT ${symbol}`];
}

function relatedClauses(set: Extract<SymbolSet, { kind: 'related' }>, symbol: string, variables: Variables): string[] {
  const known = variables.next();
  const before = generate(set.of, known, variables);
  const pattern = RELATION_PATTERNS[set.by.relation];
  if (set.by.relation === 'imports') return [...before, ...importClauses(set.by.direction, known, symbol)];
  const labels = set.by.direction === 'in' ? pattern.sources : pattern.targets;
  const kinds = labels.map((label) => `${symbol}:${label}`).join(' OR ');
  return [
    ...before,
    `MATCH ${traversalPatterns(set.by, known, symbol)}`,
    `WHERE ${symbol} <> ${known} AND (${kinds})`,
    `WITH DISTINCT ${symbol}`,
  ];
}

function importClauses(direction: Direction, known: string, symbol: string): string[] {
  if (direction === 'in')
    return [
      `MATCH (${known})-[:CONTAINS*0..1]->()<-[:IMPORTS]-(${symbol}:MODULE)`,
      `WHERE ${symbol}.file_path <> ${known}.file_path`,
      `WITH DISTINCT ${symbol}`,
    ];
  return [
    `MATCH (${known})-[:IMPORTS]->(${known}Part)`,
    `WHERE ${known}Part.file_path <> '' AND ${known}Part.file_path <> ${known}.file_path`,
    `WITH DISTINCT ${known}Part.file_path AS path`,
    `MATCH (${symbol}:MODULE {file_path: path})`,
    `WITH DISTINCT ${symbol}`,
  ];
}

function listTail(symbol: string, columns: readonly string[]): string[] {
  return [`RETURN DISTINCT ${columnTexts(symbol, columns)}`, `ORDER BY file_path, start_line, id`, `LIMIT ${LIST_ROWS}`];
}

function columnTexts(symbol: string, columns: readonly string[]): string {
  return columns.map((column) => `${symbol}.${column} AS ${column}`).join(', ');
}

function rankTail(question: Extract<GraphQuestion, { ask: 'rank' }>, symbol: string): string[] {
  const order = question.order === 'most' ? 'DESC' : 'ASC';
  return [
    ...measureClauses(question.measure, symbol),
    `RETURN ${columnTexts(symbol, SYMBOL_COLUMNS)}, amount`,
    `ORDER BY amount ${order}, file_path, start_line, id`,
    `LIMIT ${Math.max(question.limit, 1) + 9}`,
  ];
}

function measureClauses(measure: Measure, symbol: string): string[] {
  if (measure.by === 'lines') return [`WITH ${symbol}, ${symbol}.end_line - ${symbol}.start_line + 1 AS amount`];
  if (measure.relation === 'imports') {
    const other = `${symbol}Other`;
    return measure.direction === 'in'
      ? [
          `OPTIONAL MATCH (${symbol})-[:CONTAINS*0..1]->()<-[:IMPORTS]-(${other}:MODULE)`,
          `WHERE ${other}.file_path <> ${symbol}.file_path`,
          `WITH ${symbol}, count(DISTINCT ${other}) AS amount`,
        ]
      : [
          `OPTIONAL MATCH (${symbol})-[:IMPORTS]->(${other})`,
          `WHERE ${other}.file_path <> '' AND ${other}.file_path <> ${symbol}.file_path`,
          `WITH ${symbol}, count(DISTINCT ${other}.file_path) AS amount`,
        ];
  }
  const by = { relation: measure.relation, direction: measure.direction, steps: 1 } as const;
  const counted = labelTest(`${symbol}Other`, measure.labels ?? []);
  return [
    `OPTIONAL MATCH ${traversalPatterns(by, symbol, `${symbol}Other`)}`,
    `WHERE ${symbol}Other <> ${symbol}${counted === 'true' ? '' : ` AND ${counted}`}`,
    `WITH ${symbol}, count(DISTINCT ${symbol}Other) AS amount`,
  ];
}

function pathText(question: Extract<GraphQuestion, { ask: 'path' }>, variables: Variables): string {
  const from = variables.next();
  const to = variables.next();
  // Creating an instance may end a chain, but leads nowhere: what runs then is the constructor, which is called.
  const endsAtClass = question.to.kind === 'symbols' && question.to.ids.some((id) => id.startsWith('CLASS:'));
  const types = endsAtClass ? 'CALLS|INSTANTIATES' : 'CALLS';
  return [
    ...generate(question.from, from, variables),
    `MATCH (${to}) WHERE ${membership(question.to, to, variables)} AND ${to} <> ${from}`,
    `MATCH way = shortestPath((${from})-[:${types}*1..${question.steps}]->(${to}))`,
    `WITH way, nodes(way) AS steps ORDER BY length(way), [step IN steps | step.id] LIMIT 1`,
    `RETURN [step IN steps | step.id] AS ids, [step IN steps | step.name] AS names, [step IN steps | step.qualified_name] AS qualified_names,`,
    `       [step IN steps | coalesce(step.class, '')] AS classes, [step IN steps | step.file_path] AS file_paths,`,
    `       [step IN steps | step.start_line] AS start_lines, [step IN steps | step.end_line] AS end_lines, length(way) AS length`,
  ].join('\n');
}

function cyclesText(limit: number): string {
  return [
    `MATCH (x:MODULE)-[:IMPORTS]->(part)<-[:CONTAINS*0..1]-(y:MODULE)-[:IMPORTS]->(back)`,
    `WHERE x.file_path < y.file_path AND back.file_path = x.file_path`,
    `RETURN DISTINCT x.file_path AS left_path, y.file_path AS right_path`,
    `ORDER BY left_path, right_path`,
    `LIMIT ${limit}`,
  ].join('\n');
}
