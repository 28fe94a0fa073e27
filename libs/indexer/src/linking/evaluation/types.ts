import { ConstantKind, TermOp } from '../../facts/term.js';
import { BindingField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind, type SlotValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { wholeClass } from './augmentations.js';
import { Question, type Evaluator } from './evaluator.js';

/** Instances that a declared type stands for. Nothing (`None`, `void`) is no value. Memoised. */
export function declaredType(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  if (term < 0) return ValueSet.UNKNOWN;
  return evaluator.ask(file, Question.TYPE, term, () => typeOfTerm(evaluator, file, term));
}

function typeOfTerm(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const a = file.a(term);
  const b = file.b(term);
  switch (file.op(term)) {
    case TermOp.NAME:
    case TermOp.BINDING:
    case TermOp.ATTRIBUTE:
    case TermOp.IMPORT:
      return typeOfSlots(evaluator, evaluator.slots(file, term), file, []);
    case TermOp.TYPE_APPLY:
      return typeOfSlots(evaluator, typeSlots(evaluator, file, a), file, [...file.list(b)]);
    case TermOp.SUBSCRIPT:
      return typeOfSlots(
        evaluator,
        evaluator.slots(file, a),
        file,
        file.op(b) === TermOp.TUPLE ? [...file.list(file.a(b))] : [b],
      );
    case TermOp.TYPE_UNION:
    case TermOp.PHI:
      return evaluator.union([...file.list(a)].map((item) => declaredType(evaluator, file, item)));
    case TermOp.TYPE_INTERSECTION:
      return evaluator.union([...file.list(a)].map((item) => declaredType(evaluator, file, item))).withOpen(false);
    case TermOp.BINARY:
      return evaluator.union([declaredType(evaluator, file, b), declaredType(evaluator, file, file.c(term))]);
    case TermOp.CONSTANT:
      return a === ConstantKind.NONE || a === ConstantKind.UNDEFINED ? ValueSet.EMPTY : ValueSet.UNKNOWN;
    case TermOp.TYPE_LITERAL:
      return evaluator.evaluate(file, a);
    case TermOp.TYPE_ARRAY: {
      const rules = evaluator.languageOf(file).types;
      return evaluator.libraryInstance(rules.sequence(2), [declaredType(evaluator, file, a)]).weakened(Rule.declared);
    }
    case TermOp.TYPE_TUPLE:
    case TermOp.TUPLE:
      return evaluator.tuple([...file.list(a)].map((item) => declaredType(evaluator, file, item)));
    case TermOp.TYPE_FUNCTION:
      return functionType(evaluator, file, a, b);
    case TermOp.TYPE_OBJECT:
      return ValueSet.of(evaluator.values.allocation(file, term), Rule.declared);
    case TermOp.TYPE_QUERY:
      return evaluator.evaluate(file, a);
    case TermOp.TYPE_KEYWORD:
      return keyword(evaluator, file, file.string(a));
    default:
      return compoundType(evaluator, file, term);
  }
}

function compoundType(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const a = file.a(term);
  const b = file.b(term);
  switch (file.op(term)) {
    case TermOp.TYPE_INDEXED:
      return indexedType(evaluator, file, a, b);
    case TermOp.TYPE_KEYOF:
      return evaluator.libraryInstance(evaluator.languageOf(file).types.constant(ConstantKind.STRING));
    case TermOp.TYPE_CONDITIONAL: {
      const [, whenTrue = 0, whenFalse = 0] = file.list(b);
      return evaluator.union([declaredType(evaluator, file, whenTrue), declaredType(evaluator, file, whenFalse)]);
    }
    case TermOp.TYPE_MAPPED:
      return mappedType(evaluator, file, term);
    case TermOp.TYPE_PREDICATE:
      return evaluator.libraryInstance(evaluator.languageOf(file).types.constant(ConstantKind.BOOLEAN));
    case TermOp.TYPE_THIS:
      return evaluator.thisOf(file, a);
    case TermOp.TYPE_IMPORT:
      return typeOfSlots(evaluator, typeSlots(evaluator, file, term), file, []);
    default:
      return ValueSet.UNKNOWN;
  }
}

/** Places that a type name names: `A`, `A.B`, `import('x').A`. */
function typeSlots(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  let slots = evaluator.slots(file, term);
  if (file.op(term) !== TermOp.TYPE_IMPORT || file.b(term) < 0) return slots;
  for (const part of file.list(file.b(term))) slots = namespaceMember(evaluator, slots, file.string(part));
  return slots;
}

/** Member of a namespace or module as a type. */
function namespaceMember(evaluator: Evaluator, slots: ValueSet, name: string): ValueSet {
  const builder = new ValueSetBuilder();
  for (const value of evaluator.read(slots, undefined).values) {
    const found =
      value.kind === ValueKind.MODULE ? evaluator.exportSlots(value.file, name, 1) : evaluator.memberSlots(value, name);
    builder.addAll(found);
  }
  return builder.build();
}

function functionType(evaluator: Evaluator, file: LinkedFile, callable: number, isConstructor: number): ValueSet {
  if (isConstructor !== 1) return ValueSet.of(evaluator.values.function(file, callable), Rule.declared);
  const result = evaluator.declaredType(file, file.callable(callable).returnType);
  return evaluator.classOf(result);
}

function keyword(evaluator: Evaluator, file: LinkedFile, name: string): ValueSet {
  const path = evaluator.languageOf(file).types.keyword(name);
  if (path === 'unknown') return ValueSet.UNKNOWN;
  return path === 'nothing' || path === '' ? ValueSet.EMPTY : evaluator.libraryInstance(path).weakened(Rule.declared);
}

function indexedType(evaluator: Evaluator, file: LinkedFile, object: number, index: number): ValueSet {
  const objects = declaredType(evaluator, file, object);
  const texts = evaluator.texts(declaredType(evaluator, file, index));
  if (texts === undefined) return evaluator.element(objects, false);
  return evaluator.union(texts.map((text) => evaluator.member(objects, text)));
}

/** `{ [K in keyof T]: T[K] }` keeps the members of T, and so does one that writes their functions anew; others are unknown. */
function mappedType(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const [constraint = 0, value = 0] = file.list(file.a(term));
  if (file.op(constraint) !== TermOp.TYPE_KEYOF) return ValueSet.UNKNOWN;
  const source = file.a(constraint);
  return keepsMember(file, value, source) ? declaredType(evaluator, file, source) : ValueSet.UNKNOWN;
}

/** `T[K]`, or `T[K] extends (...a: infer A) => infer R ? (this: T, ...a: A) => R : never`: functions that give what they gave. */
function keepsMember(file: LinkedFile, value: number, source: number): boolean {
  const isMember = (term: number) => file.op(term) === TermOp.TYPE_INDEXED && file.a(term) === source;
  if (isMember(value)) return true;
  if (file.op(value) !== TermOp.TYPE_CONDITIONAL || !isMember(file.a(value))) return false;
  const [tested = 0, whenTrue = 0, whenFalse = 0] = file.list(file.b(value));
  const isNever = file.op(whenFalse) === TermOp.TYPE_KEYWORD && file.string(file.a(whenFalse)) === 'never';
  return (isNever || isMember(whenFalse)) && (isMember(whenTrue) || givesInferred(file, whenTrue, tested));
}

/** A function type whose result is what the type that was tested for inferred of a result. */
function givesInferred(file: LinkedFile, type: number, tested: number): boolean {
  const inferred = resultType(file, tested);
  const given = resultType(file, type);
  return file.op(inferred) === TermOp.TYPE_INFER && file.op(given) === TermOp.NAME && file.a(inferred) === file.a(given);
}

/** What a function type says that it returns; 0 for other types. */
function resultType(file: LinkedFile, type: number): number {
  return file.op(type) === TermOp.TYPE_FUNCTION ? Math.max(0, file.callable(file.a(type)).returnType) : 0;
}

/** Instances of the types that places name, with type arguments (type terms of `file`). */
export function typeOfSlots(evaluator: Evaluator, slots: ValueSet, file: LinkedFile, args: readonly number[]): ValueSet {
  const builder = new ValueSetBuilder();
  slots.values.forEach((slot, index) => {
    const path = evaluator.externalPath(slot);
    const special = path === undefined ? undefined : specialType(evaluator, path, file, args);
    builder.addAll(special ?? typeOfSlot(evaluator, slot, file, args), slots.evidence[index]);
  });
  return slots.open ? builder.open().build() : builder.build();
}

function specialType(evaluator: Evaluator, path: string, file: LinkedFile, args: readonly number[]): ValueSet | undefined {
  const argument = (index: number) => {
    const term = args[index];
    return term === undefined ? ValueSet.UNKNOWN : declaredType(evaluator, file, term);
  };
  return evaluator.languageOf(file).types.special(path, { file, terms: args, argument }, evaluator);
}

function typeOfSlot(evaluator: Evaluator, slot: Value, file: LinkedFile, args: readonly number[]): ValueSet {
  switch (slot.kind) {
    case ValueKind.SLOT:
      return typeOfPlace(evaluator, slot, file, args);
    case ValueKind.CLASS:
      return instanceWith(evaluator, slot, file, args);
    case ValueKind.TYPE_PARAMETER:
      return ValueSet.of(slot, Rule.scope);
    case ValueKind.EXTERNAL:
      return ValueSet.of(slot, Rule.scope);
    default:
      return ValueSet.UNKNOWN;
  }
}

function typeOfPlace(evaluator: Evaluator, slot: SlotValue, file: LinkedFile, args: readonly number[]): ValueSet {
  const holder = slot.file;
  if (slot.slotKind === SlotKind.DEFINITION) {
    const fact = holder.definition(slot.index);
    if (fact.label === 'CLASS') {
      const whole = wholeClass(evaluator, holder, slot.index);
      return whole.kind === ValueKind.CLASS ? instanceWith(evaluator, whole, file, args) : ValueSet.of(whole, Rule.declared);
    }
    if (fact.label === 'TYPE') return aliasType(evaluator, slot, file, args);
    if (fact.label === 'FUNCTION') return functionAsType(evaluator, slot);
    const term = fact.binding >= 0 ? holder.binding(fact.binding, BindingField.VALUE) : fact.value;
    return valueAsType(evaluator, { file: holder, term, binding: fact.binding }, file, args);
  }
  if (slot.slotKind === SlotKind.BINDING) {
    const term = holder.binding(slot.index, BindingField.VALUE);
    return valueAsType(evaluator, { file: holder, term, binding: slot.index }, file, args);
  }
  if (slot.slotKind === SlotKind.TERM) return declaredType(evaluator, holder, slot.index);
  return ValueSet.UNKNOWN;
}

/** A constructor function named as a type. */
function functionAsType(evaluator: Evaluator, slot: SlotValue): ValueSet {
  return evaluator.instantiate(evaluator.read(ValueSet.of(slot, Rule.scope), undefined));
}

/** A variable used as a type: an alias (`Name = Optional[X]`), a type variable, or a class made by a call. */
function valueAsType(
  evaluator: Evaluator,
  place: { readonly file: LinkedFile; readonly term: number; readonly binding: number },
  file: LinkedFile,
  args: readonly number[],
): ValueSet {
  const { file: holder, term, binding } = place;
  if (term <= 0) return ValueSet.UNKNOWN;
  const op = holder.op(term);
  if (op === TermOp.CALL) {
    const callee = evaluator.evaluate(holder, holder.a(term));
    const { types } = evaluator.languageOf(holder);
    const paths = callee.values.map((value) => evaluator.externalPath(value));
    if (binding >= 0 && paths.some((path) => path !== undefined && types.isTypeVariable(path))) {
      return ValueSet.of(evaluator.values.typeParameter(holder, binding), Rule.scope);
    }
    return evaluator.instantiate(evaluator.evaluate(holder, term));
  }
  const type = declaredType(evaluator, holder, term);
  if (args.length === 0 || !type.symbolic) return type;
  const given = args.map((argument) => declaredType(evaluator, file, argument));
  const map = new Map<Value, ValueSet>();
  const parameters = typeParametersIn(type);
  parameters.forEach((parameter, index) => map.set(parameter, given[index] ?? ValueSet.UNKNOWN));
  return evaluator.substitute(type, map);
}

function typeParametersIn(set: ValueSet): readonly Value[] {
  const found: Value[] = [];
  const visit = (values: ValueSet) => {
    for (const value of values.values) {
      if (value.kind === ValueKind.TYPE_PARAMETER && !found.includes(value)) found.push(value);
      if (value.kind === ValueKind.INSTANCE) value.arguments.forEach(visit);
      if (value.kind === ValueKind.TUPLE) value.items.forEach(visit);
    }
  };
  visit(set);
  return found;
}

function aliasType(evaluator: Evaluator, slot: SlotValue, file: LinkedFile, args: readonly number[]): ValueSet {
  const { file: holder, index } = slot;
  const fact = holder.definition(index);
  const term = fact.declaredType >= 0 ? fact.declaredType : fact.value;
  if (term < 0) return ValueSet.UNKNOWN;
  const type = declaredType(evaluator, holder, term);
  if (fact.typeParameters.length === 0 || !type.symbolic) return type;
  return evaluator.substitute(type, aliasParameters(evaluator, slot, file, args));
}

/** Type parameters of an alias bound to type arguments (type terms of `file`), else to their defaults. */
function aliasParameters(
  evaluator: Evaluator,
  { file: holder, index }: SlotValue,
  file: LinkedFile,
  args: readonly number[],
): Map<Value, ValueSet> {
  const map = new Map<Value, ValueSet>();
  holder.definition(index).typeParameters.forEach((parameter, at) => {
    const argument = args[at];
    const given =
      argument === undefined
        ? parameter.defaultType >= 0
          ? declaredType(evaluator, holder, parameter.defaultType)
          : ValueSet.UNKNOWN
        : declaredType(evaluator, file, argument);
    map.set(evaluator.values.typeParameter(holder, parameter.binding), given);
  });
  return map;
}

/** Aliases of aliases beyond this many are not followed for their type arguments. */
const ALIAS_LIMIT = 5;

/** What the type arguments of an alias of a function type bind, and those of the aliases behind it: its parameters stay as declared. */
export function aliasArguments(
  evaluator: Evaluator,
  file: LinkedFile,
  term: number,
  limit = ALIAS_LIMIT,
): ReadonlyMap<Value, ValueSet> {
  const map = new Map<Value, ValueSet>();
  const alias = limit === 0 ? undefined : aliasAt(evaluator, file, term);
  if (alias === undefined) return map;
  const args = file.op(term) === TermOp.TYPE_APPLY ? [...file.list(file.b(term))] : [];
  const own = aliasParameters(evaluator, alias, file, args);
  for (const [parameter, given] of own) map.set(parameter, given);
  const behind = alias.file.definition(alias.index).declaredType;
  for (const [parameter, given] of aliasArguments(evaluator, alias.file, behind, limit - 1))
    map.set(parameter, evaluator.substitute(given, own));
  return map;
}

/** The alias that a type term names, with or without type arguments; undefined when it names none, or several. */
function aliasAt(evaluator: Evaluator, file: LinkedFile, term: number): SlotValue | undefined {
  const isApplied = file.op(term) === TermOp.TYPE_APPLY;
  if (!isApplied && file.op(term) !== TermOp.NAME) return undefined;
  const { values } = typeSlots(evaluator, file, isApplied ? file.a(term) : term);
  const [slot] = values;
  if (values.length !== 1 || slot?.kind !== ValueKind.SLOT || slot.slotKind !== SlotKind.DEFINITION) return undefined;
  const { label, declaredType: type } = slot.file.definition(slot.index);
  return label === 'TYPE' && type >= 0 ? slot : undefined;
}

function instanceWith(
  evaluator: Evaluator,
  of: Parameters<Evaluator['typeParameters']>[0],
  file: LinkedFile,
  args: readonly number[],
): ValueSet {
  if (args.length === 0) {
    const defaults = of.file
      .definition(of.definition)
      .typeParameters.map((parameter) =>
        parameter.defaultType >= 0 ? declaredType(evaluator, of.file, parameter.defaultType) : ValueSet.UNKNOWN,
      );
    return ValueSet.of(evaluator.values.instance(of, defaults), Rule.declared);
  }
  const given = args.map((argument) => declaredType(evaluator, file, argument));
  return ValueSet.of(evaluator.values.instance(of, given), Rule.declared);
}
