import type { Expression, PathPattern } from '../syntax/tree.js';
import { bindPatterns, type Bindings } from './bindings.js';
import { printCondition, printPathCheck } from './guard.js';
import type { Output } from './output.js';
import { printMatch } from './print-match.js';
import { printPattern } from './print-pattern.js';
import { elementsOf } from '../syntax/parts.js';
import { ScopeRefusal } from './scope-context.js';

type Kind<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

/** EXISTS, COUNT and COLLECT with braces. */
export function printSubquery(out: Output, { word, body }: Kind<'subquery'>, bindings: Bindings): void {
  out.write(`${word} {`);
  if (body.kind === 'query') out.printers.query(out, body.query, bindings);
  else printMatch(out, body, bindings);
  out.write('}');
}

/** A path as a condition, or a shortest path as a value. */
export function printPatternPredicate(out: Output, pattern: PathPattern, bindings: Bindings): void {
  if (pattern.shortest !== undefined) {
    printShortestValue(out, pattern, bindings);
    return;
  }
  const ranged = hasRange(pattern) && out.applies('translate-ranges');
  for (const { variable } of elementsOf(pattern)) {
    if (variable !== undefined && !bindings.names.has(variable.text))
      throw new ScopeRefusal({
        code: 'SYNTAX',
        span: variable.span,
        message: `the variable ${variable.text} is not defined`,
        hint: 'leave the name out, or use EXISTS { ... }',
      });
  }
  if (ranged) out.write('EXISTS {');
  printPattern(out, pattern, { bindings, translateRanges: ranged, nodeRule: 'label-predicate-nodes' });
  if (ranged) out.write('}');
}

/** `exists((a)-->(b))`. */
export function printExistsCall(out: Output, pattern: PathPattern, bindings: Bindings): void {
  const becomesSubquery = pattern.shortest === undefined && hasRange(pattern) && out.applies('translate-ranges');
  if (!becomesSubquery) out.write('exists (');
  printPatternPredicate(out, pattern, bindings);
  if (!becomesSubquery) out.write(')');
}

function printShortestValue(out: Output, pattern: PathPattern, bindings: Bindings): void {
  const one = pattern.shortest === 'shortestPath';
  const path = out.invent();
  out.write(one ? 'head ( COLLECT {' : 'COLLECT {').write('MATCH');
  printPattern(out, pattern, { bindings, translateRanges: false, nodeRule: 'label-named-nodes', variable: path });
  const checks = out.applies('check-shortest-paths')
    ? [
        () => {
          printPathCheck(out, path);
        },
      ]
    : [];
  printCondition(out, undefined, { bindings, checks });
  out
    .write('RETURN')
    .name(path)
    .write('AS')
    .name(path)
    .write(one ? '} )' : '}');
}

/** `[(a)-->(b) WHERE c | d]`; paths of several steps are checked node by node. */
export function printPatternComprehension(out: Output, comprehension: Kind<'patternComprehension'>, bindings: Bindings): void {
  const { pattern, where, projection } = comprehension;
  const needsCheck = hasRange(pattern) && out.applies('check-path-comprehensions');
  const path = comprehension.variable?.text ?? (needsCheck ? out.invent() : undefined);
  const named = { ...pattern, ...(comprehension.variable && { variable: comprehension.variable }) };
  const inside = bindPatterns(bindings, [named]);
  out.write('[');
  printPattern(out, named, {
    bindings: inside,
    translateRanges: false,
    nodeRule: 'label-named-nodes',
    ...(path !== undefined && { variable: path }),
  });
  const checks =
    needsCheck && path !== undefined
      ? [
          () => {
            printPathCheck(out, path);
          },
        ]
      : [];
  printCondition(out, where, { bindings: inside, checks });
  out.write('|').expression(projection, inside).write(']');
}

function hasRange(pattern: PathPattern): boolean {
  return elementsOf(pattern).some((element) => element.kind === 'relationship' && element.range !== undefined);
}
