import type { DefinitionLabel } from '@codexgraph/graph-model';

/**
 * Facts of one file: a small serialisable program that says what the file defines, binds, imports and asks, and nothing about
 * other files. A pure function of (language, text). Linking reads facts only, never text or trees.
 *
 * Offsets are UTF-16 code units from the start of the text, end exclusive. Lines are 1-based, columns 0-based UTF-16.
 * Indices refer to the arrays of the same file; -1 means absent. All arrays are in source order unless said otherwise.
 */
export interface FileFacts {
  /** {@link FACTS_VERSION} of the writer; other versions are extracted again. */
  readonly version: number;
  readonly language: string;
  readonly lineCount: number;
  readonly strings: readonly string[];
  /** Index 0 is the module itself. A parent stands before its children. */
  readonly definitions: readonly DefinitionFact[];
  readonly callables: readonly CallableFact[];
  /** Index 0 is the module scope. Stride {@link SCOPE_STRIDE}. */
  readonly scopes: Int32Array;
  /** Stride {@link BINDING_STRIDE}. */
  readonly bindings: Int32Array;
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /** Names of `__all__` where it is a literal (with `+=`, `.extend`, `.append` of literals); absent when there is none. */
  readonly exportedNames?: readonly string[];
  /** Assignments to attributes: `self.x = v`, `A.x = v`, `A.prototype.m = f`, `obj.k = v`, `this.x = v`. Stride {@link MEMBER_STRIDE}. */
  readonly members: Int32Array;
  /** Stride TERM_STRIDE, see term.ts. Term 0 is UNKNOWN. */
  readonly terms: Int32Array;
  readonly lists: Int32Array;
  /** Stride {@link SITE_STRIDE}. */
  readonly sites: Int32Array;
  readonly problems: readonly ProblemFact[];
}

/** Raised with every change of the facts or of what an extractor reads. */
export const FACTS_VERSION = 3;

/** One definition: a node of the graph, or an overload declaration of one. */
export interface DefinitionFact {
  readonly label: DefinitionLabel;
  /** module; class, interface, enum, struct, record, namespace; function; method, constructor, getter, setter, static, class; field, enum_member; variable, constant; alias. */
  readonly kind: string;
  /** Short name as it is called; `''` for the module. Private names keep their `#`. */
  readonly name: string;
  /** Innermost definition around it; -1 for the module. For FIELD and METHOD: their CLASS. */
  readonly parent: number;
  /** Dotted path inside the module; '' for the module. Same for redefinitions. */
  readonly path: string;
  /** Whole definition incl. decorators and modifiers (`export`, `async`), without leading comments. */
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Position of the name token. */
  readonly nameLine: number;
  readonly nameColumn: number;
  /** End of the header (before the body's `:` or `{`): the signature is the text from `headerStart` to here with white space joined. Equal start and end: no signature. */
  readonly headerStart: number;
  readonly headerEnd: number;
  /** Range of the docstring or doc comment as written; both -1 when absent. */
  readonly docStart: number;
  readonly docEnd: number;
  /** Bits of {@link DefinitionFlag}. */
  readonly flags: number;
  /** Scope that the body opens (class body, function body, namespace body); -1 for fields, variables, types. */
  readonly scope: number;
  /** Callable of a FUNCTION or METHOD; -1 else. */
  readonly callable: number;
  /** Binding that introduces the name in its scope; -1 for instance fields. */
  readonly binding: number;
  /** Type term: declared type of a field or variable, aliased type of a TYPE. */
  readonly declaredType: number;
  /** Text of the declared type, at most 200 characters, '' when absent. */
  readonly declaredTypeText: string;
  /** Value term of a field or variable. */
  readonly value: number;
  readonly bases: readonly BaseFact[];
  /** Value terms, outermost first. */
  readonly decorators: readonly number[];
  /** Decorators as written without the sign, at most 200 characters each. */
  readonly decoratorTexts: readonly string[];
  readonly typeParameters: readonly TypeParameterFact[];
}

/** Bits of {@link DefinitionFact.flags}. */
export const DefinitionFlag = {
  ASYNC: 1,
  GENERATOR: 2,
  STATIC: 4,
  ABSTRACT: 8,
  PRIVATE: 16,
  PROTECTED: 32,
  EXPORTED: 64,
  DEFAULT_EXPORT: 128,
  /** A signature without a body whose implementation is another definition of the same path (overload, .pyi-like stub). */
  OVERLOAD: 256,
  OPTIONAL: 512,
  READONLY: 1024,
  /** Read like an attribute: @property, getter, cached_property. */
  PROPERTY: 2048,
  CLASS_METHOD: 4096,
  /** Defined under `if TYPE_CHECKING`, in `declare`, in a .d.ts: no run-time body. */
  AMBIENT: 8192,
  /** Member of an object literal (a METHOD/FUNCTION defined as a value of a key). */
  OBJECT_MEMBER: 16384,
  /** Defined inside a function. */
  NESTED: 32768,
  /** Field found by an assignment through the instance (`self.x = ...`), not declared in the class body. */
  INSTANCE: 65536,
} as const;

/** One base of a class. */
export interface BaseFact {
  /** Value term (Python, JS class) or type term (TS implements, interface extends). */
  readonly term: number;
  /** extends, implements, metaclass, keyword. */
  readonly kind: string;
  /** As written, at most 200 characters. */
  readonly text: string;
  readonly line: number;
}

/** One type parameter: `T extends C = D`, `T: C = D`, `*Ts`, `**P`. */
export interface TypeParameterFact {
  readonly name: string;
  readonly binding: number;
  readonly constraint: number;
  readonly defaultType: number;
}

/** Anything that can be called: function and method definitions, lambdas, arrow functions, function types, interface methods. */
export interface CallableFact {
  /** Its definition; -1 when anonymous. */
  readonly definition: number;
  /** Innermost named definition around it (the definition itself when it has one). */
  readonly owner: number;
  /** Scope that its parameters live in; -1 for bare signatures. */
  readonly scope: number;
  /** CLASS definition whose instance or class is the implicit receiver; -1 when none. */
  readonly receiverClass: number;
  readonly parameters: readonly ParameterFact[];
  readonly typeParameters: readonly TypeParameterFact[];
  /** Declared return type term. */
  readonly returnType: number;
  /** Value terms of `return` (and the body of an expression function). */
  readonly returns: readonly number[];
  /** Value terms of `yield`; `yield from x` and `yield* x` as ELEMENT(x). */
  readonly yields: readonly number[];
  /** Bits of {@link CallableFlag}. */
  readonly flags: number;
}

/** Bits of {@link CallableFact.flags}. */
export const CallableFlag = {
  ASYNC: 1,
  GENERATOR: 2,
  /** Arrow function or lambda: no own `this`. */
  ARROW: 4,
  /** Signature only. */
  SIGNATURE: 8,
  STATIC: 16,
  CLASS_METHOD: 32,
  CONSTRUCTOR: 64,
} as const;

/** One parameter. */
export interface ParameterFact {
  /** '' for a destructuring pattern. */
  readonly name: string;
  /** positional_only, positional, keyword_only, star (`*args`, `...rest`), double_star, this. */
  readonly kind: string;
  /** Type term. */
  readonly declaredType: number;
  /** Value term of the default. */
  readonly defaultValue: number;
  readonly optional: boolean;
  /** Its binding; -1 for a pattern (whose names bind terms over PARAMETER). */
  readonly binding: number;
  /** FIELD definition of a TypeScript parameter property; -1 else. */
  readonly field: number;
}

/** Scope record: kind, parent scope, owner definition, callable. Kinds: {@link ScopeKind}. */
export const SCOPE_STRIDE = 4;

/** Kinds of scopes. CLASS scopes are not seen from functions inside (Python); BLOCK is a lexical block of TS/JS. */
export const ScopeKind = { MODULE: 0, CLASS: 1, FUNCTION: 2, BLOCK: 3, COMPREHENSION: 4, TYPE: 5, NAMESPACE: 6 } as const;

/**
 * Binding record: scope, name string, kind, value term, declared type term, definition, offset, meaning.
 * Meaning: bit 1 value, bit 2 type, bit 4 namespace. `global`/`nonlocal` names are bound in the scope that they name.
 */
export const BINDING_STRIDE = 8;

/** Kinds of bindings. */
export const BindingKind = {
  DEFINITION: 0,
  PARAMETER: 1,
  IMPORT: 2,
  ASSIGNMENT: 3,
  AUGMENTED: 4,
  LOOP: 5,
  WITH: 6,
  EXCEPT: 7,
  DESTRUCTURING: 8,
  PATTERN: 9,
  COMPREHENSION: 10,
  TYPE_PARAMETER: 11,
  /** Annotation without a value. */
  DECLARATION: 12,
  DELETE: 13,
} as const;

/** Member-assignment record: object term, name string, value term, declared type term, FIELD or METHOD definition, callable around, line, offset. */
export const MEMBER_STRIDE = 8;

/**
 * Site record: kind, term, line, column, definition (innermost named definition around), callable around (-1 at module or class level),
 * name string (last token of the callee or name; -1 when there is none), flags ({@link SiteFlag}).
 */
export const SITE_STRIDE = 8;

/** Kinds of sites, and what their term is. */
export const SiteKind = {
  /** CALL term. */
  CALL: 0,
  /** NEW term. */
  NEW: 1,
  /** CALL term whose callee is SUPER itself (TS `super(...)`). */
  SUPER_CALL: 2,
  /** Value term of the decorator expression (its call, when called, is a CALL site too, flagged DECORATOR). */
  DECORATOR: 3,
  /** Base of a class: value or type term. */
  BASE: 4,
  /** One named type: type term (NAME or ATTRIBUTE, without its arguments). */
  TYPE: 5,
  /** NAME, BINDING, PHI or ATTRIBUTE read as a value and not called. For names, `name` is the token; the term is the flow-sensitive value. */
  READ: 6,
  /** NAME or ATTRIBUTE written. */
  WRITE: 7,
  /** CALL term of a tagged template. */
  TAG: 8,
  /** Value term of a JSX component. */
  JSX: 9,
} as const;

/** Bits of a site's flags. */
export const SiteFlag = {
  /** The value is passed as an argument, assigned or returned (a function so read is a callback). */
  ARGUMENT: 1,
  DECORATOR: 2,
  /** Read and written by an augmented assignment or `++`. */
  AUGMENTED: 4,
  /** Reached through `?.`. */
  OPTIONAL_CHAIN: 8,
  /** Second argument of isinstance/issubclass, right side of instanceof, case class pattern, except clause: a class used as a type. */
  CLASS_TEST: 16,
  /** Inside `await`. */
  AWAITED: 32,
  /** Raised as it stands (`raise Problem`): a class so named is constructed. */
  RAISED: 64,
} as const;

/** One imported thing, as written. `import a, b` gives two facts; `from m import x as y` one; star imports one. */
export interface ImportFact {
  /** Module as written, without leading dots (Python) or the specifier (JS). */
  readonly specifier: string;
  /** Leading dots of a Python import; 0 else. */
  readonly level: number;
  /**
   * module (`import a.b`), name, default, namespace (`* as n`, `import a.b as n`), star, require, dynamic, side_effect, import_equals,
   * doc (`import('x')` in a comment: for types alone), augment (no import: `declare module 'x' { ... }` adds to the module, and
   * `declare global { ... }` to the global names when the specifier is empty; `scope` is the block).
   */
  readonly kind: string;
  /** Imported name for kind `name`; '' else. */
  readonly name: string;
  /** Local name it binds; '' when it binds none. */
  readonly localName: string;
  readonly binding: number;
  readonly scope: number;
  readonly line: number;
  readonly typeOnly: boolean;
  /** Inside `if`, `try` or a function. */
  readonly conditional: boolean;
  /** Part of `export ... from`. */
  readonly reexport: boolean;
}

/** One export of a module with explicit exports (ES modules, CommonJS). Python modules export their module scope. */
export interface ExportFact {
  /** Exported name; 'default'; '*' for `export *`; '=' for `export =` and `module.exports = ...`. */
  readonly name: string;
  /** local (a term of this file), from (an import of this file, see `import`), star. */
  readonly kind: string;
  /** Value term, for local exports; NAME terms carry both meanings. */
  readonly term: number;
  readonly import: number;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** Something the extractor could not read. The rest of the file is still extracted. */
export interface ProblemFact {
  /** syntax_error, missing_token, too_deep, too_large. */
  readonly code: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly message: string;
}
