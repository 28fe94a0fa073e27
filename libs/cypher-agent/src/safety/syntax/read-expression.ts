import { readAtom } from './read-atom.js';
import { readLabels } from './read-labels.js';
import { readType } from './read-type.js';
import type { TokenReader } from './token-reader.js';
import type { ChainLink, Expression } from './tree.js';

const COMPARISONS = ['=', '!=', '<>', '<=', '>=', '<', '>'];
const NORMAL_FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'];

/** A whole expression. */
export function readExpression(reader: TokenReader): Expression {
  return reader.nested(() =>
    readChain(reader, ['OR'], () => readChain(reader, ['XOR'], () => readChain(reader, ['AND'], () => readNot(reader)))),
  );
}

function readChain(reader: TokenReader, operators: readonly string[], operand: () => Expression): Expression {
  const first = operand();
  const rest: ChainLink[] = [];
  while (reader.isAnyOf(operators)) rest.push({ operator: readOperator(reader), operand: operand() });
  if (rest.length === 0) return first;
  return { kind: 'chain', first, rest, span: reader.spanFrom(first.span.start) };
}

/** Characters that look like `-`, `<` and `>` make arrows, not operators. */
function readOperator(reader: TokenReader): string {
  const { kind, text, word } = reader.token;
  if (kind === 'symbol' && text !== word) throw reader.unexpected(`'${word}'`);
  return reader.next().word;
}

function readNot(reader: TokenReader): Expression {
  const { start } = reader.token;
  if (!reader.is('NOT') || reader.isAnyOf(['.', '[', ')', ',', '=', '<>'], 1))
    return readChain(reader, COMPARISONS, () => readTested(reader));
  reader.next();
  const operand = reader.nested(() => readNot(reader));
  return { kind: 'unary', operator: 'NOT', operand, span: reader.spanFrom(start) };
}

function readTested(reader: TokenReader): Expression {
  return readTest(reader, readSum(reader));
}

/** What may follow a value to test it: `IS NULL`, `:Label`, `STARTS WITH`, `IN`. */
function readTest(reader: TokenReader, target: Expression): Expression {
  const operator = readTestOperator(reader);
  const spanned = () => reader.spanFrom(target.span.start);
  if (operator !== undefined) {
    const operand = readSum(reader);
    return { kind: 'chain', first: target, rest: [{ operator, operand }], span: spanned() };
  }
  if (reader.accept(':')) return { kind: 'labelTest', target, negated: false, labels: readLabels(reader), span: spanned() };
  if (reader.accept('::')) return { kind: 'test', target, words: `IS :: ${readType(reader)}`, span: spanned() };
  if (!reader.accept('IS')) return target;
  const not = reader.accept('NOT') ? ' NOT' : '';
  if (reader.accept('NULL')) return { kind: 'test', target, words: `IS${not} NULL`, span: spanned() };
  if (reader.accept('::') || reader.accept('TYPED'))
    return { kind: 'test', target, words: `IS${not} :: ${readType(reader)}`, span: spanned() };
  if (reader.accept('NORMALIZED')) return { kind: 'test', target, words: `IS${not} NORMALIZED`, span: spanned() };
  if (reader.isAnyOf(NORMAL_FORMS) && reader.is('NORMALIZED', 1)) {
    const form = reader.next().word;
    reader.next();
    return { kind: 'test', target, words: `IS${not} ${form} NORMALIZED`, span: spanned() };
  }
  reader.accept('LABELED');
  return { kind: 'labelTest', target, negated: not !== '', labels: readLabels(reader), span: spanned() };
}

function readTestOperator(reader: TokenReader): string | undefined {
  if (reader.accept('STARTS', 'WITH')) return 'STARTS WITH';
  if (reader.accept('ENDS', 'WITH')) return 'ENDS WITH';
  return reader.isAnyOf(['=~', 'CONTAINS', 'IN']) ? reader.next().word : undefined;
}

function readSum(reader: TokenReader): Expression {
  return readChain(reader, ['+', '-', '||'], () =>
    readChain(reader, ['*', '/', '%'], () => readChain(reader, ['^'], () => readSigned(reader))),
  );
}

function readSigned(reader: TokenReader): Expression {
  const { start, word } = reader.token;
  if (word !== '+' && word !== '-') return readPostfixed(reader);
  readOperator(reader);
  const operand = readPostfixed(reader);
  return { kind: 'unary', operator: word, operand, span: reader.spanFrom(start) };
}

function readPostfixed(reader: TokenReader): Expression {
  const first = readAtom(reader);
  return readPostfixes(reader, first);
}

function readPostfixes(reader: TokenReader, target: Expression): Expression {
  if (reader.accept('.')) {
    const key = reader.name('a property name');
    const span = reader.spanFrom(target.span.start);
    return reader.nested(() => readPostfixes(reader, { kind: 'property', target, key: key.text, keySpan: key.span, span }));
  }
  if (!reader.accept('[')) return target;
  const shape = reader.nested(() => reader.bracketed(() => readIndexOrSlice(reader, target)));
  reader.expect(']');
  const span = reader.spanFrom(target.span.start);
  return reader.nested(() => readPostfixes(reader, { ...shape, span }));
}

function readIndexOrSlice(reader: TokenReader, target: Expression) {
  const from = reader.is('..') ? undefined : readExpression(reader);
  if (!reader.accept('..')) {
    if (from === undefined) throw reader.unexpected('an index');
    return { kind: 'index', target, index: from } as const;
  }
  const to = reader.is(']') ? undefined : readExpression(reader);
  return { kind: 'slice', target, ...(from && { from }), ...(to && { to }) } as const;
}

/** One alternative of a simple CASE: a value, or an operator with its right side. */
export function readWhenOperand(reader: TokenReader): Expression {
  const { start } = reader.token;
  const subject: Expression = { kind: 'subject', span: { start, end: start } };
  if (reader.isAnyOf(COMPARISONS)) {
    const operator = reader.next().word;
    const operand = readTested(reader);
    return { kind: 'chain', first: subject, rest: [{ operator, operand }], span: reader.spanFrom(start) };
  }
  const isTest =
    reader.isAnyOf(['=~', 'CONTAINS', 'IN', '::', ':']) ||
    (reader.is('STARTS') && reader.is('WITH', 1)) ||
    (reader.is('ENDS') && reader.is('WITH', 1));
  const isCheck = reader.is('IS') && !reader.isAnyOf(['.', '[', ',', 'THEN'], 1);
  return isTest || isCheck ? readTest(reader, subject) : readExpression(reader);
}
