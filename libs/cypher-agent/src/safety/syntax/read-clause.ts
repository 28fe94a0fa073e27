import { readMatchMode } from './read-call.js';
import { readPatterns, readWhere } from './read-pattern.js';
import { SyntaxFault } from './token.js';
import type { TokenReader } from './token-reader.js';
import type { Clause, Expression, Hint, Name, OrderItem, ProjectionItem, YieldItem } from './tree.js';

/** One clause; undefined when none that reads starts here. */
export function readClause(reader: TokenReader): Clause | undefined {
  const { start } = reader.token;
  const shape = readShape(reader);
  return shape === undefined ? undefined : { ...shape, span: reader.spanFrom(start) };
}

type Shape<C> = C extends unknown ? Omit<C, 'span'> : never;

function readShape(reader: TokenReader): Shape<Clause> | undefined {
  if (reader.accept('OPTIONAL')) {
    if (reader.is('MATCH')) return readMatch(reader, true);
    if (reader.is('CALL')) return readCallClause(reader, true);
    throw reader.unexpected('MATCH or CALL after OPTIONAL');
  }
  if (reader.is('MATCH')) return readMatch(reader, false);
  if (reader.is('CALL')) return readCallClause(reader, false);
  if (reader.is('RETURN') || reader.is('WITH')) return readProjection(reader);
  if (reader.accept('FINISH')) return { kind: 'finish' };
  if (reader.is('LET')) return readLet(reader);
  if (reader.is('FILTER')) return readFilter(reader);
  if (reader.is('FOR')) return readFor(reader);
  if (!reader.accept('UNWIND')) return undefined;
  const list = reader.grammar.expression(reader);
  reader.expect('AS', 'after the list of UNWIND');
  return { kind: 'unwind', list, variable: reader.name('a variable') };
}

/** `LET a = value`: `WITH *, value AS a`. */
function readLet(reader: TokenReader): Shape<Clause> {
  const items: ProjectionItem[] = [];
  reader.expect('LET');
  do {
    const { start } = reader.token;
    const alias = reader.name('a variable');
    reader.expect('=', 'after the variable');
    items.push({ expression: reader.grammar.expression(reader), alias, span: reader.spanFrom(start) });
  } while (reader.accept(','));
  return { kind: 'with', distinct: false, star: true, items, orderBy: [], written: 'LET' };
}

/** `FILTER condition`: `WITH * WHERE condition`. */
function readFilter(reader: TokenReader): Shape<Clause> {
  reader.expect('FILTER');
  const where = readWhere(reader) ?? reader.grammar.expression(reader);
  return { kind: 'with', distinct: false, star: true, items: [], orderBy: [], where, written: 'FILTER' };
}

/** `FOR name IN list`: `UNWIND list AS name`. */
function readFor(reader: TokenReader): Shape<Clause> {
  reader.expect('FOR');
  const variable = reader.name('a variable');
  reader.expect('IN', 'after the variable of FOR');
  return { kind: 'unwind', list: reader.grammar.expression(reader), variable };
}

function readMatch(reader: TokenReader, optional: boolean): Shape<Clause> {
  reader.expect('MATCH');
  const mode = readMatchMode(reader);
  const patterns = readPatterns(reader);
  const hints: Hint[] = [];
  while (reader.is('USING')) hints.push(readHint(reader));
  const where = readWhere(reader);
  return { kind: 'match', optional, ...(mode !== '' && { mode }), patterns, hints, ...(where && { where }) };
}

function readHint(reader: TokenReader): Hint {
  const { start } = reader.token;
  reader.expect('USING');
  if (reader.accept('JOIN')) {
    reader.expect('ON');
    const variables = readNames(reader);
    return { kind: 'join', words: 'JOIN ON', variables, properties: [], span: reader.spanFrom(start) };
  }
  const words: string[] = [];
  const scan = reader.is('SCAN');
  if (scan) words.push(reader.next().word);
  else {
    if (reader.isAnyOf(['TEXT', 'RANGE', 'POINT'])) words.push(reader.next().word);
    words.push(reader.expect('INDEX').word);
    if (reader.is('SEEK') && !reader.is(':', 1)) words.push(reader.next().word);
  }
  const variable = reader.name('a variable').text;
  reader.expect(':', 'after the variable of the hint');
  const label = reader.name('a label').text;
  const common = { words: words.join(' '), variables: [variable], label };
  if (scan) return { kind: 'scan', ...common, properties: [], span: reader.spanFrom(start) };
  reader.expect('(', 'before the property of the hint');
  const properties = readNames(reader);
  reader.expect(')');
  return { kind: 'index', ...common, properties, span: reader.spanFrom(start) };
}

function readNames(reader: TokenReader): readonly string[] {
  const names = [reader.name('a name').text];
  while (reader.accept(',')) names.push(reader.name('a name').text);
  return names;
}

function readProjection(reader: TokenReader): Shape<Clause> {
  const isWith = reader.next().word === 'WITH';
  const distinct = reader.is('DISTINCT') && !startsOperand(reader) && reader.accept('DISTINCT');
  if (!distinct && reader.is('ALL') && !startsOperand(reader) && !reader.is('(', 1)) reader.next();
  const star = reader.accept('*');
  const items: ProjectionItem[] = [];
  if (!star || reader.accept(',')) {
    do items.push(readItem(reader));
    while (reader.accept(','));
  }
  if (reader.is('GROUP') && reader.is('BY', 1))
    throw new SyntaxFault(reader.token, 'GROUP BY is not available', 'grouping is by the other columns');
  const orderBy = reader.accept('ORDER', 'BY') ? readOrder(reader) : [];
  const skip = reader.accept('SKIP') || reader.accept('OFFSET') ? reader.grammar.expression(reader) : undefined;
  const limit = reader.accept('LIMIT') ? reader.grammar.expression(reader) : undefined;
  const where = isWith ? readWhere(reader) : undefined;
  return {
    kind: isWith ? 'with' : 'return',
    distinct,
    star,
    items,
    orderBy,
    ...(skip && { skip }),
    ...(limit && { limit }),
    ...(where && { where }),
  };
}

/** A word such as DISTINCT is a variable when an operator, a comma or the end follows. */
function startsOperand(reader: TokenReader): boolean {
  const { kind, word } = reader.ahead(1);
  if (kind === 'end') return true;
  return kind === 'symbol' ? !['(', '[', '{', '$', '*', '-', '+'].includes(word) : word === 'AS';
}

function readItem(reader: TokenReader): ProjectionItem {
  const { start } = reader.token;
  const expression = reader.grammar.expression(reader);
  const alias = reader.accept('AS') ? reader.name('a name after AS') : undefined;
  return { expression, ...(alias && { alias }), span: reader.spanFrom(start) };
}

function readOrder(reader: TokenReader): readonly OrderItem[] {
  const items: OrderItem[] = [];
  do {
    const expression = reader.grammar.expression(reader);
    const descending = reader.accept('DESC') || reader.accept('DESCENDING');
    if (!descending && !reader.accept('ASC')) reader.accept('ASCENDING');
    items.push({ expression, descending });
  } while (reader.accept(','));
  return items;
}

function readCallClause(reader: TokenReader, optional: boolean): Shape<Clause> {
  reader.expect('CALL');
  if (reader.is('{') || reader.is('(')) return readSubquery(reader, optional);
  const { start } = reader.token;
  const parts = [reader.name('a procedure or {').text];
  while (reader.accept('.')) parts.push(reader.name('the name of a procedure').text);
  const nameSpan = reader.spanFrom(start);
  const values = readArguments(reader);
  const yields = reader.accept('YIELD') ? readYields(reader) : undefined;
  const where = yields === undefined ? undefined : readWhere(reader);
  return {
    kind: 'procedure',
    optional,
    name: parts.join('.'),
    nameSpan,
    ...(values && { arguments: values }),
    ...(yields && { yields }),
    ...(where && { where }),
  };
}

function readArguments(reader: TokenReader): readonly Expression[] | undefined {
  if (!reader.accept('(')) return undefined;
  const values: Expression[] = [];
  if (reader.accept(')')) return values;
  do values.push(reader.grammar.expression(reader));
  while (reader.accept(','));
  reader.expect(')', 'after the arguments');
  return values;
}

function readYields(reader: TokenReader): readonly YieldItem[] | '*' {
  if (reader.accept('*')) return '*';
  const items: YieldItem[] = [];
  do {
    const column = reader.name('a column of the procedure');
    const alias = reader.accept('AS') ? reader.name('a name after AS') : undefined;
    items.push({ column, ...(alias && { alias }) });
  } while (reader.accept(','));
  return items;
}

function readSubquery(reader: TokenReader, optional: boolean): Shape<Clause> {
  const imports = reader.is('(') ? readImports(reader) : undefined;
  reader.expect('{', 'at the start of the subquery');
  const query = reader.nested(() => reader.bracketed(() => reader.grammar.query(reader)));
  reader.expect('}', 'after the subquery');
  if (reader.is('IN') && (reader.is('TRANSACTIONS', 1) || reader.is('CONCURRENT', 2) || reader.is('CONCURRENT', 1)))
    throw new SyntaxFault(reader.token, 'IN TRANSACTIONS is not available', 'leave it out: queries here only read');
  return { kind: 'subquery', optional, ...(imports && { imports }), query };
}

function readImports(reader: TokenReader): readonly Name[] | '*' {
  reader.expect('(');
  if (reader.accept('*')) {
    reader.expect(')');
    return '*';
  }
  const names: Name[] = [];
  if (reader.accept(')')) return names;
  do names.push(reader.name('a variable'));
  while (reader.accept(','));
  reader.expect(')', 'after the imported variables');
  return names;
}
