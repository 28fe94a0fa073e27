import { readPatterns, readShortestPath, readWhere } from './read-pattern.js';
import type { TokenReader } from './token-reader.js';
import type { CallShape, Expression, ExpressionShape, SubqueryBody } from './tree.js';

const LIST_PREDICATES = ['ALL', 'ANY', 'NONE', 'SINGLE'] as const;
const SUBQUERIES = ['EXISTS', 'COUNT', 'COLLECT'] as const;
const NORMAL_FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'];
/** Words with which a whole query may start; a pattern starts with none of them, unless a path variable has such a name. */
const QUERY_STARTS = ['MATCH', 'OPTIONAL', 'WITH', 'UNWIND', 'RETURN', 'CALL', 'FINISH', 'LET', 'FILTER', 'FOR', 'USE'];
const WRITE_STARTS = ['CREATE', 'MERGE', 'SET', 'DELETE', 'DETACH', 'REMOVE', 'FOREACH', 'LOAD', 'INSERT', 'SHOW', 'TERMINATE'];

/** Calls that have a grammar of their own; undefined for all others. */
export function readFunctionForm(reader: TokenReader): ExpressionShape | undefined {
  const subquery = reader.is('{', 1) ? SUBQUERIES.find((word) => reader.is(word)) : undefined;
  if (subquery !== undefined) return { kind: 'subquery', word: subquery, body: readSubqueryBody(reader) };
  if (!reader.is('(', 1) || reader.token.kind !== 'name') return undefined;
  if (reader.accept('COUNT', '(', '*', ')')) return { kind: 'countStar' };
  const listPredicate = LIST_PREDICATES.find((word) => reader.is(word));
  if (listPredicate !== undefined && reader.is('IN', 3)) return readListPredicate(reader, listPredicate);
  if (reader.is('REDUCE')) return readReduce(reader);
  if (reader.is('TRIM')) return readTrim(reader);
  if (reader.is('NORMALIZE')) return readNormalize(reader);
  const shortest = readShortestPath(reader);
  return shortest === undefined ? undefined : { kind: 'patternPredicate', pattern: shortest };
}

/** A function call, with its namespace; undefined when none stands here. */
export function readCall(reader: TokenReader): CallShape | undefined {
  let length = 0;
  while (reader.is('.', length + 1)) length += 2;
  if (!reader.is('(', length + 1)) return undefined;
  const parts = [reader.name('a function').text];
  while (reader.accept('.')) parts.push(reader.name('a function').text);
  reader.expect('(');
  return reader.bracketed(() => {
    const distinct = reader.accept('DISTINCT');
    if (!distinct && reader.is('ALL') && reader.ahead(1).kind !== 'symbol') reader.next();
    const values: Expression[] = [];
    if (!reader.is(')')) {
      do values.push(reader.grammar.expression(reader));
      while (reader.accept(','));
    }
    reader.expect(')', 'after the arguments');
    return { kind: 'call', name: parts.join('.'), distinct, arguments: values };
  });
}

function readSubqueryBody(reader: TokenReader): SubqueryBody {
  const collects = reader.is('COLLECT');
  reader.next();
  reader.expect('{');
  const body = reader.nested(() =>
    reader.bracketed((): SubqueryBody => {
      const startsQuery = reader.isAnyOf([...QUERY_STARTS, ...WRITE_STARTS]) && !reader.is('=', 1);
      if (collects || startsQuery || reader.is('{')) return { kind: 'query', query: reader.grammar.query(reader) };
      const mode = readMatchMode(reader);
      const patterns = readPatterns(reader);
      const where = readWhere(reader);
      return { kind: 'pattern', ...(mode !== '' && { mode }), patterns, ...(where && { where }) };
    }),
  );
  reader.expect('}', 'after the subquery');
  return body;
}

/** `DIFFERENT RELATIONSHIPS`, `REPEATABLE ELEMENTS`, as they are printed; '' where there is none. */
export function readMatchMode(reader: TokenReader): string {
  const rest = (words: readonly string[]): boolean => reader.isAnyOf(words, 1);
  if (reader.is('DIFFERENT') && rest(['RELATIONSHIP', 'RELATIONSHIPS'])) return skipMode(reader, 'DIFFERENT RELATIONSHIPS');
  if (reader.is('REPEATABLE') && rest(['ELEMENT', 'ELEMENTS'])) return skipMode(reader, 'REPEATABLE ELEMENTS');
  return '';
}

function skipMode(reader: TokenReader, mode: string): string {
  reader.next();
  reader.next();
  reader.accept('BINDINGS');
  return mode;
}

function readListPredicate(reader: TokenReader, word: (typeof LIST_PREDICATES)[number]): ExpressionShape {
  reader.next();
  reader.expect('(');
  return reader.bracketed(() => {
    const variable = reader.name('a variable');
    reader.expect('IN');
    const list = reader.grammar.expression(reader);
    const where = readWhere(reader);
    reader.expect(')');
    return { kind: 'quantifier', word, variable, list, ...(where && { where }) };
  });
}

function readReduce(reader: TokenReader): ExpressionShape {
  reader.next();
  reader.expect('(');
  return reader.bracketed(() => {
    const accumulator = reader.name('a variable');
    reader.expect('=', 'after the accumulator of reduce');
    const initial = reader.grammar.expression(reader);
    reader.expect(',');
    const variable = reader.name('a variable');
    reader.expect('IN');
    reader.barBudget = 0;
    const list = reader.grammar.expression(reader);
    reader.barBudget = Number.MAX_SAFE_INTEGER;
    reader.expect('|', 'before the step of reduce');
    const step = reader.grammar.expression(reader);
    reader.expect(')');
    return { kind: 'reduce', accumulator, initial, variable, list, step };
  });
}

function readTrim(reader: TokenReader): ExpressionShape {
  reader.next();
  reader.expect('(');
  return reader.bracketed(() => {
    const isSide = reader.isAnyOf(['BOTH', 'LEADING', 'TRAILING']) && !reader.isAnyOf([')', '.', '['], 1);
    const side = isSide ? reader.next().word : '';
    const startsFrom = reader.is('FROM') && !reader.isAnyOf([')', '.', '[', 'FROM'], 1);
    const first = startsFrom ? undefined : reader.grammar.expression(reader);
    const source = reader.accept('FROM') ? reader.grammar.expression(reader) : undefined;
    reader.expect(')', 'after trim');
    if (source === undefined) {
      if (first === undefined || side !== '') throw reader.unexpected('FROM');
      return { kind: 'trim', side: '', source: first };
    }
    return { kind: 'trim', side: side === '' ? 'BOTH' : side, ...(first && { characters: first }), source };
  });
}

function readNormalize(reader: TokenReader): ExpressionShape {
  reader.next();
  reader.expect('(');
  return reader.bracketed(() => {
    const operand = reader.grammar.expression(reader);
    const form = reader.accept(',') && reader.isAnyOf(NORMAL_FORMS) ? reader.next().word : '';
    reader.expect(')', 'after normalize; forms are NFC, NFD, NFKC and NFKD');
    return { kind: 'normalize', operand, form };
  });
}
