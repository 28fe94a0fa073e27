import type { TokenReader } from './token-reader.js';
import type { LabelExpression } from './tree.js';

/** What stands behind `:` or `IS`: labels joined by `|`, `&`, `:`, negated, in parentheses, computed. */
export function readLabels(reader: TokenReader): LabelExpression {
  const operands = [readConjunction(reader)];
  while (reader.barBudget > 0 && reader.accept('|')) {
    reader.barBudget -= 1;
    reader.barsJoined += 1;
    reader.accept(':');
    operands.push(readConjunction(reader));
  }
  return joined('or', operands);
}

/** What stands behind `:` or `IS` in a node or relationship, when one of them stands here. */
export function readOptionalLabels(reader: TokenReader): LabelExpression | undefined {
  return reader.accept(':') || reader.accept('IS') ? readLabels(reader) : undefined;
}

function readConjunction(reader: TokenReader): LabelExpression {
  const operands = [readNegation(reader)];
  while (reader.accept('&') || reader.accept(':')) operands.push(readNegation(reader));
  return joined('and', operands);
}

function readNegation(reader: TokenReader): LabelExpression {
  if (reader.accept('!')) return reader.nested(() => ({ kind: 'not', operand: readNegation(reader) }));
  if (reader.accept('%')) return { kind: 'any' };
  if (reader.accept('(')) {
    const inner = reader.nested(() => reader.bracketed(() => readLabels(reader)));
    reader.expect(')', 'after the labels');
    return { kind: 'group', inner };
  }
  if (reader.accept('$')) return readDynamic(reader);
  const { text, span } = reader.name('a label or type');
  return { kind: 'name', name: text, span };
}

function readDynamic(reader: TokenReader): LabelExpression {
  const word = reader.accept('ANY') ? 'ANY' : reader.accept('ALL') ? 'ALL' : '';
  reader.expect('(', 'after $ in labels');
  const value = reader.bracketed(() => reader.grammar.expression(reader));
  reader.expect(')');
  return { kind: 'dynamic', word, value };
}

function joined(kind: 'and' | 'or', operands: readonly LabelExpression[]): LabelExpression {
  const [first] = operands;
  return operands.length === 1 && first !== undefined ? first : { kind, operands };
}
