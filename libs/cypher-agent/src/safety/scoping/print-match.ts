import { elementsOf } from '../syntax/parts.js';
import type { Expression, Hint, PathPattern, PatternElement, RelationshipPattern } from '../syntax/tree.js';
import { bindPatterns, type Bindings } from './bindings.js';
import { printCondition, printPathCheck } from './guard.js';
import type { Output } from './output.js';
import { printPattern } from './print-pattern.js';
import { ScopeRefusal } from './scope-context.js';

/** What MATCH and a bare pattern in a subquery have in common. */
export interface MatchShape {
  readonly mode?: string;
  readonly patterns: readonly PathPattern[];
  readonly hints?: readonly Hint[];
  readonly where?: Expression;
}

/** Patterns and their condition. Gives what is in scope afterwards. */
export function printMatch(out: Output, match: MatchShape, before: Bindings): Bindings {
  const form = matchForm(out, match.patterns, before);
  const after = bindPatterns(before, match.patterns);
  if (match.mode !== undefined) out.write(match.mode);
  const checked: string[] = [];
  let invented = before.invented;
  out.list(match.patterns, (pattern) => {
    const check = form === 'check paths' && needsCheck(out, pattern);
    const path = check && pattern.variable === undefined ? out.invent() : pattern.variable?.text;
    if (check && pattern.variable === undefined) invented = true;
    if (check && path !== undefined) checked.push(path);
    const translateRanges = form === 'translate' && out.applies('translate-ranges');
    printPattern(out, pattern, {
      bindings: after,
      translateRanges,
      nodeRule: 'label-named-nodes',
      ...(path !== undefined && { variable: path }),
    });
  });
  for (const hint of match.hints ?? []) printHint(out, hint);
  const checks = checked.map((path) => () => {
    printPathCheck(out, path);
  });
  const loops = out.applies('check-self-loops') ? match.patterns.flatMap(({ elements }) => namedLoops(elements)) : [];
  const loopChecks = loops.map((name) => () => {
    printLoopCheck(out, name);
  });
  printCondition(out, match.where, { bindings: after, checks: [...checks, ...loopChecks] });
  return { ...after, invented };
}

/** Names of relationships whose both ends are one variable, such as `(n)-[r]-(n)`. */
function namedLoops(elements: readonly PatternElement[]): readonly string[] {
  return elements.flatMap((element, index) => {
    if (element.kind !== 'relationship' || element.variable === undefined) return [];
    if (element.range !== undefined || element.quantifier !== undefined) return [];
    const [from, to] = [elements[index - 1]?.variable?.text, elements[index + 1]?.variable?.text];
    return from !== undefined && from === to ? [element.variable.text] : [];
  });
}

/**
 * Says once more that both ends are one node. Servers (5.26.30 and 2026.08.1) forget it when the relationship is matched a second time and the labels make them
 * begin there: `MATCH (a:L)-[r]-(a:L) MATCH (:L)-[r]-(b:L)` then finds every relationship.
 */
function printLoopCheck(out: Output, relationship: string): void {
  out.write('startNode (').name(relationship).write(') = endNode (').name(relationship).write(')');
}

/** `as written`: no path has inner nodes that could leave the scope. */
type MatchForm = 'as written' | 'translate' | 'check paths';

function matchForm(out: Output, patterns: readonly PathPattern[], before: Bindings): MatchForm {
  if (patterns.some((pattern) => pattern.shortest !== undefined)) {
    refuseGroups(patterns, 'shortestPath');
    return 'check paths';
  }
  if (followsList(patterns, before)) {
    refuseGroups(patterns, 'a path along a list of relationships');
    return 'check paths';
  }
  const ranged = patterns.flatMap(rangedSteps);
  const repeated = patterns.some(
    (pattern) =>
      pattern.selector !== undefined || elementsOf(pattern).some((element) => element.kind === 'group' || isQuantified(element)),
  );
  if (!repeated && ranged.every(({ range }) => !hasInnerNodes(range))) return 'as written';
  const odd = ranged.find(({ range }) => isEmptyOrZero(range));
  if (odd !== undefined && out.applies('translate-ranges'))
    throw new ScopeRefusal({
      code: 'UNSUPPORTED',
      span: odd.span,
      message: 'a path of no steps cannot stand beside longer ones in one MATCH',
      hint: 'match it in a MATCH of its own',
    });
  return ranged.length === 0 ? 'as written' : 'translate';
}

function isQuantified(element: { readonly kind: string; readonly quantifier?: unknown }): boolean {
  return element.kind === 'relationship' && element.quantifier !== undefined;
}

function rangedSteps(
  pattern: PathPattern,
): readonly (RelationshipPattern & { readonly range: NonNullable<RelationshipPattern['range']> })[] {
  return elementsOf(pattern).flatMap((element) =>
    element.kind === 'relationship' && element.range !== undefined ? [{ ...element, range: element.range }] : [],
  );
}

function hasInnerNodes({ from = '1', to }: { readonly from?: string; readonly to?: string }): boolean {
  return to === undefined || (Number(to) > 1 && Number(from) <= Number(to));
}

function isEmptyOrZero({ from = '1', to }: { readonly from?: string; readonly to?: string }): boolean {
  return to !== undefined && (Number(to) === 0 || Number(from) > Number(to));
}

function needsCheck(out: Output, pattern: PathPattern): boolean {
  if (pattern.shortest !== undefined) return out.applies('check-shortest-paths');
  return rangedSteps(pattern).some(({ range }) => hasInnerNodes(range)) && out.applies('translate-ranges');
}

function refuseGroups(patterns: readonly PathPattern[], beside: string): void {
  for (const pattern of patterns) {
    const group = elementsOf(pattern).find((element) => element.kind === 'group' || isQuantified(element));
    if (group === undefined && pattern.selector === undefined) continue;
    throw new ScopeRefusal({
      code: 'SYNTAX',
      span: group?.span ?? pattern.span,
      message: `repeated paths cannot stand beside ${beside} in one MATCH`,
      hint: 'match them in a MATCH of their own',
    });
  }
}

/** `-[r*]->` along a list of relationships that is bound already cannot be written as a repeated group: its nodes are checked afterwards. */
function followsList(patterns: readonly PathPattern[], before: Bindings): boolean {
  return patterns.flatMap(rangedSteps).some(({ variable }) => variable !== undefined && before.names.has(variable.text));
}

function printHint(out: Output, hint: Hint): void {
  out.at(hint.span).write('USING').write(hint.words);
  if (hint.kind === 'join') {
    out.list(hint.variables, (name) => out.name(name));
    return;
  }
  out
    .name(hint.variables[0] ?? '')
    .write(':')
    .name(hint.label ?? '');
  if (hint.kind === 'index')
    out
      .write('(')
      .list(hint.properties, (name) => out.name(name))
      .write(')');
}
