import { BindingKind, SiteFlag } from '../../facts/file-facts.js';
import type { FlowEnvironment } from '../../facts/flow-environment.js';
import { NarrowKind, TermOp } from '../../facts/term.js';
import type { PythonReader } from './python-reader.js';

/** Jumps out of the loop being read. */
interface Loop {
  readonly breaks: FlowEnvironment[];
  readonly continues: FlowEnvironment[];
}

const SWALLOWS_EXCEPTIONS = /(?:^|\.)(?:suppress|raises|assertRaises|assertRaisesRegex|warns|assertWarns)$/;

/** True for flow keys of plain names (`scope:name` without a member path) that belong to the function being read. */
function localNameTest(reader: PythonReader): (key: string) => boolean {
  const first = reader.functionContext?.scope.index ?? 0;
  return (key) => !key.includes('.') && Number.parseInt(key, 10) >= first;
}

/** Reads the statements that branch, repeat and protect, and joins what flows through them. */
export class FlowStatements {
  readonly #reader: PythonReader;
  #loop: Loop | undefined;

  constructor(reader: PythonReader) {
    this.#reader = reader;
  }

  readIf(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const exits: FlowEnvironment[] = [];
    reader.conditionalDepth++;
    this.#branch(node, exits);
    for (let child = tree.firstChild(node); child >= 0; child = tree.nextSibling(child)) {
      if (tree.kind[child] === kinds.elif_clause) this.#branch(child, exits);
      else if (tree.kind[child] === kinds.else_clause) this.#readBlock(tree.childByField(child, fields.body));
      else if (tree.isError(child)) reader.statements.read(child);
    }
    reader.conditionalDepth--;
    exits.push(reader.flow);
    this.#join(exits);
  }

  /** Reads condition and body of one branch; goes on with the flow where the condition failed. */
  #branch(node: number, exits: FlowEnvironment[]): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const condition = tree.childByField(node, grammar.fields.condition);
    reader.expressions.read(condition);
    const whenFalse = reader.flow.fork();
    reader.narrowing.apply(condition, false, whenFalse);
    reader.narrowing.apply(condition, true, reader.flow);
    const outer = reader.isTypeChecking;
    reader.isTypeChecking ||= /^(?:typing\.|t\.)?TYPE_CHECKING$/.test(condition < 0 ? '' : tree.textOf(condition));
    this.#readBlock(tree.childByField(node, grammar.fields.consequence));
    reader.isTypeChecking = outer;
    exits.push(reader.flow);
    reader.flow = whenFalse;
  }

  readWhile(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const condition = tree.childByField(node, fields.condition);
    this.#readLoop(node, {
      head: () => reader.expressions.read(condition),
      enter: (flow) => reader.narrowing.apply(condition, true, flow),
      leave: (flow) => reader.narrowing.apply(condition, false, flow),
    });
  }

  readFor(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const iterable = reader.expressions.read(tree.childByField(node, fields.right));
    const value = reader.facts.term(TermOp.ELEMENT, iterable, reader.syntax.startsWith(node, 'async') ? 1 : 0);
    const left = tree.childByField(node, fields.left);
    this.#readLoop(node, {
      head: () => undefined,
      enter: () => {
        if (left >= 0) reader.assignments.assign(left, { value, kind: BindingKind.LOOP, statement: node });
      },
      leave: () => undefined,
    });
  }

  readBreak(): void {
    this.#loop?.breaks.push(this.#reader.flow.fork());
    this.#reader.flow.reachable = false;
  }

  readContinue(): void {
    this.#loop?.continues.push(this.#reader.flow.fork());
    this.#reader.flow.reachable = false;
  }

  readWith(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const isAsync = reader.syntax.startsWith(node, 'async') ? 1 : 0;
    const clause = tree.childOfKind(node, kinds.with_clause);
    let swallows = false;
    for (const item of clause < 0 ? [] : reader.syntax.namedChildren(clause)) {
      if (tree.kind[item] !== kinds.with_item) {
        reader.expressions.read(item);
        continue;
      }
      const value = tree.childByField(item, fields.value);
      const isNamed = value >= 0 && tree.kind[value] === kinds.as_pattern;
      const manager = isNamed ? reader.syntax.firstNamed(value) : value;
      const term = reader.expressions.read(manager);
      swallows ||= this.#swallows(manager);
      const target = isNamed ? tree.childByField(value, fields.alias) : -1;
      if (target < 0) continue;
      reader.assignments.assign(target, {
        value: reader.facts.term(TermOp.ENTER, term, isAsync),
        kind: BindingKind.WITH,
        statement: item,
      });
    }
    const before = swallows ? reader.flow.fork() : undefined;
    this.#readBlock(tree.childByField(node, fields.body));
    if (before !== undefined) this.#join([before, reader.flow]);
  }

  readTry(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    reader.conditionalDepth++;
    const before = reader.flow.fork();
    this.#readBlock(tree.childByField(node, fields.body));
    const afterBody = reader.flow;
    const anywhere = this.#somewhereBetween(before, afterBody);
    const exits: FlowEnvironment[] = [];
    let normal = afterBody;
    let finallyClause = -1;
    for (const child of reader.syntax.namedChildren(node)) {
      if (tree.kind[child] === kinds.except_clause) {
        reader.flow = anywhere.fork();
        this.#readExcept(child);
        exits.push(reader.flow);
      } else if (tree.kind[child] === kinds.else_clause) {
        reader.flow = normal;
        this.#readBlock(tree.childByField(child, fields.body));
        normal = reader.flow;
      } else if (tree.kind[child] === kinds.finally_clause) {
        finallyClause = child;
      } else if (tree.isError(child)) {
        reader.statements.read(child);
      }
    }
    reader.conditionalDepth--;
    exits.unshift(normal);
    reader.flow = normal;
    this.#join(exits);
    if (finallyClause >= 0) this.#readFinally(finallyClause, anywhere);
  }

  readMatch(node: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const subjects = reader.syntax.namedChildren(node).filter((child) => tree.field[child] === fields.subject);
    const terms = subjects.map((subject) => reader.expressions.read(subject));
    const term = terms.length === 1 ? (terms[0] as number) : reader.facts.term(TermOp.TUPLE, reader.facts.list(terms));
    const key = subjects.length === 1 ? reader.narrowing.key(subjects[0] as number) : undefined;
    const body = tree.childByField(node, fields.body);
    const exits: FlowEnvironment[] = [];
    let isExhausted = false;
    for (const clause of body < 0 ? [] : reader.syntax.namedChildren(body)) {
      if (tree.kind[clause] !== kinds.case_clause) {
        reader.statements.read(clause);
        continue;
      }
      const rest = reader.flow;
      reader.flow = rest.fork();
      isExhausted = this.#readCase(clause, { term, key }) || isExhausted;
      exits.push(reader.flow);
      reader.flow = rest;
    }
    if (isExhausted) reader.flow.reachable = false;
    exits.push(reader.flow);
    this.#join(exits);
  }

  /** @returns true when nothing gets past this clause. */
  #readCase(clause: number, subject: { term: number; key: string | undefined }): boolean {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const patterns = reader.syntax.namedChildren(clause).filter((child) => tree.kind[child] === kinds.case_pattern);
    const guard = tree.childByField(clause, fields.guard);
    let isTotal = false;
    if (patterns.length === 1) {
      const narrowed = reader.patterns.read(patterns[0] as number, subject.term);
      if (subject.key !== undefined && narrowed !== subject.term) reader.flow.narrow(subject.key, narrowed);
      isTotal = guard < 0 && reader.patterns.isIrrefutable(patterns[0] as number);
    } else {
      reader.patterns.readTuple(patterns, subject.term);
    }
    if (guard >= 0) {
      const condition = reader.syntax.firstNamed(guard);
      reader.expressions.read(condition);
      reader.narrowing.apply(condition, true, reader.flow);
    }
    this.#readBlock(tree.childByField(clause, fields.consequence));
    return isTotal;
  }

  #readExcept(clause: number): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { kinds, fields } = grammar;
    const isGroup = tree.children(clause).some((child) => tree.textOf(child) === '*');
    for (const value of reader.syntax.namedChildren(clause)) {
      if (tree.kind[value] === kinds.block) continue;
      const isNamed = tree.kind[value] === kinds.as_pattern;
      const type = isNamed ? reader.syntax.firstNamed(value) : value;
      const test = reader.expressions.read(type, SiteFlag.CLASS_TEST);
      const target = isNamed ? tree.childByField(value, fields.alias) : tree.childByField(clause, fields.alias);
      if (target < 0 || tree.field[value] === fields.alias) continue;
      const group = reader.nameTerm('ExceptionGroup', reader.scope);
      const caught = reader.facts.term(TermOp.NARROW, 0, isGroup ? group : test, NarrowKind.INSTANCE_OF);
      reader.assignments.assign(target, { value: caught, kind: BindingKind.EXCEPT, statement: clause });
    }
    this.#readBlock(tree.childOfKind(clause, kinds.block));
  }

  #readFinally(clause: number, anywhere: FlowEnvironment): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const isReachable = reader.flow.reachable;
    if (!isReachable) reader.flow = anywhere.fork();
    this.#readBlock(tree.childOfKind(clause, grammar.kinds.block));
    if (!isReachable) reader.flow.reachable = false;
  }

  /** What holds in a handler: the values before the body or after it, whichever statement raised. */
  #somewhereBetween(before: FlowEnvironment, after: FlowEnvironment): FlowEnvironment {
    const end = after.fork();
    end.reachable = true;
    const start = before.fork();
    const result = before.fork();
    result.replaceByMerge([start, end], this.#reader.facts, localNameTest(this.#reader));
    result.reachable = before.reachable;
    return result;
  }

  #readLoop(
    node: number,
    loop: { head: () => void; enter: (flow: FlowEnvironment) => void; leave: (flow: FlowEnvironment) => void },
  ): void {
    const reader = this.#reader;
    const { tree, grammar } = reader.syntax;
    const { fields } = grammar;
    const outerLoop = this.#loop;
    const jumps: Loop = { breaks: [], continues: [] };
    this.#loop = jumps;
    const close = reader.flow.enterLoop(this.#assignedKeys(node), reader.facts);
    loop.head();
    const exit = reader.flow.fork();
    loop.leave(exit);
    loop.enter(reader.flow);
    this.#readBlock(tree.childByField(node, fields.body));
    close([...jumps.continues, reader.flow]);
    const repeated = [reader.flow, ...jumps.continues];
    for (const flow of repeated) flow.reachable &&= exit.reachable;
    this.#loop = outerLoop;
    reader.flow = exit;
    const { reachable } = exit;
    this.#join([exit.fork(), ...repeated]);
    reader.flow.reachable = reachable;
    const otherwise = tree.childByField(node, fields.alternative);
    if (otherwise >= 0) this.#readBlock(tree.childByField(otherwise, fields.body));
    this.#join([reader.flow.fork(), ...jumps.breaks]);
  }

  #readBlock(block: number): void {
    if (block >= 0) this.#reader.statements.read(block);
  }

  #join(exits: readonly FlowEnvironment[]): void {
    this.#reader.flow.replaceByMerge(exits, this.#reader.facts, localNameTest(this.#reader));
  }

  /** Flow keys that a loop's target and body assign. */
  #assignedKeys(node: number): Set<string> {
    const reader = this.#reader;
    const keys = new Set<string>();
    reader.visitBindings([node, reader.syntax.tree.after[node] as number], (target, form) => {
      if (form === 'global' || form === 'nonlocal' || form === 'star') return;
      const key = reader.narrowing.key(target);
      if (key !== undefined) keys.add(key);
    });
    return keys;
  }

  #swallows(manager: number): boolean {
    const { tree, grammar } = this.#reader.syntax;
    if (manager < 0 || tree.kind[manager] !== grammar.kinds.call) return false;
    const callee = tree.childByField(manager, grammar.fields.function);
    return callee >= 0 && SWALLOWS_EXCEPTIONS.test(tree.textOf(callee));
  }
}
