import type { TokenReader } from './token-reader.js';
import type { CaseBranch, Expression, ExpressionShape } from './tree.js';

/** CASE ... END; undefined where CASE is a variable. */
export function readCase(reader: TokenReader): ExpressionShape | undefined {
  return reader.attempt('case', () => {
    reader.expect('CASE');
    const subject = reader.is('WHEN') ? undefined : reader.grammar.expression(reader);
    const branches: CaseBranch[] = [];
    while (reader.accept('WHEN')) branches.push(readBranch(reader, subject));
    if (branches.length === 0) throw reader.unexpected('WHEN');
    const otherwise = reader.accept('ELSE') ? reader.grammar.expression(reader) : undefined;
    reader.expect('END', 'after CASE');
    return { kind: 'case', ...(subject && { subject }), branches, ...(otherwise && { otherwise }) };
  });
}

function readBranch(reader: TokenReader, subject: Expression | undefined): CaseBranch {
  const read = (): Expression => (subject === undefined ? reader.grammar.expression(reader) : reader.grammar.whenOperand(reader));
  const when = [read()];
  while (subject !== undefined && reader.accept(',')) when.push(read());
  reader.expect('THEN', 'after the condition');
  return { when, then: reader.grammar.expression(reader) };
}
