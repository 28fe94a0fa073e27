import type { LinkedFile } from '../program/linked-file.js';
import type { ValueSet } from './value-set.js';

/** Kinds of abstract values. */
export const ValueKind = {
  MODULE: 0,
  PACKAGE: 1,
  CLASS: 2,
  INSTANCE: 3,
  FUNCTION: 4,
  TUPLE: 5,
  ALLOCATION: 6,
  EXTERNAL: 7,
  TYPE_PARAMETER: 8,
  PARAMETER: 9,
  CONSTANT: 10,
  SUPER: 11,
  SELF: 12,
  SLOT: 13,
} as const;

interface Identified {
  /** Unique while the process lives; equal values are the same object. Never an order: ids follow the order of evaluation. */
  readonly id: number;
  /** Mentions parameters, type parameters or the receiver, which a call binds. */
  readonly symbolic: boolean;
  /** Nesting of type arguments and tuple items. */
  readonly depth: number;
}

/** A file of the repository or of a language's library, as a value. */
export interface ModuleValue extends Identified {
  readonly kind: typeof ValueKind.MODULE;
  readonly file: LinkedFile;
}

/** A folder that is a module without a file (Python namespace package). */
export interface PackageValue extends Identified {
  readonly kind: typeof ValueKind.PACKAGE;
  /** Dotted name by which its members are imported. */
  readonly name: string;
  /** Folder, relative to the repository root. */
  readonly folder: string;
}

/** A class, interface or enum itself. Declarations that merge are one value. */
export interface ClassValue extends Identified {
  readonly kind: typeof ValueKind.CLASS;
  readonly file: LinkedFile;
  readonly definition: number;
}

/** An instance of a class. `arguments` are bound to the class's type parameters in order; missing ones are unknown. */
export interface InstanceValue extends Identified {
  readonly kind: typeof ValueKind.INSTANCE;
  readonly of: ClassValue;
  readonly arguments: readonly ValueSet[];
}

/** A function, method, lambda or function type; `receiver` is what a bound method was read from. */
export interface FunctionValue extends Identified {
  readonly kind: typeof ValueKind.FUNCTION;
  readonly file: LinkedFile;
  readonly callable: number;
  readonly receiver: Value | undefined;
  /** What a call gives instead of what the callable says: a decorator or `partial` changed it. */
  readonly result: ValueSet | undefined;
}

/** A tuple of known length. */
export interface TupleValue extends Identified {
  readonly kind: typeof ValueKind.TUPLE;
  readonly items: readonly ValueSet[];
}

/** A list, set, dictionary or object literal: one value per place in the source. `term` is its SEQUENCE or MAPPING term, or a TYPE_OBJECT. */
export interface AllocationValue extends Identified {
  readonly kind: typeof ValueKind.ALLOCATION;
  readonly file: LinkedFile;
  readonly term: number;
}

/** Something of a package outside the repository: `os.path`, `requests.get`, `requests.get()` for what a call gave. */
export interface ExternalValue extends Identified {
  readonly kind: typeof ValueKind.EXTERNAL;
  readonly path: string;
}

/** A declared type parameter, before it is bound. */
export interface TypeParameterValue extends Identified {
  readonly kind: typeof ValueKind.TYPE_PARAMETER;
  readonly file: LinkedFile;
  readonly binding: number;
}

/** The value of a parameter without a declared type: bound by the arguments of one call, else by all known calls. */
export interface ParameterValue extends Identified {
  readonly kind: typeof ValueKind.PARAMETER;
  readonly file: LinkedFile;
  readonly callable: number;
  readonly parameter: number;
}

/** A literal. `text` is '' when it is too long to keep. */
export interface ConstantValue extends Identified {
  readonly kind: typeof ValueKind.CONSTANT;
  readonly constantKind: number;
  readonly text: string;
}

/** `super()`: members are looked up after `after` in the order of the receiver's class. */
export interface SuperValue extends Identified {
  readonly kind: typeof ValueKind.SUPER;
  readonly after: ClassValue;
  readonly receiver: Value;
}

/** The receiver inside the methods of a class: `self`, `this`, `cls`. Bound by the receiver of a call, else an instance of the class. */
export interface SelfValue extends Identified {
  readonly kind: typeof ValueKind.SELF;
  readonly of: ClassValue;
  /** The class itself (`cls`, `this` in static methods) instead of an instance. */
  readonly asClass: boolean;
}

/** What a {@link SlotValue} points at. */
export const SlotKind = { DEFINITION: 0, BINDING: 1, MEMBER: 2, TERM: 3 } as const;

/** A named place that holds values: a definition, a binding without one, a member assignment, a key of a literal. Never inside other values. */
export interface SlotValue extends Identified {
  readonly kind: typeof ValueKind.SLOT;
  readonly slotKind: number;
  readonly file: LinkedFile;
  readonly index: number;
}

/** One abstract value. */
export type Value =
  | SelfValue
  | SlotValue
  | ModuleValue
  | PackageValue
  | ClassValue
  | InstanceValue
  | FunctionValue
  | TupleValue
  | AllocationValue
  | ExternalValue
  | TypeParameterValue
  | ParameterValue
  | ConstantValue
  | SuperValue;
