import { readClause } from './read-clause.js';
import { readExpression, readWhenOperand } from './read-expression.js';
import { refusedClauseAt, skipClause } from './refused-clauses.js';
import { NestingFault, TokenReader, type Grammar } from './token-reader.js';
import { tokenize } from './tokenize.js';
import { SyntaxFault, type Span, type Token } from './token.js';
import type { Clause, Query, SingleQuery } from './tree.js';

/** Something that keeps a text from being a query of the allowed language. */
export interface ReadingProblem {
  readonly code: 'SYNTAX' | 'WRITE' | 'CLAUSE' | 'MULTIPLE' | 'PREFIX' | 'BOUND';
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
}

/** What a text says. */
export interface ReadQuery {
  readonly query: Query;
  /** True when the text starts with EXPLAIN. */
  readonly explain: boolean;
  /** The language that the text asks for by `CYPHER 5` or `CYPHER 25`. */
  readonly version?: '5' | '25';
}

const MAX_CHARACTERS = 20_000;
/** Reading and confining a token takes up to 20 microseconds, and nothing else may run meanwhile. */
const MAX_TOKENS = 2500;
const grammar: Grammar = { expression: readExpression, query: readUnion, whenOperand: readWhenOperand };
const found = new WeakMap<TokenReader, ReadingProblem[]>();

/** Reads a decoded text. Gives what it says, or everything that is wrong with it. Takes time in proportion to its length. */
export function readQuery(
  text: string,
  {
    maxCharacters = MAX_CHARACTERS,
    maxTokens = MAX_TOKENS,
  }: { readonly maxCharacters?: number; readonly maxTokens?: number } = {},
): ReadQuery | readonly ReadingProblem[] {
  if (text.length > maxCharacters)
    return [
      bound(
        { start: 0, end: text.length },
        `the query has ${String(text.length)} characters; at most ${String(maxCharacters)} are read`,
        'put long values into parameters',
      ),
    ];
  const problems: ReadingProblem[] = [];
  try {
    const tokens = tokenize(text);
    if (tokens.length > maxTokens) return [tooManyTokens(tokens, maxTokens)];
    const reader = new TokenReader(tokens, grammar);
    found.set(reader, problems);
    const read = readWhole(reader, problems);
    return problems.length > 0 ? problems : read;
  } catch (fault) {
    return problems.length > 0 ? problems : [faultProblem(fault)];
  }
}

/** As {@link readStatement}; a fault is told where the text first cannot go on. */
function readWhole(reader: TokenReader, problems: ReadingProblem[]): ReadQuery {
  try {
    return readStatement(reader, problems);
  } catch (fault) {
    if (fault instanceof SyntaxFault) reader.noteFault(fault);
    throw fault instanceof SyntaxFault && reader.furthest !== undefined ? reader.furthest : fault;
  }
}

function faultProblem(fault: unknown): ReadingProblem {
  if (fault instanceof NestingFault)
    return bound(fault.span, `the query is nested more than ${String(fault.limit)} levels deep`, 'split it with WITH');
  if (!(fault instanceof SyntaxFault)) throw fault;
  const { span, message, hint } = fault;
  return { code: 'SYNTAX', span: { start: span.start, end: span.end }, message, ...(hint !== undefined && { hint }) };
}

function tooManyTokens(tokens: readonly Token[], limit: number): ReadingProblem {
  const from = tokens[limit]?.start ?? 0;
  const message = `the query has ${String(tokens.length)} words and symbols; at most ${String(limit)} are read`;
  return bound({ start: from, end: tokens.at(-1)?.end ?? from }, message, 'put long lists into parameters');
}

function bound(span: Span, message: string, hint?: string): ReadingProblem {
  return { code: 'BOUND', span, message, ...(hint !== undefined && { hint }) };
}

function readStatement(reader: TokenReader, problems: ReadingProblem[]): ReadQuery {
  const prefix = readPrefix(reader, problems);
  if (reader.is(':')) {
    problems.push({ code: 'CLAUSE', span: tokenSpan(reader.token), message: 'commands of a console are not available here' });
    throw reader.unexpected('a query');
  }
  const query = readUnion(reader);
  if (reader.accept(';') && reader.token.kind !== 'end') {
    problems.push({ code: 'MULTIPLE', span: tokenSpan(reader.token), message: 'only one statement can be run at a time' });
  } else if (reader.token.kind !== 'end') throw reader.unexpected('a clause or the end of the query');
  return { query, ...prefix };
}

function readPrefix(reader: TokenReader, problems: ReadingProblem[]) {
  let explain = false;
  let version: '5' | '25' | undefined;
  for (;;) {
    const { token } = reader;
    if (reader.accept('EXPLAIN')) explain = true;
    else if (reader.accept('PROFILE'))
      problems.push({ code: 'PREFIX', span: tokenSpan(token), message: 'PROFILE is not available', hint: 'use EXPLAIN' });
    else if (reader.accept('CYPHER')) version = readVersion(reader, problems) ?? version;
    else return { explain, ...(version && { version }) };
  }
}

function readVersion(reader: TokenReader, problems: ReadingProblem[]): '5' | '25' | undefined {
  const { token } = reader;
  let version: '5' | '25' | undefined;
  if (token.kind === 'integer' || token.kind === 'decimal') {
    reader.next();
    if (token.text === '5' || token.text === '25') version = token.text;
    else
      problems.push({
        code: 'PREFIX',
        span: tokenSpan(token),
        message: `there is no language version ${token.text}`,
        hint: 'write CYPHER 5, or nothing',
      });
  }
  while (reader.atName && reader.is('=', 1)) {
    const span = tokenSpan(reader.token);
    problems.push({ code: 'PREFIX', span, message: `the option ${reader.token.text} is not available`, hint: 'leave it out' });
    reader.next();
    reader.next();
    reader.next();
  }
  return version;
}

function readUnion(reader: TokenReader): Query {
  const { start } = reader.token;
  const parts = [readSingle(reader)];
  const unionAll: boolean[] = [];
  while (reader.accept('UNION')) {
    unionAll.push(reader.accept('ALL'));
    if (unionAll.at(-1) === false) reader.accept('DISTINCT');
    parts.push(readSingle(reader));
  }
  return { span: reader.spanFrom(start), parts, unionAll };
}

function readSingle(reader: TokenReader): SingleQuery {
  const { start } = reader.token;
  const clauses: Clause[] = [];
  let refused = 0;
  for (;;) {
    const refusal = refusedClauseAt(reader);
    if (refusal !== undefined) {
      found.get(reader)?.push(refusal);
      refused += 1;
      skipClause(reader);
      continue;
    }
    const clause = readClause(reader);
    if (clause === undefined) break;
    clauses.push(clause);
  }
  if (clauses.length + refused === 0) throw reader.unexpected('a clause such as MATCH or RETURN');
  return { span: reader.spanFrom(start), clauses };
}

function tokenSpan(token: Token): Span {
  return { start: token.start, end: token.end };
}
