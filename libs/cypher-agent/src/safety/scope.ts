import { checkQuery } from './checks/check-query.js';
import { checkScopedText } from './checks/check-scoped-text.js';
import { NO_BINDINGS } from './scoping/bindings.js';
import { Output } from './scoping/output.js';
import { printExpression } from './scoping/print-expression.js';
import { printQuery } from './scoping/print-query.js';
import { ScopeRefusal, type CypherLanguage, type ScopeContext, type ScopeProblem } from './scoping/scope-context.js';
import { readQuery } from './syntax/read-query.js';
import { readSourceText, type SourceText } from './syntax/source-text.js';
import type { Query } from './syntax/tree.js';

/** A query that stays inside its scope. */
export interface ScopedQuery {
  readonly kind: 'scoped';
  /** What to run. */
  readonly text: string;
  /** The same with another label in place of the real one, for showing. */
  shownText(label: string): string;
  /** True when the text asks for a plan by EXPLAIN. */
  readonly explain: boolean;
  /** Place in the text as written, in UTF-16 units, from which the character at that place of `text` comes. */
  sourceOf(offset: number): number;
  readonly source: SourceText;
  readonly query: Query;
}

/** Why a query is not run. Spans are UTF-16 units of the text as written. */
export interface RefusedQuery {
  readonly kind: 'refused';
  /** At least one; sorted by place. */
  readonly problems: readonly ScopeProblem[];
}

/**
 * Confines a query to the nodes that carry a label, or says why it cannot be. Pure and quick: takes time in proportion to the length of the text.
 *
 * @example
 * scope('MATCH (f:FUNCTION) RETURN f.name', { label: 'R_demo_1' })
 */
export function scope(text: string, context: ScopeContext): ScopedQuery | RefusedQuery {
  // Attempts of the reader end by throwing; traces of the stack would cost more than the reading.
  const traceLimit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return scopeText(text, context);
  } finally {
    Error.stackTraceLimit = traceLimit;
  }
}

function scopeText(text: string, context: ScopeContext): ScopedQuery | RefusedQuery {
  const source = readSourceText(text);
  if ('offset' in source) {
    const span = { start: source.offset, end: source.offset + source.length };
    return { kind: 'refused', problems: [{ code: 'CHARACTERS', span, message: source.message }] };
  }
  const read = readQuery(source.decoded);
  if (!('query' in read)) return refused(source, read);
  const { query, explain } = read;
  const { languages = ['5'] } = context;
  const language = read.version ?? '5';
  if (!languages.includes(language))
    return refused(source, [
      {
        code: 'PREFIX',
        span: { start: 0, end: 0 },
        message: `CYPHER ${language} is not available on this server`,
        hint: 'write CYPHER 5, or nothing',
      },
    ]);
  const problems = checkQuery(query, context);
  if (problems.length > 0) return refused(source, problems);
  try {
    const out = print(query, source, { ...context, language });
    const printed = out.toString();
    // Rules that a test switched off are the test's own to judge.
    const fault = context.without === undefined ? checkScopedText(printed, { label: context.label, language }) : undefined;
    if (fault !== undefined) return refused(source, [{ code: 'INTERNAL', span: query.span, message: fault }]);
    return {
      kind: 'scoped',
      text: printed,
      shownText: (label) =>
        print(query, source, { ...context, language, label, hiddenLabels: [], ...logicalIndexes(context) }).toString(),
      explain,
      sourceOf: (offset) => source.writtenOffset(out.sourceOf(offset)),
      source,
      query,
    };
  } catch (refusal) {
    if (refusal instanceof ScopeRefusal) return refused(source, [refusal.problem]);
    throw refusal;
  }
}

function print(query: Query, source: SourceText, context: ScopeContext & { readonly language: CypherLanguage }): Output {
  const printers = { expression: printExpression, query: printQuery };
  const out = new Output(context, { prefix: freePrefix(source.decoded), printers, decoded: source.decoded });
  if (out.applies('fix-language')) out.write(`CYPHER ${context.language}`);
  printQuery(out, query, NO_BINDINGS);
  return out;
}

/** Indexes under the names that people use, as if they held symbols: what is behind them is nobody's concern. */
function logicalIndexes({ indexes = {} }: ScopeContext): Pick<ScopeContext, 'indexes'> {
  return {
    indexes: Object.fromEntries(Object.entries(indexes).map(([name, { kind }]) => [name, { kind, physicalName: name }])),
  };
}

/** A prefix of names that occurs nowhere in the text, so that no name of the query can start with it. */
function freePrefix(decoded: string): string {
  let prefix = '_v';
  while (decoded.includes(prefix)) prefix = `_${prefix}`;
  return prefix;
}

function refused(source: SourceText, problems: readonly ScopeProblem[]): RefusedQuery {
  const written = problems.map((problem) => ({
    ...problem,
    span: { start: source.writtenOffset(problem.span.start), end: source.writtenOffset(problem.span.end) },
  }));
  return { kind: 'refused', problems: written.sort((left, right) => left.span.start - right.span.start) };
}
