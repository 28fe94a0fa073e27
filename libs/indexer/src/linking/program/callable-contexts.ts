import { TermOp } from '../../facts/term.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { BindingField } from './record-fields.js';

/** Where an anonymous function stands: what it is passed to, or what it is the value of. */
export interface CallableContext {
  /** argument: `term` is the CALL or NEW, `position` the argument; value: `term` is a declared type that the place has; key: `term` is the MAPPING. */
  readonly kind: 'argument' | 'declared' | 'key' | 'returned';
  /** For `returned`: the callable that returns it. */
  readonly term: number;
  readonly position: number;
  readonly name: string;
}

/** Tells of a place where a value stands. */
type Note = (value: number, context: CallableContext) => void;

/** Anonymous and named functions of a file by the places where they stand as values. */
export function callableContexts(file: LinkedFile): ReadonlyMap<number, readonly CallableContext[]> {
  const contexts = new Map<number, CallableContext[]>();
  const note: Note = (value, context) => {
    if (value >= 0 && file.op(value) === TermOp.FUNCTION) append(contexts, file.a(value), context);
  };
  for (let term = 0; term < file.termCount; term++) {
    const op = file.op(term);
    if (op === TermOp.CALL || op === TermOp.NEW) noteNamed(file, { term, list: file.b(term), kind: 'argument' }, note);
    else if (op === TermOp.MAPPING) noteNamed(file, { term, list: file.a(term), kind: 'key' }, note);
  }
  noteDeclared(file, note);
  file.facts.callables.forEach((fact, callable) => {
    for (const returned of fact.returns) note(returned, { kind: 'returned', term: callable, position: -1, name: '' });
  });
  return contexts;
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
