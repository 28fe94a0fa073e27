import type { SymbolEntry } from '../names/symbol-entry.js';
import type { QueryPlan } from '../planning/plan.js';
import { citationOf, type AnswerRows, type PlannedAnswer } from './answer.js';
import { citedName, kindWord, say } from './phrases.js';

/** Lines of source that are quoted of one symbol. */
const MOST_SOURCE_LINES = 120;

/** Where a symbol is, how it is declared, its source, or what it is for. */
export function answerAboutSymbols(plan: QueryPlan, entries: readonly SymbolEntry[], rows: AnswerRows): PlannedAnswer {
  const parts = entries.map((entry, index) => {
    const row = rows.rows[index] ?? [];
    const text = (column: string): string => {
      const value = row[rows.columns.indexOf(column)];
      return typeof value === 'string' ? value : '';
    };
    return partOf(plan, entry, text);
  });
  return { text: parts.join('\n\n'), citations: entries.map(citationOf) };
}

function partOf(plan: QueryPlan, entry: SymbolEntry, text: (column: string) => string): string {
  const where = say(
    plan.language,
    `${citedName(entry)} is a ${kindWord(entry, 'en')}, lines ${entry.startLine}-${entry.endLine}.`,
    `${citedName(entry)} 是${kindWord(entry, 'zh')}，第 ${entry.startLine}-${entry.endLine} 行。`,
  );
  const signature = text('signature');
  switch (plan.reading.wish) {
    case 'signature':
      return signature === '' ? where : `${where}\n${fenced(signature)}`;
    case 'source':
      return `${where}\n${fenced(cut(text('code'), plan))}`;
    case 'purpose': {
      const description = text('docstring') === '' ? text('description') : text('docstring');
      const said = description === '' ? say(plan.language, 'It has no documentation.', '它没有文档说明。') : description;
      return [where, said, ...(signature === '' ? [] : [fenced(signature)])].join('\n');
    }
    default:
      return where;
  }
}

function cut(code: string, plan: QueryPlan): string {
  const lines = code.split('\n');
  if (lines.length <= MOST_SOURCE_LINES) return code;
  const more = lines.length - MOST_SOURCE_LINES;
  return [...lines.slice(0, MOST_SOURCE_LINES), say(plan.language, `... ${more} more lines`, `…… 还有 ${more} 行`)].join('\n');
}

/** A fence longer than any inside the text, so that quoted source cannot end it. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}
