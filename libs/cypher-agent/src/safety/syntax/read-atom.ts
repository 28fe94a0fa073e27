import { readCase } from './read-case.js';
import { readCall, readFunctionForm } from './read-call.js';
import { readPlainPath, readWhere } from './read-pattern.js';
import type { TokenReader } from './token-reader.js';
import { SyntaxFault } from './token.js';
import type { Expression, ExpressionShape, MapEntry, MapProjectionItem } from './tree.js';

const LITERAL_WORDS = ['TRUE', 'FALSE', 'NULL', 'INF', 'INFINITY', 'NAN'];

/** The smallest parts of expressions: literals, names, brackets, calls, subqueries. */
export function readAtom(reader: TokenReader): Expression {
  const { start } = reader.token;
  const shape = reader.nested(() => readShape(reader));
  return { ...shape, span: reader.spanFrom(start) };
}

function readShape(reader: TokenReader): ExpressionShape {
  const { kind, text, word } = reader.token;
  if (kind === 'integer' || kind === 'decimal') return { kind: 'literal', text: reader.next().text, type: kind };
  if (kind === 'string') return { kind: 'string', value: reader.next().text };
  if (word === '$') return readParameter(reader);
  if (word === '(') return readParenthesised(reader);
  if (word === '[') return readBracketed(reader);
  if (word === '{') return { kind: 'map', entries: readMap(reader) };
  if (kind !== 'name' && kind !== 'quoted') throw reader.unexpected('an expression');
  const isCall = reader.is('(', 1) || reader.is('{', 1) || reader.is('.', 1);
  if (LITERAL_WORDS.includes(word) && !reader.is('(', 1)) {
    reader.next();
    return { kind: 'literal', text: word, type: 'word' };
  }
  if (word === 'CASE' && !reader.isAnyOf(['.', ',', ')', ']', '=', '[', '|'], 1) && reader.ahead(1).kind !== 'end')
    return readCase(reader) ?? readVariable(reader, text);
  if (isCall) {
    const form = readFunctionForm(reader) ?? readCall(reader);
    if (form !== undefined) return form;
  }
  return readVariable(reader, text);
}

function readVariable(reader: TokenReader, name: string): ExpressionShape {
  reader.next();
  if (!reader.is('{')) return { kind: 'variable', name };
  return { kind: 'mapProjection', variable: name, items: reader.bracketed(() => readProjectionItems(reader)) };
}

function readParameter(reader: TokenReader): ExpressionShape {
  const { start } = reader.next();
  const { token } = reader;
  if (token.kind === 'integer') {
    reader.next();
    return { kind: 'parameter', name: token.text };
  }
  if (!reader.atName) throw new SyntaxFault({ start, end: start + 1 }, 'the name of a parameter must follow $');
  return { kind: 'parameter', name: reader.next().text };
}

function readParenthesised(reader: TokenReader): ExpressionShape {
  const pattern = reader.attempt('path', () => reader.bracketed(() => readPlainPath(reader)));
  if (pattern !== undefined) return { kind: 'patternPredicate', pattern };
  reader.expect('(');
  const inner = reader.bracketed(() => reader.grammar.expression(reader));
  reader.expect(')', 'after the expression');
  return { kind: 'group', inner };
}

function readBracketed(reader: TokenReader): ExpressionShape {
  return reader.bracketed(
    () =>
      reader.attempt('list comprehension', () => readListComprehension(reader)) ??
      reader.attempt('pattern comprehension', () => readPatternComprehension(reader)) ??
      readList(reader),
  );
}

function readList(reader: TokenReader): ExpressionShape {
  reader.expect('[');
  const items: Expression[] = [];
  if (!reader.is(']')) {
    do items.push(reader.grammar.expression(reader));
    while (reader.accept(','));
  }
  reader.expect(']', 'after the list');
  return { kind: 'list', items };
}

function readListComprehension(reader: TokenReader): ExpressionShape | undefined {
  reader.expect('[');
  if (!reader.is('IN', 1)) return undefined;
  const variable = reader.name('a variable');
  reader.expect('IN');
  const list = reader.grammar.expression(reader);
  const { where, projection } = readFilterAndProjection(reader);
  if (!reader.accept(']')) return undefined;
  return { kind: 'listComprehension', variable, list, ...(where && { where }), ...(projection && { projection }) };
}

function readPatternComprehension(reader: TokenReader): ExpressionShape | undefined {
  reader.expect('[');
  const variable = reader.atName && reader.is('=', 1) ? reader.name('a path variable') : undefined;
  if (variable !== undefined) reader.expect('=');
  if (!reader.is('(')) return undefined;
  const pattern = reader.attempt('path', () => reader.bracketed(() => readPlainPath(reader)));
  if (pattern === undefined) return undefined;
  const { where, projection } = readFilterAndProjection(reader);
  if (projection === undefined || !reader.accept(']')) return undefined;
  return { kind: 'patternComprehension', ...(variable && { variable }), pattern, ...(where && { where }), projection };
}

interface FilterAndProjection {
  readonly where?: Expression;
  readonly projection?: Expression;
}

/** `WHERE condition | projection`, both optional. In `WHERE n:A|B|C` the last bar starts the projection when nothing else does, as in Neo4j. */
function readFilterAndProjection(reader: TokenReader): FilterAndProjection {
  const start = reader.index;
  reader.barsJoined = 0;
  const greedy = readFilterThenProjection(reader);
  const end = reader.index;
  const joined = reader.barsJoined;
  if (greedy.projection !== undefined || joined === 0) return greedy;
  reader.reset(start);
  reader.barBudget = joined - 1;
  const split = reader.attempt('projection', () => readFilterThenProjection(reader));
  reader.barBudget = Number.MAX_SAFE_INTEGER;
  if (split?.projection !== undefined && reader.is(']')) return split;
  reader.reset(end);
  return greedy;
}

function readFilterThenProjection(reader: TokenReader): FilterAndProjection {
  const where = readWhere(reader);
  const projection = reader.accept('|') ? reader.grammar.expression(reader) : undefined;
  return { ...(where && { where }), ...(projection && { projection }) };
}

/** The entries of a map in braces. */
function readMap(reader: TokenReader): readonly MapEntry[] {
  reader.expect('{');
  return reader.bracketed(() => {
    const entries: MapEntry[] = [];
    if (reader.accept('}')) return entries;
    do {
      const key = reader.name('a key').text;
      reader.expect(':', 'after the key');
      entries.push({ key, value: reader.grammar.expression(reader) });
    } while (reader.accept(','));
    reader.expect('}', 'after the map');
    return entries;
  });
}

function readProjectionItems(reader: TokenReader): readonly MapProjectionItem[] {
  reader.expect('{');
  const items: MapProjectionItem[] = [];
  if (reader.accept('}')) return items;
  do items.push(readProjectionItem(reader));
  while (reader.accept(','));
  reader.expect('}', 'after the map projection');
  return items;
}

function readProjectionItem(reader: TokenReader): MapProjectionItem {
  if (reader.accept('.')) {
    if (reader.accept('*')) return { kind: 'all' };
    return { kind: 'property', key: reader.name('a property name').text };
  }
  const name = reader.name('a key, .key or .*');
  if (!reader.accept(':')) return { kind: 'variable', name: name.text, span: name.span };
  return { kind: 'entry', key: name.text, value: reader.grammar.expression(reader) };
}
