import { TermOp } from '../../facts/term.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { BindingField } from './record-fields.js';

/** Where a function or an object literal stands: what it is passed to, or what it is the value of. */
export interface ValueContext {
  /** argument: `term` is the CALL or NEW, `position` the argument; value: `term` is a declared type that the place has; key: `term` is the MAPPING. */
  readonly kind: 'argument' | 'declared' | 'element' | 'key' | 'returned';
  /** For `returned`: the callable that returns it. */
  readonly term: number;
  readonly position: number;
  readonly name: string;
}

/** Tells of a place where a value stands. */
type Note = (value: number, context: ValueContext) => void;

/** Places where values stand. */
export interface ValueContexts {
  /** By callable. */
  readonly functions: ReadonlyMap<number, readonly ValueContext[]>;
  /** By MAPPING or SEQUENCE term. */
  readonly literals: ReadonlyMap<number, readonly ValueContext[]>;
}

/** Functions and object literals of a file by the places where they stand as values. */
export function valueContexts(file: LinkedFile): ValueContexts {
  const functions = new Map<number, ValueContext[]>();
  const literals = new Map<number, ValueContext[]>();
  const note: Note = (value, context) => {
    if (value < 0) return;
    if (file.op(value) === TermOp.FUNCTION) append(functions, file.a(value), context);
    else if (file.op(value) === TermOp.MAPPING || file.op(value) === TermOp.SEQUENCE) append(literals, value, context);
  };
  for (let term = 0; term < file.termCount; term++) noteParts(file, term, note);
  noteDeclared(file, note);
  file.facts.callables.forEach((fact, callable) => {
    for (const returned of fact.returns) note(returned, { kind: 'returned', term: callable, position: -1, name: '' });
  });
  return { functions, literals };
}

/** Notes what stands inside a term. */
function noteParts(file: LinkedFile, term: number, note: Note): void {
  switch (file.op(term)) {
    case TermOp.CALL:
    case TermOp.NEW:
      noteNamed(file, { term, list: file.b(term), kind: 'argument' }, note);
      return;
    case TermOp.MAPPING:
      noteNamed(file, { term, list: file.a(term), kind: 'key' }, note);
      return;
    case TermOp.SEQUENCE:
      for (const item of file.list(file.a(term))) note(item, { kind: 'element', term, position: -1, name: '' });
      return;
    case TermOp.CAST:
      note(file.a(term), { kind: 'declared', term: file.b(term), position: -1, name: '' });
      return;
    default:
  }
}

/** Arguments of a call, or pairs of an object literal. */
function noteNamed(file: LinkedFile, holder: { term: number; list: number; kind: 'argument' | 'key' }, note: Note): void {
  const pairs = file.list(holder.list);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const name = pairs[at] as number;
    const position = holder.kind === 'argument' ? at / 2 : -1;
    const context = { kind: holder.kind, term: holder.term, position, name: name >= 0 ? file.string(name) : '' };
    note(pairs[at + 1] as number, context);
  }
}

function noteDeclared(file: LinkedFile, note: Note): void {
  for (let index = 0; index < file.bindingCount; index++) {
    const declared = file.binding(index, BindingField.TYPE);
    if (declared < 0) continue;
    note(file.binding(index, BindingField.VALUE), { kind: 'declared', term: declared, position: -1, name: '' });
  }
  for (const fact of file.facts.definitions) {
    if (fact.declaredType >= 0) note(fact.value, { kind: 'declared', term: fact.declaredType, position: -1, name: '' });
  }
}
