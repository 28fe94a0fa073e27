import { visitExpression } from '../syntax/parts.js';
import type { Expression } from '../syntax/tree.js';
import type { Binding, Bindings } from './bindings.js';
import type { Output } from './output.js';
import { isTotalCondition, isTotalValue } from './totality.js';

/**
 * Writes a condition so that nothing of it that can raise an error is evaluated on nodes outside the scope: the server may test it before the scope,
 * and an error would tell about a foreign node. `checks` are conditions of the scope itself, written first.
 */
export function printCondition(
  out: Output,
  condition: Expression | undefined,
  options: { readonly bindings: Bindings; readonly checks?: readonly (() => void)[] },
): void {
  const { bindings, checks = [] } = options;
  const conjuncts = condition === undefined ? [] : conjunctsOf(condition);
  if (conjuncts.length + checks.length === 0) return;
  out.write('WHERE');
  const prints = [...checks, ...conjuncts.map((conjunct) => () => printConjunct(out, conjunct, bindings))];
  prints.forEach((print, index) => {
    if (index > 0) out.write('AND');
    print();
  });
}

function conjunctsOf(condition: Expression): readonly Expression[] {
  if (condition.kind !== 'chain' || condition.rest[0]?.operator !== 'AND') return [condition];
  return [condition.first, ...condition.rest.map((link) => link.operand)];
}

function printConjunct(out: Output, conjunct: Expression, bindings: Bindings): void {
  const guarded = isTotalCondition(conjunct) || !out.applies('guard-partial-conditions') ? [] : entitiesOf(conjunct, bindings);
  if (guarded.length === 0) {
    // A lower operator than AND keeps its own place.
    const isLoose = conjunct.kind === 'chain' && ['OR', 'XOR'].includes(conjunct.rest[0]?.operator ?? '');
    if (isLoose) out.write('(').expression(conjunct, bindings).write(')');
    else out.expression(conjunct, bindings);
    return;
  }
  printGuarded(out, guarded, () => out.write('(').expression(conjunct, bindings).write(') ELSE false'));
}

/** A value of a property map, null instead of an error for nodes outside the scope. */
export function printGuardedValue(out: Output, value: Expression, bindings: Bindings): void {
  const guarded = isTotalValue(value) || !out.applies('guard-partial-properties') ? [] : entitiesOf(value, bindings);
  if (guarded.length === 0) out.expression(value, bindings);
  else printGuarded(out, guarded, () => out.write('(').expression(value, bindings).write(') ELSE null'));
}

type Entity = readonly [name: string, binding: Binding];

function printGuarded(out: Output, entities: readonly Entity[], print: () => void): void {
  out.write('CASE WHEN');
  entities.forEach((entity, index) => {
    if (index > 0) out.write('AND');
    printScopeTest(out, entity);
  });
  out.write('THEN');
  print();
  out.write('END');
}

/** Variables from patterns that an expression mentions, in the order of the bindings. */
function entitiesOf(expression: Expression, bindings: Bindings): readonly Entity[] {
  const mentioned = new Set<string>();
  visitExpression(expression, (part) => {
    if (part.kind === 'variable') mentioned.add(part.name);
    if (part.kind === 'mapProjection') {
      mentioned.add(part.variable);
      for (const item of part.items) if (item.kind === 'variable') mentioned.add(item.name);
    }
    if (part.kind !== 'patternPredicate') return;
    for (const element of part.pattern.elements) if (element.variable !== undefined) mentioned.add(element.variable.text);
  });
  return [...bindings.names].filter(([name, { kind }]) => kind !== 'value' && mentioned.has(name));
}

function printScopeTest(out: Output, [name, { kind, nullable }]: Entity): void {
  if (nullable) out.write('(').name(name).write('IS NULL OR');
  switch (kind) {
    case 'node':
      printNodeTest(out, () => out.name(name));
      break;
    case 'relationship':
      printRelationshipTest(out, name);
      break;
    case 'path':
      printPathCheck(out, name);
      break;
    default:
      printListTest(out, name, kind);
  }
  if (nullable) out.write(')');
}

function printListTest(out: Output, name: string, kind: string): void {
  const item = out.invent();
  out.write('all (').name(item).write('IN').name(name).write('WHERE');
  if (kind === 'relationships') printRelationshipTest(out, item);
  else if (kind === 'paths') printPathCheck(out, item);
  else printNodeTest(out, () => out.name(item));
  out.write(')');
}

function printNodeTest(out: Output, print: () => void): void {
  print();
  out.write(':').label();
}

function printRelationshipTest(out: Output, name: string): void {
  out.write('(');
  printNodeTest(out, () => out.write('startNode (').name(name).write(')'));
  out.write('AND');
  printNodeTest(out, () => out.write('endNode (').name(name).write(')'));
  out.write(')');
}

/** `all(v IN nodes(p) WHERE v:L)`. */
export function printPathCheck(out: Output, path: string): void {
  const node = out.invent();
  out.write('all (').name(node).write('IN nodes (').name(path).write(') WHERE');
  printNodeTest(out, () => out.name(node));
  out.write(')');
}
