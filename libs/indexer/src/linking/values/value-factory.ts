import type { LinkedFile } from '../program/linked-file.js';
import {
  ValueKind,
  type AllocationValue,
  type ClassValue,
  type ConstantValue,
  type ExternalValue,
  type FunctionValue,
  type InstanceValue,
  type ModuleValue,
  type PackageValue,
  type ParameterValue,
  type SelfValue,
  type SlotValue,
  type SuperValue,
  type TupleValue,
  type TypeParameterValue,
  type Value,
} from './value.js';
import { ValueSet, ValueSetBuilder } from './value-set.js';

/** What lies deeper in type arguments is unknown: recursive container types would grow for ever. */
const DEPTH_LIMIT = 3;
/** Longer paths of externals are cut: `a().b().c()...` says nothing more. */
const EXTERNAL_PATH_LIMIT = 160;

/** More than there are kinds of values. */
const KINDS = 16;

type Fields<V extends Value> = Omit<V, 'id' | 'symbolic' | 'depth'>;

class Interned {
  /** Values made from this one: instances of a class, bound functions. A property, because weak maps of this size cost the collector most. */
  nested: Map<string, Value> | undefined;
  /** Sets of this value alone, by evidence; owned by ValueSet. */
  singles: (ValueSet | undefined)[] | undefined;
  constructor(
    readonly id: number,
    readonly symbolic: boolean,
    readonly depth: number,
    fields: object,
  ) {
    Object.assign(this, fields);
  }
}

/** Where a file keeps a value: its index and kind in one number. */
export function internedPlace(index: number, value: Value): number {
  return index * KINDS + value.kind;
}

/** The index in {@link internedPlace}. */
export function internedIndex(place: number, value: Value): number {
  return (place - value.kind) / KINDS;
}

/** Values that were made from a value, and from those. */
export function nestedValues(value: Value): readonly Value[] {
  const nested = [...((value as unknown as Interned).nested?.values() ?? [])];
  return nested.flatMap((each) => [each, ...nestedValues(each)]);
}

/** Makes values; equal ones are the same object. */
export class ValueFactory {
  #nextId = 1;
  readonly #global = new Map<string, Value>();
  readonly #subjects = new Map<number, Value>();

  /** A number that names a value in questions. */
  subject(value: Value): number {
    this.#subjects.set(value.id, value);
    return value.id;
  }

  /** The value of a {@link subject}. */
  ofSubject(id: number): Value | undefined {
    return this.#subjects.get(id);
  }

  /** Forgets what no file owns. */
  clear(): void {
    this.#global.clear();
    this.#subjects.clear();
  }

  module(file: LinkedFile): ModuleValue {
    return this.#ofFile(file, ValueKind.MODULE, 0, { file }) as ModuleValue;
  }

  package(folder: string, name: string): PackageValue {
    return this.#shared(`package ${folder}`, { kind: ValueKind.PACKAGE, folder, name }) as PackageValue;
  }

  class(file: LinkedFile, definition: number): ClassValue {
    const canonical = file.index.canonicalClass(definition);
    return this.#ofFile(file, ValueKind.CLASS, canonical, { file, definition: canonical }) as ClassValue;
  }

  function(file: LinkedFile, callable: number): FunctionValue {
    return this.#ofFile(file, ValueKind.FUNCTION, callable, {
      file,
      callable,
      receiver: undefined,
      result: undefined,
    }) as FunctionValue;
  }

  /** The same function read from a receiver, or with another result. */
  bound(func: FunctionValue, receiver: Value | undefined, result = func.result): FunctionValue {
    const plain = this.function(func.file, func.callable);
    if (receiver === undefined && result === undefined) return plain;
    const fields: Fields<FunctionValue> = {
      kind: ValueKind.FUNCTION,
      file: func.file,
      callable: func.callable,
      receiver,
      result,
    };
    const symbolic = (receiver?.symbolic ?? false) || (result?.symbolic ?? false);
    const depth = Math.max(receiver?.depth ?? 1, result?.depth ?? 1);
    const name = `b${String(receiver?.id ?? '')}/${result?.idKey ?? ''}`;
    return this.#inside(plain, name, fields, { symbolic, depth }) as FunctionValue;
  }

  instance(of: ClassValue, args: readonly ValueSet[] = []): InstanceValue {
    const kept = trimmed(args.map((arg) => this.#shallow(arg, DEPTH_LIMIT - 1)));
    const depth = 1 + Math.max(0, ...kept.map((arg) => arg.depth));
    const fields: Fields<InstanceValue> = { kind: ValueKind.INSTANCE, of, arguments: kept };
    const options = { symbolic: kept.some((arg) => arg.symbolic), depth: kept.length === 0 ? 1 : depth };
    return this.#inside(of, `i${kept.map((arg) => arg.idKey).join(',')}`, fields, options) as InstanceValue;
  }

  self(of: ClassValue, asClass: boolean): SelfValue {
    const fields: Fields<SelfValue> = { kind: ValueKind.SELF, of, asClass };
    const options = { symbolic: true, depth: 1 };
    return this.#inside(of, asClass ? 'c' : 's', fields, options) as SelfValue;
  }

  super(after: ClassValue, receiver: Value): SuperValue {
    const fields: Fields<SuperValue> = { kind: ValueKind.SUPER, after, receiver };
    const options = { symbolic: receiver.symbolic, depth: 1 };
    return this.#inside(after, `p${String(receiver.id)}`, fields, options) as SuperValue;
  }

  tuple(items: readonly ValueSet[]): TupleValue {
    const kept = items.map((item) => this.#shallow(item, DEPTH_LIMIT - 1));
    const depth = 1 + Math.max(0, ...kept.map((item) => item.depth));
    const name = `tuple ${kept.map((item) => item.idKey).join(',')}`;
    const options = { symbolic: kept.some((item) => item.symbolic), depth };
    return this.#shared(name, { kind: ValueKind.TUPLE, items: kept }, options) as TupleValue;
  }

  allocation(file: LinkedFile, term: number): AllocationValue {
    return this.#ofFile(file, ValueKind.ALLOCATION, term, { file, term }) as AllocationValue;
  }

  /** The object `f.prototype` of a plain function: an allocation at the function. Its `term` is the FUNCTION term of the callable. */
  prototypeOf(func: FunctionValue): AllocationValue {
    const { file, callable } = func;
    const fields = { file, term: file.index.functionTerm(callable) };
    return this.#ofFile(file, ValueKind.ALLOCATION, fields.term, fields) as AllocationValue;
  }

  external(path: string): ExternalValue {
    const kept = path.length > EXTERNAL_PATH_LIMIT ? `${path.slice(0, EXTERNAL_PATH_LIMIT)}…` : path;
    return this.#shared(`external ${kept}`, { kind: ValueKind.EXTERNAL, path: kept }) as ExternalValue;
  }

  typeParameter(file: LinkedFile, binding: number): TypeParameterValue {
    return this.#ofFile(file, ValueKind.TYPE_PARAMETER, binding, { file, binding }, true) as TypeParameterValue;
  }

  parameter(file: LinkedFile, callable: number, parameter: number): ParameterValue {
    const fields = { file, callable, parameter };
    return this.#ofFile(file, ValueKind.PARAMETER, callable * 256 + parameter, fields, true) as ParameterValue;
  }

  constant(constantKind: number, text: string): ConstantValue {
    return this.#shared(`constant ${String(constantKind)} ${text}`, {
      kind: ValueKind.CONSTANT,
      constantKind,
      text,
    }) as ConstantValue;
  }

  slot(file: LinkedFile, slotKind: number, index: number): SlotValue {
    return this.#ofFile(file, ValueKind.SLOT, index * 4 + slotKind, { file, slotKind, index }) as SlotValue;
  }

  /** The same values without what is nested deeper. */
  #shallow(set: ValueSet, depth: number): ValueSet {
    if (set.depth <= depth) return set;
    if (depth <= 0) return ValueSet.UNKNOWN;
    const builder = new ValueSetBuilder();
    set.values.forEach((value, index) => {
      const kept = value.depth <= depth ? value : this.#shallowValue(value, depth - 1);
      if (kept === undefined) builder.open();
      else builder.add(kept, set.evidence[index] as number);
    });
    return set.open ? builder.open().build() : builder.build();
  }

  #shallowValue(value: Value, depth: number): Value | undefined {
    if (value.kind === ValueKind.INSTANCE) {
      return this.instance(
        value.of,
        value.arguments.map((arg) => this.#shallow(arg, depth)),
      );
    }
    return value.kind === ValueKind.TUPLE ? this.tuple(value.items.map((item) => this.#shallow(item, depth))) : undefined;
  }

  #ofFile(file: LinkedFile, kind: number, index: number, fields: object, symbolic = false): Value {
    const at = index * KINDS + kind;
    const known = file.interned.get(at);
    if (known !== undefined) return known;
    const value = new Interned(this.#nextId++, symbolic, 1, { kind, ...fields }) as unknown as Value;
    file.interned.set(at, value);
    return value;
  }

  #inside(owner: Value, name: string, fields: object, options: { symbolic: boolean; depth: number }): Value {
    const values = ((owner as unknown as Interned).nested ??= new Map<string, Value>());
    const known = values.get(name);
    if (known !== undefined) return known;
    const value = new Interned(this.#nextId++, options.symbolic, options.depth, fields) as unknown as Value;
    values.set(name, value);
    return value;
  }

  #shared(name: string, fields: object, options = { symbolic: false, depth: 1 }): Value {
    const known = this.#global.get(name);
    if (known !== undefined) return known;
    const value = new Interned(this.#nextId++, options.symbolic, options.depth, fields) as unknown as Value;
    this.#global.set(name, value);
    return value;
  }
}

/** Trailing unknown arguments say nothing. */
function trimmed(args: readonly ValueSet[]): readonly ValueSet[] {
  let length = args.length;
  while (length > 0 && args[length - 1] === ValueSet.UNKNOWN) length--;
  return length === args.length ? args : args.slice(0, length);
}
