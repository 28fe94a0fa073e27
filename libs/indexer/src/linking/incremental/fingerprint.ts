import type { LinkedFile } from '../program/linked-file.js';
import { SlotKind, ValueKind, type Value } from '../values/value.js';
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
    case ValueKind.TUPLE:
      return `(${value.items.map(fingerprint).join(',')})`;
    case ValueKind.ALLOCATION:
      // Literals are read part by part, by number: any edit of their file may have moved the parts.
      return `${value.key} in state ${String(value.file.state)}`;
    case ValueKind.SLOT:
      return value.slotKind === SlotKind.DEFINITION
        ? `${value.key} ${definitionPrint(value.file, value.index)}`
        : `${value.key} in state ${String(value.file.state)}`;
    case ValueKind.SUPER:
      return `super ${valuePrint(value.after)} ${valuePrint(value.receiver)}`;
    default:
      return value.key;
  }
}

function definitionPrint(file: LinkedFile, definition: number): string {
  const fact = file.definition(definition);
  const callable = fact.callable < 0 ? '' : callablePrint(file, fact.callable);
  const members = fact.label === 'CLASS' ? classPrint(file, definition) : '';
  return `${fact.kind} ${String(fact.flags)} ${String(fact.declaredType >= 0)} ${callable} ${members}`;
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
      [parameter.name, parameter.kind, parameter.declaredType >= 0, parameter.defaultValue >= 0, parameter.optional].join('/'),
    );
    const typeParameters = fact.typeParameters.map((parameter) => `${parameter.name}#${String(parameter.binding)}`);
    const overloads = fact.definition < 0 ? [] : file.index.overloads(fact.definition);
    const state = fact.definition < 0 ? `state ${String(file.state)}` : '';
    const signatures = overloads.map((overload) => callablePrint(file, file.definition(overload).callable));
    return `${String(fact.flags)} (${parameters.join(',')}) <${typeParameters.join(',')}> [${signatures.join(';')}] ${state}`;
  });
}
