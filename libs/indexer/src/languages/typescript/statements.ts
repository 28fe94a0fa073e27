import type { FlowEnvironment } from '../../facts/flow-environment.js';
import { BindingKind } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { assignName, bindDeclared, declareValue, destructure } from './assignments.js';
import { assertion, condition, narrowEqual } from './conditions.js';
import type { Extraction, JumpTarget } from './extraction.js';
import { Field, Node, Token } from './syntax-kinds.js';

/** `{ ... }` as a statement. */
export function blockStatement(x: Extraction, node: number): void {
  const label = takeLabel(x);
  x.inScope(x.declared.scopes.get(node), () => {
    if (label === '') x.statementsIn(node);
    else {
      const target = openTarget(x, label, false);
      x.statementsIn(node);
      closeTarget(x, target, []);
    }
  });
}

/** An expression as a statement; a call of an assertion function narrows what follows. */
export function expressionStatement(x: Extraction, node: number): void {
  const inner = x.tree.firstNamed(node);
  x.expression(inner);
  if (x.tree.kindOf(inner) === Node.call_expression) assertion(x, inner);
}

/** `const`, `let` and `var` with their declarators. */
export function variableStatement(x: Extraction, node: number): void {
  for (let child = x.tree.first(node); child >= 0; child = x.tree.next(child)) {
    if (x.tree.kindOf(child) === Node.variable_declarator) declareValue(x, child);
    else if (x.tree.isNamed(child)) x.expression(child);
  }
}

/** `if` with both branches; each sees what its condition tells. */
export function ifStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const tested = condition(x, tree.child(node, Field.condition));
  x.env = tested.whenTrue;
  x.statement(tree.child(node, Field.consequence));
  const afterTrue = x.env;
  x.env = tested.whenFalse;
  const alternative = tree.child(node, Field.alternative);
  if (alternative >= 0) x.statementsIn(alternative);
  x.join([afterTrue, x.env]);
}

function takeLabel(x: Extraction): string {
  const label = x.pendingLabel;
  x.pendingLabel = '';
  return label;
}

function openTarget(x: Extraction, label: string, loop: boolean): JumpTarget {
  const target: JumpTarget = { label, loop, plain: loop, breaks: [], continues: [] };
  x.jumps.push(target);
  return target;
}

function closeTarget(x: Extraction, target: JumpTarget, exits: readonly FlowEnvironment[]): void {
  x.jumps.pop();
  x.join([...exits, ...(target.loop ? [] : [x.env]), ...target.breaks]);
}

/** Keys that the statement assigns, so that a loop or a try cannot trust what was known before. */
function assignedKeys(x: Extraction, node: number): Set<string> {
  const keys = new Set<string>();
  const { writes } = x.declared;
  const end = x.tree.after(node);
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((writes[middle]?.node ?? 0) < node) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < writes.length; at++) {
    const write = writes[at];
    if (write === undefined || write.node >= end) break;
    if (write.local !== undefined) keys.add(write.local.key);
  }
  for (const key of x.env.keys()) if (key.includes('.')) keys.add(key);
  return keys;
}

interface LoopParts {
  readonly node: number;
  readonly test: number;
  readonly body: () => void;
  readonly after?: () => void;
  /** The test is read after the body. */
  readonly testLast?: boolean;
  /** The loop may end without a test. */
  readonly mayEnd: boolean;
}

function loop(x: Extraction, parts: LoopParts): void {
  const { node, test, body, after, testLast = false, mayEnd } = parts;
  const keys = assignedKeys(x, node);
  // Paths may be assigned anywhere in the loop, so they are forgotten rather than merged.
  for (const key of keys) if (key.includes('.')) x.env.forget(key);
  const close = x.env.enterLoop(
    [...keys].filter((key) => !key.includes('.')),
    x.facts,
  );
  const target = openTarget(x, takeLabel(x), true);
  const exits: FlowEnvironment[] = [];
  const check = (): void => {
    if (test < 0) {
      if (mayEnd) exits.push(x.env.fork());
      return;
    }
    const tested = condition(x, test);
    exits.push(tested.whenFalse);
    x.env = tested.whenTrue;
  };
  if (!testLast) check();
  body();
  x.join([x.env, ...target.continues]);
  after?.();
  if (testLast) check();
  close([x.env]);
  closeTarget(x, target, exits);
}

/** `while`; the body may run never. */
export function whileStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const body = (): void => x.statement(tree.child(node, Field.body));
  loop(x, { node, test: tree.child(node, Field.condition), body, mayEnd: false });
}

/** `do ... while`; the body runs at least once. */
export function doStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const body = (): void => x.statement(tree.child(node, Field.body));
  loop(x, { node, test: tree.child(node, Field.condition), body, testLast: true, mayEnd: false });
}

/** `for (;;)` with its own scope. */
export function forStatement(x: Extraction, node: number): void {
  const { tree } = x;
  x.inScope(x.declared.scopes.get(node), () => {
    const label = takeLabel(x);
    x.statement(tree.child(node, Field.initializer));
    x.pendingLabel = label;
    let test = tree.child(node, Field.condition);
    if (tree.kindOf(test) === Node.expression_statement) test = tree.firstNamed(test);
    if (test >= 0 && !tree.isNamed(test)) test = -1;
    if (tree.kindOf(test) === Node.empty_statement) test = -1;
    loop(x, {
      node,
      test,
      body: () => x.statement(tree.child(node, Field.body)),
      after: () => x.expression(tree.child(node, Field.increment)),
      mayEnd: false,
    });
  });
}

/** `for ... of`, `for await` and `for ... in`. */
export function forInStatement(x: Extraction, node: number): void {
  const { tree, facts } = x;
  x.inScope(x.declared.scopes.get(node), () => {
    const label = takeLabel(x);
    const iterable = x.expression(tree.child(node, Field.right));
    const of = tree.kindOf(tree.child(node, Field.operator)) === Token.of;
    const isAsync = tree.hasToken(node, Token.await);
    const element = of ? facts.term(TermOp.ELEMENT, iterable, isAsync ? 1 : 0) : x.anyString();
    const left = tree.child(node, Field.left);
    const declares = tree.child(node, Field.kind) >= 0;
    x.pendingLabel = label;
    loop(x, {
      node,
      test: -1,
      body: () => {
        destructure(x, left, element, (inner, name, value) => {
          if (declares) bindDeclared(inner, name, value);
          else assignName(inner, name, value, BindingKind.LOOP);
        });
        x.statement(tree.child(node, Field.body));
      },
      mayEnd: true,
    });
  });
}

/** `try` with handler and finalizer; the handler may start after any statement of the body. */
export function tryStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const body = tree.child(node, Field.body);
  const handler = tree.child(node, Field.handler);
  const finalizer = tree.child(node, Field.finalizer);
  const unsure = x.env.fork();
  for (const key of assignedKeys(x, body)) unsure.forget(key);
  x.statement(body);
  const ends = [x.env];
  if (handler >= 0) {
    x.env = unsure.fork();
    x.inScope(x.declared.scopes.get(handler), () => catchClause(x, handler));
    ends.push(x.env);
  }
  x.join(ends);
  if (finalizer < 0) return;
  const reachable = x.env.reachable;
  if (!reachable) x.env = unsure;
  x.env.reachable = true;
  x.statementsIn(finalizer);
  if (!reachable) x.env.reachable = false;
}

function catchClause(x: Extraction, handler: number): void {
  const { tree, facts } = x;
  const parameter = tree.child(handler, Field.parameter);
  const type = x.type(tree.child(handler, Field.type));
  const binding = x.declared.bindings.get(parameter);
  if (binding !== undefined && type >= 0) facts.setBindingType(binding, type);
  if (parameter >= 0) destructure(x, parameter, 0, bindDeclared);
  x.statement(tree.child(handler, Field.body));
}

/** `switch`; a case is entered by its value or by falling through. */
export function switchStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const value = tree.unwrap(tree.child(node, Field.value));
  x.expression(value);
  const body = tree.child(node, Field.body);
  const target: JumpTarget = { label: takeLabel(x), loop: false, plain: true, breaks: [], continues: [] };
  x.jumps.push(target);
  const always = tree.kindOf(value) === Node.true;
  let rest = x.env;
  let falling = undefined as FlowEnvironment | undefined;
  let hasDefault = false as boolean;
  x.inScope(x.declared.scopes.get(body), () => {
    for (const clause of tree.namedChildren(body)) {
      const test = tree.child(clause, Field.value);
      let entry = rest.fork();
      if (tree.kindOf(clause) === Node.switch_default) hasDefault = true;
      else if (always) {
        x.env = rest;
        const tested = condition(x, test);
        entry = tested.whenTrue;
        rest = tested.whenFalse;
      } else {
        x.env = rest;
        x.expression(test);
        rest = x.env;
        entry = rest.fork();
        entry = x.during(entry, () => narrowEqual(x, value, tree.unwrap(test), true));
        rest = x.during(rest, () => narrowEqual(x, value, tree.unwrap(test), false));
      }
      x.join(falling === undefined ? [entry] : [falling, entry]);
      for (let child = tree.first(clause); child >= 0; child = tree.next(child)) {
        if (tree.field[child] !== Field.value && tree.isNamed(child)) x.statement(child);
      }
      falling = x.env;
    }
  });
  x.jumps.pop();
  x.join([...(falling === undefined ? [] : [falling]), ...target.breaks, ...(hasDefault && falling !== undefined ? [] : [rest])]);
}

/** `throw`: nothing after it is reached. */
export function throwStatement(x: Extraction, node: number): void {
  x.expression(x.tree.firstNamed(node));
  x.env.reachable = false;
}

/** `break` and `continue`, with or without a label. */
export function jumpStatement(x: Extraction, node: number): void {
  const { tree } = x;
  const label = tree.textOf(tree.child(node, Field.label));
  const isContinue = tree.kindOf(node) === Node.continue_statement;
  for (let at = x.jumps.length - 1; at >= 0; at--) {
    const target = x.jumps[at] as JumpTarget;
    if (label === '' ? !(isContinue ? target.loop : target.plain) : target.label !== label) continue;
    (isContinue ? target.continues : target.breaks).push(x.env.fork());
    break;
  }
  x.env.reachable = false;
}

/** A label, handed to the loop or block that it names. */
export function labeledStatement(x: Extraction, node: number): void {
  x.pendingLabel = x.tree.textOf(x.tree.child(node, Field.label));
  x.statement(x.tree.child(node, Field.body));
  x.pendingLabel = '';
}
