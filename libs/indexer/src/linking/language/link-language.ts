import type { LinkContext } from './link-context.js';
import type { LibraryModule, ModuleResolver, ModuleWorld } from './module-resolution.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { ClassValue, Value } from '../values/value.js';
import type { ValueSet } from '../values/value-set.js';

/**
 * The few questions where languages differ. One object per family (TypeScript and JavaScript share one), made by files of
 * `languages/<lang>/linking/`. Every answer is a pure function of what is handed in: no IO, no state.
 */
export interface LinkLanguage {
  /** As in SourceLanguage.family. Families never see each other. */
  readonly family: string;
  /** Stub source of the standard library. */
  readonly library: readonly LibraryModule[];
  readonly createModuleResolver: (world: ModuleWorld) => ModuleResolver;
  readonly scopes: ScopeRules;
  readonly classes: ClassRules;
  readonly protocols: Protocols;
  readonly types: TypeRules;
  readonly calls: CallRules;
}

/** Lexical look-up. */
export interface ScopeRules {
  /** May a look-up that started in another, inner scope see names of a scope of this ScopeKind? (Python: not of CLASS.) */
  readonly visibleFromInside: (scopeKind: number) => boolean;
  /** Bindings of one name in the scope where it was found, in source order: those that count for a use whose place is not known. */
  readonly select: (file: LinkedFile, bindings: readonly number[]) => readonly number[];
  /** Library module whose names are seen everywhere: 'builtins', 'global'. */
  readonly builtins: string;
  /** Library names as they are shown on EXTERNAL nodes and calls: drops 'global.' but keeps 'builtins.'. */
  readonly externalName: (libraryModule: string, path: string) => string;
  /** Modules export every name of their module scope (Python); else only what they export. */
  readonly exportsScope: boolean;
}

/** Classes and their members. */
export interface ClassRules {
  /** Member order of a class, itself first. `bases` are its resolved bases in source order, each with its own order. */
  readonly linearize: (own: ClassValue, bases: readonly BaseOrder[]) => readonly ClassValue[];
  /** Constructor names, the one that CALLS points at first. */
  readonly constructors: readonly string[];
  /** Library class that every class extends: 'builtins.object', 'global.Object'. */
  readonly root: string;
  /** Methods that answer for any missing member; a class that has one has unknown members. */
  readonly memberEscapes: readonly string[];
  /** First parameter of a method is its receiver (Python). */
  readonly receiverIsParameter: boolean;
  /** Methods whose first parameter is the class although nothing decorates them: `__new__`, `__init_subclass__`. */
  readonly classReceivers: readonly string[];
  /** Equally named classes, interfaces, enums and namespaces of one scope are one (TS). */
  readonly mergesDeclarations: boolean;
  /** Classes are called without `new` (Python). */
  readonly callConstructs: boolean;
  /** Base kinds (BaseFact.kind) whose members are inherited, for `linearize`. */
  readonly inheritingKinds: readonly string[];
  /** Members are reached either through the class or through instances, not both (TS). */
  readonly staticsAreSeparate: boolean;
  /** Name by which a prototype object is reached from its class or function: 'prototype'; '' when there is none. */
  readonly prototypeName: string;
  /** Name by which an object's own prototype is set and read: '__proto__'; '' when there is none. */
  readonly parentName: string;
  /** Name by which the class of an object is read: '__class__', 'constructor'; '' when there is none. */
  readonly className: string;
  /** Method by which what a class attribute holds says what it is read as: '__get__'; '' when there is none. */
  readonly descriptor: string;
}

/** A base and the order of its own members. */
export interface BaseOrder {
  readonly value: ClassValue;
  readonly order: readonly ClassValue[];
  /** BaseFact.kind. */
  readonly kind: string;
}

/** Names of the methods behind syntax; '' where the language has none. */
export interface Protocols {
  readonly call: string;
  /** Method that gives an iterator, then the method that gives its next element. */
  readonly iterate: readonly [string, string];
  readonly iterateAsync: readonly [string, string];
  readonly enter: string;
  readonly enterAsync: string;
  readonly subscript: string;
  /** Old sequence protocol: iteration may use `subscript`. */
  readonly iterateBySubscript: boolean;
  /** Binary operator -> method of the left operand, and reflected method of the right one. */
  readonly binary: Readonly<Record<string, readonly [string, string]>>;
  readonly unary: Readonly<Record<string, string>>;
  /** `next` returns `{ value }` (TS/JS) instead of the element. */
  readonly nextWrapsValue: boolean;
}

/** Declared types. */
export interface TypeRules {
  /** Checkers take a variable to be what was just assigned to it, below its declared type (Python). */
  readonly assignmentNarrows: boolean;
  /** Value terms are types as well (Python annotations): NAME, ATTRIBUTE, SUBSCRIPT, BINARY `|`, CONSTANT. */
  readonly typesAreExpressions: boolean;
  /** Library class of a TYPE_KEYWORD (`string` -> 'global.String'); 'unknown' for any/unknown/object; 'nothing' for void/never/None. */
  readonly keyword: (keyword: string) => string;
  /** Library functions whose result is a type variable: `typing.TypeVar`. */
  readonly isTypeVariable: (path: string) => boolean;
  /** Library class of literals by ConstantKind; '' where there is none. */
  readonly constant: (constantKind: number) => string;
  /** Library class of SEQUENCE (by SequenceKind) and MAPPING (by MappingKind) literals. */
  readonly sequence: (sequenceKind: number) => string;
  readonly mapping: (mappingKind: number) => string;
  /** Keys of a literal of this MappingKind are its members (`{ a: 1 }.a`), not only its elements. */
  readonly keysAreMembers: (mappingKind: number) => boolean;
  readonly tuple: string;
  readonly functionClass: string;
  /** Library class that wraps the result of an async function: its first argument is what `await` gives. */
  readonly asyncResult: string;
  /** Declared return types of async functions already name that class (TS). */
  readonly asyncIsDeclaredWrapped: boolean;
  /** Library classes of generators: their first argument is the element. */
  readonly generator: string;
  readonly asyncGenerator: string;
  /** Library classes whose first argument `with` (`async with`) binds, because a decorator makes managers of what gives them. */
  readonly manager: readonly string[];
  readonly asyncManager: readonly string[];
  /** Classes that `await` unwraps by their first argument. */
  readonly awaitable: readonly string[];
  /**
   * Types with a meaning of their own: `typing.Optional[X]`, `Partial<T>`. `path` is the library or external path of the head;
   * `argument(i)` evaluates the i-th argument as a type. Undefined: nothing special.
   */
  readonly special: (path: string, application: TypeApplication, context: LinkContext) => ValueSet | undefined;
}

/** A head with type arguments. */
export interface TypeApplication {
  readonly file: LinkedFile;
  /** Argument terms; empty when the head stands alone. */
  readonly terms: readonly number[];
  /** The i-th argument as a declared type; unknown when there is none. */
  readonly argument: (index: number) => ValueSet;
}

/** Calls with a meaning of their own. */
export interface CallRules {
  /**
   * Result of calling a library or external function by its path ('functools.partial', 'typing.cast', 'Object.create',
   * 'builtins.getattr', 'Function.call'). Undefined: nothing special.
   */
  readonly special: (path: string, call: CallView, context: LinkContext) => ValueSet | undefined;
  /** External or library decorators that keep what they decorate; `path` as in `special`. */
  readonly keepsDecorated: (path: string) => boolean;
  /**
   * Functions that make a wrapper stand for what it wraps, by path: `functools.wraps` as its decorator, `functools.update_wrapper`
   * as a call with it. A wrapper without them takes the place of what it wraps. Empty: every wrapper stands for what it wraps.
   */
  readonly wrapping: readonly string[];
  /** Library methods that run the function they are read from, by path: `Function.call`, `Function.apply`. */
  readonly invokesReceiver: readonly string[];
  /** Calls that copy members between objects: `Object.assign(target, ...sources)`, `util.inherits`. Undefined: no such call. */
  readonly copiesMembers: (path: string) => MemberCopy | undefined;
  /** Last names of callees for which `copiesMembers` may answer; so that only such calls are looked at. */
  readonly copyingNames: readonly string[];
  /** Calls that set the prototype of their first argument to the second: `Object.setPrototypeOf`. */
  readonly setsPrototype: readonly string[];
  /** Calls that define members by descriptors: `Object.defineProperty` with a name, `Object.defineProperties` with an object of them. */
  readonly definesMembers: Readonly<Record<string, 'one' | 'all'>>;
  /** Methods that merge the literal given into the literal they are called on: `update`. */
  readonly mergingNames: readonly string[];
  /** Methods that add elements to a container: `append`, `push`; argument indexes of what they add (-1: all). */
  readonly addsElements: Readonly<Record<string, number>>;
}

/** A call as special rules see it. */
export interface CallView {
  readonly file: LinkedFile;
  /** CALL or NEW term; -1 for a call that no term stands for. */
  readonly term: number;
  /** What the callee was read from; undefined for plain functions. */
  readonly receiver: Value | undefined;
  /** Positional arguments before the first spread. */
  readonly argumentCount: number;
  readonly argument: (index: number) => ValueSet;
  readonly keyword: (name: string) => ValueSet | undefined;
  /** Literal string of a positional argument; undefined when it is none. */
  readonly text: (index: number) => string | undefined;
  /** Argument term, -1 when there is none. */
  readonly argumentTerm: (index: number) => number;
}

/** Members of `sources` become members of `target`. Numbers are positional argument indexes; `sources` from index `from` on. */
export interface MemberCopy {
  readonly target: number;
  readonly from: number;
  /** Instances of the target class get members of the source's instances (`util.inherits`); else plain members. */
  readonly instances: boolean;
}
