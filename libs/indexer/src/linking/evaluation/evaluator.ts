import type { LinkContext } from '../language/link-context.js';
import type { LinkLanguage, MemberCopy } from '../language/link-language.js';
import type { ModuleTarget } from '../language/module-resolution.js';
import type { Family, ModuleParent } from '../program/program.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { AllocationValue, ClassValue, ExternalValue, FunctionValue, ParameterValue, Value } from '../values/value.js';
import type { CallIndex, KnownCall } from './call-index.js';
import type { ValueFactory } from '../values/value-factory.js';
import type { ValueSet } from '../values/value-set.js';

/** Meanings of a name, as in NAME terms. */
export const Meaning = { VALUE: 0, TYPE: 1, NAMESPACE: 2 } as const;

/** Kinds of memoised questions. */
export const Question = {
  VALUE: 0,
  SLOTS: 1,
  TYPE: 2,
  RETURN: 3,
  PARAMETER: 4,
  EXPORT: 5,
  MEMBER: 6,
  ORDER: 7,
  ASSIGNED: 8,
  ELEMENT: 9,
  CALLERS: 10,
  SUPERTYPE: 11,
  DECORATED: 12,
  TYPE_PARAMETERS: 13,
  SITES: 14,
  IMPORTED: 15,
  KEY: 16,
  THIS: 17,
  HELD: 18,
  DECLARED_PARAMETER: 19,
  LINK: 20,
  MODULE: 21,
  WORLD: 22,
  BELOW: 23,
  EXPECTED: 24,
  PROTOTYPES: 25,
  INHERITED: 26,
  FACTS: 27,
  AUGMENTED: 28,
  GLOBAL: 29,
} as const;

/** What may be read of the facts of another file without asking one of the other questions. */
export const ReadFacts = {
  /** Assignments to members of a name. */
  ASSIGNED: 0,
  /** Classes whose base list has a name. */
  EXTENDING: 1,
  /** Whether it exports a default or a whole, and `__all__`. */
  EXPORTS: 2,
  /** Whether all of its calls may be looked at. */
  SEARCHABLE: 3,
  /** What calls and assignments do to literals. */
  LITERALS: 4,
  /** Declarations that add to a class of a name elsewhere. */
  AUGMENTING: 5,
} as const;

/** Arguments of a call. */
export interface CallArguments {
  /** Number of positional arguments before the first spread. */
  readonly count: number;
  /** True when a spread makes positions after `count` unknown. */
  readonly spread: boolean;
  readonly positional: (index: number) => ValueSet;
  readonly keyword: (name: string) => ValueSet | undefined;
  /** Place of the call; undefined when there is none. */
  readonly site: { readonly file: LinkedFile; readonly term: number } | undefined;
}

/** Order of a class's members. */
export interface MemberOrder {
  readonly classes: readonly ClassValue[];
  /** Bases outside the repository and its libraries, in order. */
  readonly externals: readonly ExternalValue[];
  /** Some base is not known. */
  readonly open: boolean;
}

/** What the parts of the evaluation ask of each other. */
export interface Evaluator extends LinkContext {
  readonly values: ValueFactory;
  readonly level: number;
  readonly languageOf: (file: LinkedFile) => LinkLanguage;
  readonly familyOf: (file: LinkedFile) => Family;
  readonly families: readonly Family[];
  /** Language in whose terms a value without a file (tuple, constant) is read: that of the file being evaluated. */
  readonly languageOfValue: (value: Value) => LinkLanguage;
  /** Memoises an answer per owner, question and level. */
  readonly ask: (owner: LinkedFile, question: number, index: number, compute: () => ValueSet, name?: string) => ValueSet;
  /** The answer of a question that is answered already; what {@link ask} would give, without making a way to compute it. */
  readonly known: (owner: LinkedFile, question: number, index: number, name?: string) => ValueSet | undefined;
  /** Runs with the next lower level, for values of parameters. Undefined at the lowest. */
  readonly below: (compute: () => ValueSet) => ValueSet;
  /** Places that a NAME, BINDING, ATTRIBUTE or IMPORT term names, and plain values where there is no place. */
  readonly slots: (file: LinkedFile, term: number) => ValueSet;
  /** Like `slots` for NAME terms under another meaning; undefined when the term names no place. */
  readonly exportedTermSlots: (file: LinkedFile, term: number, meaning: number) => ValueSet | undefined;
  readonly bindingSlots: (file: LinkedFile, binding: number, meaning: number) => ValueSet;
  readonly exportSlots: (file: LinkedFile, name: string, meaning: number) => ValueSet;
  readonly memberSlots: (value: Value, name: string) => ValueSet;
  readonly read: (slots: ValueSet, receiver: Value | undefined) => ValueSet;
  /** Instances of the types that slots name, with type arguments. */
  readonly typeOfSlots: (slots: ValueSet, file: LinkedFile, args: readonly number[]) => ValueSet;
  readonly bindingValue: (file: LinkedFile, binding: number) => ValueSet;
  readonly order: (of: ClassValue) => MemberOrder;
  /** The member order as it is memoised. */
  readonly orderSet: (of: ClassValue) => ValueSet;
  /** Type arguments of `ancestor` as seen from `of`, in terms of the type parameters of `of`. */
  readonly ancestorArguments: (of: ClassValue, ancestor: ClassValue) => readonly ValueSet[];
  readonly typeParameters: (of: ClassValue) => readonly Value[];
  readonly callWith: (values: ValueSet, args: CallArguments) => ValueSet;
  readonly returned: (func: FunctionValue, args: CallArguments) => ValueSet;
  /** Replaces PARAMETER, TYPE_PARAMETER and SELF values by what is known of them without a call. */
  readonly concrete: (values: ValueSet) => ValueSet;
  readonly substitute: (values: ValueSet, map: ReadonlyMap<Value, ValueSet>) => ValueSet;
  /** What the receiver binds: its class's type parameters and `self`. */
  readonly receiverMap: (receiver: Value | undefined) => Map<Value, ValueSet>;
  /** Path of a library or external definition; undefined for those of the repository. */
  readonly externalPath: (value: Value) => string | undefined;
  readonly parameterType: (file: LinkedFile, callable: number, parameter: number) => ValueSet;
  readonly inferTypes: (func: FunctionValue, args: CallArguments, map: Map<Value, ValueSet>) => void;
  /** Literals, tuples, constants and functions as instances of the library classes that they belong to; other values stay. */
  readonly asInstances: (value: Value) => ValueSet;
  /** The receiver `this` as seen from a scope. */
  readonly thisOf: (file: LinkedFile, scope: number) => ValueSet;
  /** What a type variable without declaration syntax (`T = TypeVar('T', bound=X)`) is bound by. */
  readonly typeVariableBound: (file: LinkedFile, binding: number) => ValueSet;
  /** What the running question about calls has found. */
  readonly noteCalls: (calls: CallIndex) => void;
  /** Calls of a function that can be found: in its own file under any name, elsewhere by its names. */
  readonly knownCalls: (file: LinkedFile, callable: number) => readonly KnownCall[];
  /** CALL terms of the parameter's own file that call it. */
  readonly callsOfParameter: (symbol: ParameterValue) => readonly number[];
  /** Submodule of a package, or of a module that is one, under a name. */
  readonly submodule: (family: Family, parent: ModuleParent, name: string) => ModuleTarget | undefined;
  /** The running question rests on something of the program that no file owns. */
  readonly touchWorld: (name: string) => void;
  /** The running question reads facts of a file that may be another's: see {@link ReadFacts}. */
  readonly readFacts: (file: LinkedFile, what: number, name?: string) => void;
  /** The running question is about another file. */
  readonly isForeign: (file: LinkedFile) => boolean;
  /** Files of the family with classes whose base list has that name. */
  readonly filesExtending: (file: LinkedFile, name: string) => readonly LinkedFile[];
  /** Files with declarations that add to a class of that name elsewhere, as far as the owner of the asked class may see them. */
  readonly filesAugmenting: (of: ClassValue | ExternalValue, name: string) => readonly LinkedFile[];
  /** Files that declare a global of that name. */
  readonly filesDeclaring: (file: LinkedFile, name: string) => readonly LinkedFile[];
  /** Other files of the family that assign to a member of that name. */
  readonly filesAssigning: (file: LinkedFile, name: string) => readonly LinkedFile[];
  readonly copyOf: (file: LinkedFile, path: string) => MemberCopy | undefined;
  /** What `value[key] = item` of the same file puts into a literal, whatever the key. */
  readonly assignedItems: (value: AllocationValue) => ValueSet;
  /** Literals that calls of the same file merge into a literal (`d.update(other)`). */
  readonly mergedInto: (value: AllocationValue) => readonly AllocationValue[];
  readonly addedElements: (value: AllocationValue) => ValueSet;
  /** What an index signature or mapping type says of `value[key]` for any key. */
  readonly indexed: (value: Value) => ValueSet;
  readonly assignedMembers: (value: Value, name: string) => ValueSet;
  readonly isSubclass: (one: ClassValue, other: ClassValue) => boolean;
}
