import type { CypherValue } from '@codexgraph/graph-model';
import { compileQuestion, describeMeasure, describeQuestion, describeSet } from '@codexgraph/cypher-agent';
import { entryOfRow, labelOfId } from '../names/runner-symbol-directory.js';
import type { SymbolEntry } from '../names/symbol-entry.js';
import type { QueryPlan } from '../planning/plan.js';
import { answerAboutSymbols } from './answer-about-symbols.js';
import { describePlan } from './describe-plan.js';
import { describeSift, parameterCount, siftRows } from './sift-rows.js';
import { citationOf, type AnswerRows, type PlannedAnswer } from './answer.js';
import { citedName, displayName, kindWord, say } from './phrases.js';

/** More symbols than these are cited, but not written out one by one. */
const MOST_WRITTEN = 100;
/** Symbols of an ambiguous name that are listed. */
const MOST_NAMED = 5;

/** Composes the answer of a plan from its rows: text, value, citations. */
export function answerFromRows(plan: QueryPlan, read: AnswerRows): PlannedAnswer {
  const rows = plan.sift === undefined ? read : siftRows(read, plan.sift);
  const how = { plan: describePlan(plan), cypher: compileQuestion(plan.question).text };
  const answer = body(plan, rows);
  const notes = [ambiguityNote(plan), exportNote(plan)].filter((note) => note !== undefined);
  return { ...answer, text: [answer.text, ...notes].join('\n\n'), ...how };
}

/** Exports that no word at the definition says are not in the graph, unless another file imports them. */
function exportNote({ reading, language }: QueryPlan): string | undefined {
  if (!reading.attributes.some(({ attribute }) => attribute === 'exported')) return undefined;
  return say(
    language,
    'By `export` at the definition, or an import elsewhere; what is exported only by a list or an object (`export default { f }`, `module.exports = { f }`) is not told.',
    '依据定义处的 `export` 或其他文件的导入；仅通过列表或对象导出的（`export default { f }`、`module.exports = { f }`）无法得知。',
  );
}

/** Says that a name stands for several symbols, and how to choose one. */
function ambiguityNote(plan: QueryPlan): string | undefined {
  const subject = plan.subjects.find(
    ({ entries }) => new Set(entries.map(({ filePath, qualifiedName }) => `${filePath} ${qualifiedName}`)).size > 1,
  );
  if (subject === undefined || plan.reading.wish === 'locate') return undefined;
  const { entries, reference } = subject;
  const listed = entries
    .slice(0, MOST_NAMED)
    .map(citedName)
    .join(say(plan.language, ', ', '、'));
  const more = entries.length > MOST_NAMED ? say(plan.language, ' and more', ' 等') : '';
  return say(
    plan.language,
    `\`${reference.text}\` stands for ${entries.length} symbols: ${listed}${more}. Name the class or the file to choose one.`,
    `\`${reference.text}\` 对应 ${entries.length} 个符号：${listed}${more}。写明类或文件即可选定其一。`,
  );
}

function body(plan: QueryPlan, rows: AnswerRows): PlannedAnswer {
  const { question } = plan;
  if (plan.reading.wish === 'measure') return measureAnswer(plan, rows);
  if (plan.sift !== undefined && plan.reading.wish === 'count') return countAnswer(plan, rows.rows.length);
  if (plan.sift !== undefined && plan.reading.wish === 'whether') return whetherAnswer(plan, rows.rows.length > 0);
  switch (question.ask) {
    case 'count':
      return countAnswer(plan, numberAt(rows, 'amount'));
    case 'exists':
      return whetherAnswer(plan, valueAt(rows, 'answer') === true);
    case 'rank':
      return rankAnswer(plan, rows);
    case 'path':
      return pathAnswer(plan, rows);
    case 'import-cycles':
      return cyclesAnswer(plan, rows);
    case 'list':
      return listAnswer(plan, rows);
  }
}

function valueAt({ columns, rows }: AnswerRows, column: string): CypherValue | undefined {
  return rows[0]?.[columns.indexOf(column)];
}

function numberAt(rows: AnswerRows, column: string): number {
  const value = valueAt(rows, column);
  return typeof value === 'number' ? value : 0;
}

/** Lines or parameters of symbols; one value where there is one symbol, or all have the same. */
function measureAnswer(plan: QueryPlan, rows: AnswerRows): PlannedAnswer {
  const measured = rows.rows.map((row) => ({
    entry: entryOfRow(rows.columns, row),
    amount: plan.reading.asksParameters ? parameterCount(rows, row) : Number(row[rows.columns.indexOf('amount')] ?? 0),
  }));
  const unit = plan.reading.asksParameters ? say(plan.language, 'parameters', '个参数') : say(plan.language, 'lines', '行');
  const first = measured[0]?.amount;
  const lines = measured.map(({ entry, amount }) => `- ${citedName(entry)} — ${amount} ${unit}`);
  if (first === undefined) return nothing(plan);
  const isOne = measured.every(({ amount }) => amount === first);
  return {
    text: lines.join('\n'),
    ...(isOne ? { value: first } : {}),
    citations: measured.map(({ entry }) => citationOf(entry)),
  };
}

function countAnswer(plan: QueryPlan, amount: number): PlannedAnswer {
  const what = whatIsAsked(plan);
  return { text: say(plan.language, `**${amount}** — ${what}.`, `**${amount}** 个：${what}。`), value: amount, citations: [] };
}

function whatIsAsked({ question, language, sift }: QueryPlan): string {
  const words = 'of' in question ? describeSet(question.of, language) : '';
  return sift === undefined ? words : `${words}${say(language, ', ', '，')}${describeSift(sift, language)}`;
}

function whetherAnswer(plan: QueryPlan, isSo: boolean): PlannedAnswer {
  const what = whatIsAsked(plan);
  const text = isSo
    ? say(plan.language, `Yes: ${what}.`, `是的：${what}。`)
    : say(plan.language, `No; the graph has none of: ${what}.`, `不是，图中没有：${what}。`);
  return { text, value: isSo, citations: [] };
}

function rankAnswer(plan: QueryPlan, rows: AnswerRows): PlannedAnswer {
  if (plan.question.ask !== 'rank') return { text: '', citations: [] };
  const amount = rows.columns.indexOf('amount');
  const amounts = rows.rows.map((row) => Number(row[amount] ?? 0));
  const best = amounts[0];
  if (best === undefined) return nothing(plan);
  if (plan.reading.wish === 'overview') return overviewAnswer(plan, rows);
  const { limit } = plan.question;
  const kept = rows.rows.flatMap((row, index) =>
    (limit === 1 ? amounts[index] === best : index < limit)
      ? [{ entry: entryOfRow(rows.columns, row), amount: amounts[index] ?? 0 }]
      : [],
  );
  const winners = kept.map(({ entry }) => entry);
  const measure = describeMeasure(plan.question.measure, plan.language);
  const lines = kept.map(({ entry, amount: each }) => `- ${citedName(entry)} — ${each} ${measure}`);
  return {
    text: [`${describeQuestion(plan.question, plan.language)}${say(plan.language, ':', '：')}`, ...lines].join('\n'),
    citations: winners.map(citationOf),
  };
}

function overviewAnswer(plan: QueryPlan, rows: AnswerRows): PlannedAnswer {
  const entries = rows.rows.map((row) => entryOfRow(rows.columns, row));
  const amount = rows.columns.indexOf('amount');
  const lines = entries.map((entry, index) =>
    say(
      plan.language,
      `- ${citedName(entry)}, imported by ${plainText(rows.rows[index]?.[amount])} files`,
      `- ${citedName(entry)}，被 ${plainText(rows.rows[index]?.[amount])} 个文件导入`,
    ),
  );
  const head = say(
    plan.language,
    'The files that the rest of this repository is built on:',
    '本仓库中其余代码所依赖的主要文件：',
  );
  return { text: [head, ...lines].join('\n'), citations: entries.map(citationOf) };
}

function pathAnswer(plan: QueryPlan, rows: AnswerRows): PlannedAnswer {
  const row = rows.rows[0];
  const isLength = plan.reading.wish === 'path-length';
  if (row === undefined) return { ...nothing(plan), ...(isLength ? {} : { value: false }) };
  const texts = (column: string): string[] =>
    listAt(row, rows.columns.indexOf(column)).map((value) => (typeof value === 'string' ? value : ''));
  const numbers = (column: string): number[] =>
    listAt(row, rows.columns.indexOf(column)).map((value) => (typeof value === 'number' ? value : 0));
  const [names, qualifiedNames, classes, files, starts, ends] = [
    texts('names'),
    texts('qualified_names'),
    texts('classes'),
    texts('file_paths'),
    numbers('start_lines'),
    numbers('end_lines'),
  ];
  const entries = texts('ids').map((id, index): SymbolEntry => ({
    id,
    label: labelOfId(id),
    name: names[index] ?? '',
    qualifiedName: qualifiedNames[index] ?? '',
    className: classes[index] ?? '',
    filePath: files[index] ?? '',
    startLine: starts[index] ?? 0,
    endLine: ends[index] ?? 0,
    kind: '',
  }));
  const length = entries.length - 1;
  const chain = entries.map((entry) => `\`${displayName(entry)}\``).join(' → ');
  const head = say(plan.language, `${length} ${length === 1 ? 'call' : 'calls'}: ${chain}`, `共 ${length} 次调用：${chain}`);
  const text = [head, ...entries.map((entry) => `- ${citedName(entry)}`)].join('\n');
  return { text, value: isLength ? length : true, citations: entries.map(citationOf) };
}

function listAt(row: readonly CypherValue[], column: number): readonly CypherValue[] {
  const value = row[column];
  return Array.isArray(value) ? (value as readonly CypherValue[]) : [];
}

function cyclesAnswer(plan: QueryPlan, { rows }: AnswerRows): PlannedAnswer {
  if (rows.length === 0)
    return { text: say(plan.language, 'No two files import each other.', '没有互相导入的文件。'), citations: [] };
  const lines = rows.map(([left, right]) => `- \`${plainText(left)}\` ⇄ \`${plainText(right)}\``);
  const paths = [...new Set(rows.flatMap(([left, right]) => [plainText(left), plainText(right)]))].sort();
  const citations = paths.map((path) => ({
    id: `MODULE:${path}`,
    label: 'MODULE',
    name: path,
    qualified_name: path,
    file_path: path,
    start_line: 1,
  }));
  return {
    text: [
      say(plan.language, `${rows.length} pairs of files import each other:`, `有 ${rows.length} 对文件互相导入：`),
      ...lines,
    ].join('\n'),
    citations,
  };
}

function listAnswer(plan: QueryPlan, rows: AnswerRows): PlannedAnswer {
  const entries = rows.rows.map((row) => entryOfRow(rows.columns, row));
  if (entries.length === 0) return nothing(plan);
  if (['locate', 'signature', 'source', 'purpose'].includes(plan.reading.wish)) return answerAboutSymbols(plan, entries, rows);
  const what = describePlan(plan);
  const head = say(
    plan.language,
    `${entries.length}${rows.truncated ? ' or more' : ''} — ${what}:`,
    `${what}，共 ${entries.length}${rows.truncated ? ' 个以上' : ' 个'}：`,
  );
  const written = entries.slice(0, MOST_WRITTEN).map((entry) => `- ${citedName(entry)}, ${kindWord(entry, plan.language)}`);
  const more = entries.length - written.length;
  const rest = more > 0 ? [say(plan.language, `- and ${more} more`, `- 另有 ${more} 个`)] : [];
  return { text: [head, ...written, ...rest].join('\n'), citations: entries.map(citationOf) };
}

/** Nothing found: says what was looked for, and that its subject does exist. */
function nothing(plan: QueryPlan): PlannedAnswer {
  const what = describePlan(plan);
  const known = plan.subjects.flatMap((subject) => subject.entries.slice(0, 3)).map(citedName);
  const exists =
    known.length === 0 ? '' : say(plan.language, ` In the graph: ${known.join(', ')}.`, ` 图中存在：${known.join('、')}。`);
  const isOne = plan.question.ask === 'path';
  const none = isOne ? `is no ${what.replace(/^the shortest /u, '')}` : `are no ${what}`;
  return {
    text: say(plan.language, `None found: there ${none}.${exists}`, `没有找到：${what}。${exists}`),
    citations: [],
  };
}

function plainText(value: CypherValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
