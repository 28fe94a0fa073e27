import { BindingField, type LinkedFile } from '../program/linked-file.js';
import type { CallIndex } from '../evaluation/call-index.js';
import { SlotKind, ValueKind, type SlotValue, type Value } from '../values/value.js';
import type { ValueSet } from '../values/value-set.js';

/**
 * Says the same of two answers, taken in two states of the program, only if no asker can tell them apart without asking more:
 * identity and evidence of the values, and what askers read of definitions directly (signatures, member lists, flags).
 */
export function fingerprint(set: ValueSet): string {
  const parts = set.values.map((value, index) => `${valuePrint(value)}@${String(set.evidence[index])}`).sort();
  return (set.open ? '?' : '') + parts.join('|');
}

function valuePrint(value: Value): string {
  switch (value.kind) {
    case ValueKind.CLASS:
      return `${value.key} ${classPrint(value.file, value.definition)}`;
    case ValueKind.INSTANCE:
      return `${valuePrint(value.of)}<${value.arguments.map(fingerprint).join(',')}>`;
    case ValueKind.SELF:
      return `${value.key} ${classPrint(value.of.file, value.of.definition)}`;
    case ValueKind.FUNCTION: {
      const receiver = value.receiver === undefined ? '' : valuePrint(value.receiver);
      const result = value.result === undefined ? '' : fingerprint(value.result);
      return `${value.key} ${callablePrint(value.file, value.callable)} (${receiver}) ${result}`;
    }
    case ValueKind.TYPE_PARAMETER:
      return `${value.key} ${boundPrint(value.file, value.binding)}`;
    case ValueKind.TUPLE:
      return `(${value.items.map(fingerprint).join(',')})`;
    case ValueKind.ALLOCATION:
      return `literal ${value.file.path} ${termPrint(value.file, value.term)}`;
    case ValueKind.SLOT:
      return slotPrint(value);
    case ValueKind.SUPER:
      return `super ${valuePrint(value.after)} ${valuePrint(value.receiver)}`;
    default:
      return value.key;
  }
}

function slotPrint({ file, slotKind, index, key }: SlotValue): string {
  switch (slotKind) {
    case SlotKind.DEFINITION:
      return `${key} ${definitionPrint(file, index)}`;
    case SlotKind.TERM:
      return `term ${file.path} ${termPrint(file, index)}`;
    default:
      return `${key} in state ${String(file.state)}`;
  }
}

/** What bounds a type parameter, declared or made by a call. */
function boundPrint(file: LinkedFile, binding: number): string {
  const constraint = file.index.typeParameter(binding)?.constraint ?? -1;
  return `${termPrint(file, constraint)} ${termPrint(file, file.binding(binding, BindingField.VALUE))}`;
}

/** A term as it is written; one without a name is another one after each edit of its file. */
function termPrint(file: LinkedFile, term: number): string {
  return file.index.termKeys.keyOf(term) ?? `#${String(term)} in state ${String(file.state)}`;
}

/** What calls of a file there are under a name: which functions, with which receivers, by which terms. */
export function callsPrint(file: LinkedFile, index: CallIndex): string {
  const calls = [...index.ofFunction.values()].flatMap((known) =>
    known.map(({ callee, arguments: given }) => {
      const { site, count, positional } = given();
      const place = site === undefined ? decorationPrint(count, positional) : termPrint(site.file, site.term);
      return `${valuePrint(callee)} by ${place}`;
    }),
  );
  const parameters = [...index.ofParameter].flatMap(([value, terms]) =>
    terms.map((term) => `${value.key} by ${termPrint(file, term)}`),
  );
  return [...calls, ...parameters].sort().join('|');
}

/** What a decorator is called with is a value that is made without asking. */
function decorationPrint(count: number, positional: (index: number) => ValueSet): string {
  return Array.from({ length: count }, (_none, at) => fingerprint(positional(at))).join(',');
}

function definitionPrint(file: LinkedFile, definition: number): string {
  const fact = file.definition(definition);
  const callable = fact.callable < 0 ? '' : callablePrint(file, fact.callable);
  const members = fact.label === 'CLASS' ? classPrint(file, definition) : '';
  const decorators = fact.decorators.map((term) => termPrint(file, term)).join(',');
  return `${fact.kind} ${String(fact.flags)} ${String(fact.declaredType >= 0)} @${decorators} ${callable} ${members}`;
}

function classPrint(file: LinkedFile, definition: number): string {
  return file.index.print(`class ${String(definition)}`, () => {
    const members = [...file.index.classMembers(definition)].map(([name, found]) => {
      const facts = found.map((member) => file.definition(member));
      return `${name}:${facts.map((fact) => `${fact.label}/${fact.kind}/${String(fact.flags)}`).join('+')}`;
    });
    const fact = file.definition(definition);
    const parameters = fact.typeParameters.map((parameter) => `${parameter.name}#${String(parameter.binding)}`);
    return `${fact.kind} ${String(fact.flags)} <${parameters.join(',')}> {${members.sort().join(',')}}`;
  });
}

function callablePrint(file: LinkedFile, callable: number): string {
  return file.index.print(`callable ${String(callable)}`, () => {
    const fact = file.callable(callable);
    const parameters = fact.parameters.map((parameter) =>
      [
        parameter.name,
        parameter.kind,
        termPrint(file, parameter.declaredType),
        termPrint(file, parameter.defaultValue),
        parameter.optional,
      ].join('/'),
    );
    const typeParameters = fact.typeParameters.map((parameter) => `${parameter.name}#${String(parameter.binding)}`);
    const overloads = fact.definition < 0 ? [] : file.index.overloads(fact.definition);
    const state = fact.definition < 0 ? `state ${String(file.state)}` : '';
    const signatures = overloads.map((overload) => callablePrint(file, file.definition(overload).callable));
    return `${String(fact.flags)} (${parameters.join(',')}) <${typeParameters.join(',')}> ${termPrint(file, fact.returnType)} [${signatures.join(';')}] ${state}`;
  });
}
