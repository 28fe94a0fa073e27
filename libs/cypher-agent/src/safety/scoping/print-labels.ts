import type { LabelExpression } from '../syntax/tree.js';
import type { Bindings } from './bindings.js';
import type { Output } from './output.js';

/** Labels or types as they are, `:` between them written as `&`. */
export function printLabels(out: Output, labels: LabelExpression, bindings: Bindings): void {
  switch (labels.kind) {
    case 'name':
      out.at(labels.span).name(labels.name);
      return;
    case 'any':
      out.write('%');
      return;
    case 'not':
      out.write('!');
      printLabels(out, labels.operand, bindings);
      return;
    case 'group':
      out.write('(');
      printLabels(out, labels.inner, bindings);
      out.write(')');
      return;
    case 'dynamic':
      out.write('$');
      if (labels.word !== '') out.write(labels.word);
      out.write('(').expression(labels.value, bindings).write(')');
      return;
    default:
      labels.operands.forEach((operand, index) => {
        if (index > 0) out.write(labels.kind === 'and' ? '&' : '|');
        printLabels(out, operand, bindings);
      });
  }
}
