import type { LinkedFile } from '../program/linked-file.js';
import { ValueKind, type FunctionValue } from '../values/value.js';
import type { ValueSet } from '../values/value-set.js';
import { isSubclass } from './classes.js';
import { parameterDeclared } from './parameter-declared.js';
import type { CallArguments, Evaluator } from './evaluator.js';
import { parameterIndex } from './parameter-positions.js';

/** The overload that a call means: the first whose parameters take the arguments; the function itself when it has none. */
export function selectSignature(evaluator: Evaluator, func: FunctionValue, args: CallArguments): number {
  const { file, callable } = func;
  const { definition } = file.callable(callable);
  if (definition < 0) return callable;
  const overloads = file.index.overloads(definition);
  if (overloads.length === 0) return callable;
  const candidates = overloads.map((overload) => file.definition(overload).callable).filter((candidate) => candidate >= 0);
  const fitting = candidates.filter((candidate) => fitsCount(evaluator, sameReceiver(evaluator, func, candidate), args));
  if (fitting.length <= 1) return fitting[0] ?? candidates[0] ?? callable;
  return (
    fitting.find((candidate) => fitsTypes(evaluator, sameReceiver(evaluator, func, candidate), args)) ?? (fitting[0] as number)
  );
}

function sameReceiver(evaluator: Evaluator, func: FunctionValue, callable: number): FunctionValue {
  return evaluator.values.bound(evaluator.values.function(func.file, callable), func.receiver);
}

function fitsCount(evaluator: Evaluator, func: FunctionValue, args: CallArguments): boolean {
  const { parameters } = func.file.callable(func.callable);
  let most = 0;
  for (const [index, parameter] of parameters.entries()) {
    const position = parameterIndex(evaluator, func, index);
    if (parameter.kind === 'star') most = Number.MAX_SAFE_INTEGER;
    if (position < 0 || parameter.kind === 'keyword_only' || parameter.kind === 'double_star' || parameter.kind === 'star')
      continue;
    most = Math.max(most, position + 1);
    const isRequired = !parameter.optional && parameter.defaultValue < 0;
    if (isRequired && !args.spread && position >= args.count && args.keyword(parameter.name) === undefined) return false;
  }
  return args.count <= most;
}

function fitsTypes(evaluator: Evaluator, func: FunctionValue, args: CallArguments): boolean {
  const { parameters } = func.file.callable(func.callable);
  return parameters.every((parameter, index) => {
    if (parameter.declaredType < 0 || parameter.kind === 'star') return true;
    const position = parameterIndex(evaluator, func, index);
    if (position < 0 || position >= args.count) return true;
    const given = args.positional(position);
    return mayBe(evaluator, func.file, given, parameterDeclared(evaluator, func.file, func.callable, index));
  });
}

/** False only when no given value can be of the declared type. */
function mayBe(evaluator: Evaluator, file: LinkedFile, given: ValueSet, declared: ValueSet): boolean {
  if (given.open || given.isEmpty || declared.open || declared.isEmpty) return true;
  return given.values.some((value) => declared.values.some((type) => accepts(evaluator, file, value, type)));
}

function accepts(
  evaluator: Evaluator,
  file: LinkedFile,
  value: ValueSet['values'][number],
  type: ValueSet['values'][number],
): boolean {
  if (type.kind === ValueKind.CONSTANT && value.kind === ValueKind.CONSTANT) {
    return type.constantKind === value.constantKind && (type.text === value.text || value.text === '');
  }
  const callable = value.kind === ValueKind.FUNCTION || value.kind === ValueKind.CLASS;
  if (type.kind === ValueKind.FUNCTION)
    return callable || value.kind === ValueKind.PARAMETER || value.kind === ValueKind.EXTERNAL;
  if (type.kind !== ValueKind.INSTANCE) return true;
  if (value.kind === ValueKind.INSTANCE) return isSubclass(evaluator, value.of, type.of) || !type.of.file.isLibrary;
  const rules = evaluator.languageOf(file).types;
  if (value.kind === ValueKind.CONSTANT) return isLibraryClass(evaluator, rules.constant(value.constantKind), type);
  if (value.kind === ValueKind.ALLOCATION && value.file.op(value.term) === 13)
    return isLibraryClass(evaluator, rules.sequence(value.file.b(value.term)), type);
  if (callable) return isLibraryClass(evaluator, rules.functionClass, type);
  return true;
}

function isLibraryClass(evaluator: Evaluator, path: string, type: ValueSet['values'][number]): boolean {
  if (path === '' || type.kind !== ValueKind.INSTANCE) return true;
  const classes = evaluator.library(path);
  return classes.isEmpty || classes.values.some((of) => of.kind === ValueKind.CLASS && isSubclass(evaluator, of, type.of));
}
