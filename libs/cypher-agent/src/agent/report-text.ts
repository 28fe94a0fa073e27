import type { CypherNode, CypherValue } from '@codexgraph/graph-model';
import { cleanText, quotedInline, type CypherReportQuery } from '@codexgraph/llm';

/** How large the text of a report may become. */
export interface ReportBudget {
  readonly tokens: number;
  readonly countTokens: (text: string) => number;
}

const MOST_CELL_CHARACTERS = 400;
/** Source text is shown of so few rows only; more rows are a list, not a reading. */
const MOST_ROWS_WITH_CODE = 3;
const MOST_CODE_LINES = 60;
const CODE_LINES_BEFORE = 10;

/** The report as the calling agent's model reads it: each query with its rows, as many as fit, every line of the repository behind a bar. */
export function reportText(textQueries: readonly string[], queries: readonly CypherReportQuery[], budget: ReportBudget): string {
  const share = Math.floor(budget.tokens / Math.max(queries.length, 1));
  const parts = textQueries.map((words, index) => {
    const mine = queries.filter(({ textQuery }) => textQuery === index);
    const head = `### Text query ${index + 1}: ${quotedInline(words)}`;
    if (mine.length === 0) return `${head}\nNo Cypher was written for it.`;
    return [head, ...mine.map((query) => queryText(words, query, { ...budget, tokens: share }))].join('\n');
  });
  return parts.join('\n\n');
}

function queryText(words: string, query: CypherReportQuery, budget: ReportBudget): string {
  const head = [`Cypher: ${query.cypher.text.replaceAll(/\s+/g, ' ')}`];
  if (query.cypher.parameters !== undefined) head.push(`Parameters: ${quotedInline(JSON.stringify(query.cypher.parameters))}`);
  for (const { message, suggestion } of query.notices) {
    head.push(`Notice: ${message}${suggestion === undefined ? '' : ` (nearest: ${quotedInline(suggestion)})`}`);
  }
  if (query.fallback !== undefined) head.push(`Nothing matched exactly; these rows matched by ${fallbackWords(query.fallback)}.`);
  if (query.outcome === 'failed') {
    return [...head, `Failed after ${query.attempts} attempts: ${query.problems.map(({ message }) => message).join('; ')}`].join(
      '\n',
    );
  }
  if (query.explanation !== undefined) head.push(query.explanation);
  if (query.outcome === 'empty') return [...head, 'No rows.'].join('\n');
  return [...head, ...rowsText(words, query, budget)].join('\n');
}

function fallbackWords(fallback: NonNullable<CypherReportQuery['fallback']>): string {
  return fallback === 'case-insensitive' ? 'ignoring upper and lower case' : 'full-text search, so they may be of something else';
}

function rowsText(words: string, query: CypherReportQuery, budget: ReportBudget): readonly string[] {
  const withCode = query.rows.length <= MOST_ROWS_WITH_CODE;
  const lines: string[] = [];
  let tokens = 0;
  let shown = 0;
  for (const row of query.rows) {
    const text = rowLines(row, { words, withCode });
    const cost = budget.countTokens(text);
    if (shown > 0 && tokens + cost > budget.tokens) break;
    lines.push(shown === 0 ? cutToTokens(text, budget) : text);
    tokens += cost;
    shown += 1;
  }
  const more = query.rows.length - shown;
  const total = `${query.rows.length}${query.truncated ? ' or more' : ''} ${query.rows.length === 1 ? 'row' : 'rows'} (${query.columns.map(quotedInline).join(', ')}):`;
  return [total, ...lines, ...(more > 0 ? [`... ${more} more rows`] : [])];
}

function cutToTokens(text: string, { tokens, countTokens }: ReportBudget): string {
  if (countTokens(text) <= tokens) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += countTokens(line) + 1;
    if (used > tokens && kept.length > 0) break;
    kept.push(line.slice(0, MOST_CELL_CHARACTERS * 4));
  }
  return kept.length === lines.length ? kept.join('\n') : `${kept.join('\n')}\n... ${lines.length - kept.length} more lines`;
}

interface CellStyle {
  readonly words: string;
  readonly withCode: boolean;
}

function rowLines(row: readonly CypherValue[], style: CellStyle): string {
  const cells = row.map((value) => cell(value, style));
  const first = cells.map(({ line }) => line).join(' | ');
  const blocks = cells.flatMap(({ block }) => block);
  return [`| ${first}`, ...blocks.map((line) => `|   ${line}`)].join('\n');
}

interface Cell {
  readonly line: string;
  /** Further lines, such as source text. */
  readonly block: readonly string[];
}

function cell(value: CypherValue, style: CellStyle): Cell {
  if (typeof value === 'string') return stringCell(value, style);
  if (value === null || typeof value !== 'object') return { line: String(value), block: [] };
  if (isList(value)) return { line: shorten(`[${value.map((item) => cell(item, style).line).join(', ')}]`), block: [] };
  if ('node' in value) {
    const code = value.node.properties['code'];
    const block =
      style.withCode && typeof code === 'string' ? codeLines(code, style.words, Number(value.node.properties['start_line'])) : [];
    return { line: nodeText(value.node), block };
  }
  if ('map' in value) {
    const entries = Object.entries(value.map).map(([key, item]) => `${key}: ${cell(item, style).line}`);
    return { line: shorten(`{${entries.join(', ')}}`), block: [] };
  }
  if ('relationship' in value) return { line: `[:${value.relationship.type}]`, block: [] };
  if ('path' in value) {
    const { nodes, relationships } = value.path;
    const steps = nodes.map(
      (node, index) => `${index === 0 ? '' : ` -${relationships[index - 1]?.type ?? ''}- `}${nodeText(node)}`,
    );
    return { line: steps.join(''), block: [] };
  }
  return { line: '', block: [] };
}

function isList(value: object): value is readonly CypherValue[] {
  return Array.isArray(value);
}

function stringCell(value: string, { words }: CellStyle): Cell {
  if (!value.includes('\n')) return { line: shorten(quotedInline(value)), block: [] };
  return { line: '(text below)', block: codeLines(value, words) };
}

function nodeText({ labels, properties }: CypherNode): string {
  const text = (key: string): string => {
    const value = properties[key];
    return typeof value === 'string' || typeof value === 'number' ? quotedInline(String(value)) : '';
  };
  const lines = properties['start_line'] === undefined ? '' : `:${text('start_line')}-${text('end_line')}`;
  const place = text('file_path') === '' ? '' : ` (${text('file_path')}${lines})`;
  const signature = text('signature') === '' ? '' : ` ${shorten(text('signature'))}`;
  return `${labels.join(':')} ${text('qualified_name') || text('name')}${place}${signature}`;
}

/** Source lines cut at line boundaries around the first line that holds a word of the request. Numbered where the first line's number is known. */
function codeLines(code: string, words: string, firstLine?: number): readonly string[] {
  const lines = cleanText(code).split('\n');
  const numbered = lines.map((line, index) =>
    firstLine === undefined || Number.isNaN(firstLine) ? shorten(line) : `${firstLine + index}: ${shorten(line)}`,
  );
  if (numbered.length <= MOST_CODE_LINES) return numbered;
  const names = words.split(/[^\p{L}\p{N}_]+/u).filter((word) => word.length > 3);
  const matters = lines.findIndex((line, index) => index > 0 && names.some((name) => line.includes(name)));
  const from = matters < MOST_CODE_LINES ? 0 : matters - CODE_LINES_BEFORE;
  const to = from + MOST_CODE_LINES;
  return [
    ...(from > 0 ? [`... ${from} lines before`] : []),
    ...numbered.slice(from, to),
    ...(to < numbered.length ? [`... ${numbered.length - to} more lines`] : []),
  ];
}

function shorten(text: string): string {
  return text.length <= MOST_CELL_CHARACTERS ? text : `${text.slice(0, MOST_CELL_CHARACTERS)}... (${text.length} characters)`;
}
