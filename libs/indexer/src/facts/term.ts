/**
 * Terms: what an expression or a type denotes, as far as one file can say.
 *
 * A term is four 32-bit integers `[op, a, b, c]`; equal terms of a file have the same index (hash-consed), except PHI, which is
 * patched after its creation. `string` below is an index into `FileFacts.strings`, `term` an index of a term, `list` an offset into
 * `FileFacts.lists`, where `[length, item, item, ...]` stands. -1 means absent.
 *
 * Terms of *value space* denote run-time values. Terms of *type space* denote declared types; where a language writes types as
 * expressions (Python), type space uses NAME, ATTRIBUTE, SUBSCRIPT and BINARY `|` as well.
 */
export const TermOp = {
  /** Nothing is known. */
  UNKNOWN: 0,
  /** a: string, b: scope, c: meaning (0 value, 1 type, 2 namespace). Lexical look-up from scope b; all bindings of the name count. */
  NAME: 1,
  /** a: binding. Exactly that binding reaches this use (flow-sensitive read of a local). */
  BINDING: 2,
  /** a: list of terms. Union of what may reach this point: branches, loops, `a or b`, `a ? b : c`. The only op that is not hash-consed. */
  PHI: 3,
  /** a: object term, b: name string, c: 1 when accessed by `?.`. */
  ATTRIBUTE: 4,
  /** a: callee term, b: argument list (pairs `[name, term]`, see {@link ArgumentName}), c: type-argument list or -1. */
  CALL: 5,
  /** Like CALL, for `new`. */
  NEW: 6,
  /** a: object term, b: index term. */
  SUBSCRIPT: 7,
  /** a: term. */
  AWAIT: 8,
  /** a: iterable term, b: 1 for `async for` / `for await`. What iteration yields. */
  ELEMENT: 9,
  /** a: context-manager term, b: 1 for `async with`. What `as` binds. */
  ENTER: 10,
  /** a: {@link ConstantKind}, b: string with the value where short (at most 200 characters), else -1. */
  CONSTANT: 11,
  /** a: list of terms. Fixed-length tuple. */
  TUPLE: 12,
  /** a: list of element terms (SPREAD allowed), b: {@link SequenceKind}, c: unique number of the allocation. */
  SEQUENCE: 13,
  /** a: list of pairs `[key string or -1, value term]`, b: {@link MappingKind}, c: unique number of the allocation. Spread: key -2. */
  MAPPING: 14,
  /** a: term. Inside SEQUENCE, TUPLE and arguments. */
  SPREAD: 15,
  /** a: callable. A function value: definition, lambda, arrow function, function expression, object-literal method. */
  FUNCTION: 16,
  /** a: definition. A class value. */
  CLASS: 17,
  /** a: callable, b: parameter index. */
  PARAMETER: 18,
  /** a: scope. The receiver `this` as seen from that scope (arrow functions look outward). Python's `self` is a PARAMETER. */
  THIS: 19,
  /** a: scope, b: list of argument terms as written (`super(A, self)`) or -1. */
  SUPER: 20,
  /** a: import. What an import binds. */
  IMPORT: 21,
  /** a: operator string, b: left term, c: right term. */
  BINARY: 22,
  /** a: operator string, b: term. */
  UNARY: 23,
  /** a: term, b: test term, c: {@link NarrowKind}. The value of a where the test held. */
  NARROW: 24,
  /** a: value term, b: type term, c: 1 where only checked (`x satisfies T`). `x as T`, `<T>x`. */
  CAST: 25,
  /** a: callable. What a generator function object yields to its consumer is read from the callable; this is the value of a `yield` expression. */
  SENT: 26,
  /** a: term of the object, b: number of leading elements taken (array rest) or -1, c: list of key strings taken (object rest) or -1. */
  REST: 27,

  // ---- type space
  /** a: base term (NAME, ATTRIBUTE, TYPE_IMPORT), b: list of type terms. */
  TYPE_APPLY: 40,
  /** a: list. */
  TYPE_UNION: 41,
  /** a: list. */
  TYPE_INTERSECTION: 42,
  /** a: element type term. */
  TYPE_ARRAY: 43,
  /** a: list. */
  TYPE_TUPLE: 44,
  /** a: callable (signature only), b: 1 for constructor types. */
  TYPE_FUNCTION: 45,
  /** a: list of pairs `[name string, type term]` (call signature: name -1, index signature: -2, construct signature: -3). */
  TYPE_OBJECT: 46,
  /** a: CONSTANT term. */
  TYPE_LITERAL: 47,
  /** a: value term. `typeof x`. */
  TYPE_QUERY: 48,
  /** a: object type term, b: index type term. `T[K]`. */
  TYPE_INDEXED: 49,
  /** a: type term. `keyof T`. */
  TYPE_KEYOF: 50,
  /** a: checked type term, b: list `[extends, whenTrue, whenFalse]`. */
  TYPE_CONDITIONAL: 51,
  /** a: list `[constraint, value, nameType or -1]`, b: string of the key variable, c: scope that binds it. */
  TYPE_MAPPED: 52,
  /** a: parameter-name string ('this' allowed), b: type term or -1, c: 1 for `asserts`. */
  TYPE_PREDICATE: 53,
  /** a: scope. The polymorphic `this` type, Python's `Self` stays a NAME. */
  TYPE_THIS: 54,
  /** a: string (`string`, `number`, `any`, `void`, `None`, ...). */
  TYPE_KEYWORD: 55,
  /** a: import, b: list of qualifier strings or -1. `import('x').Y`. */
  TYPE_IMPORT: 56,
  /** a: string, b: scope that binds it, c: constraint term or -1. `infer U`. */
  TYPE_INFER: 57,
} as const;

/** First element of an argument pair: a keyword's string index, or one of these. */
export const ArgumentName = { POSITIONAL: -1, STAR: -2, DOUBLE_STAR: -3 } as const;

/** Kinds of CONSTANT terms. */
export const ConstantKind = {
  NONE: 0,
  BOOLEAN: 1,
  INTEGER: 2,
  FLOAT: 3,
  STRING: 4,
  BYTES: 5,
  REGEX: 6,
  UNDEFINED: 7,
  BIGINT: 8,
  ELLIPSIS: 9,
  COMPLEX: 10,
} as const;

/** Kinds of SEQUENCE terms. GENERATOR: a generator expression. */
export const SequenceKind = { LIST: 0, SET: 1, ARRAY: 2, GENERATOR: 3 } as const;

/** Kinds of MAPPING terms. */
export const MappingKind = { DICT: 0, OBJECT: 1 } as const;

/** Kinds of NARROW terms; the test term is named in brackets. */
export const NarrowKind = {
  /** `isinstance(x, T)`, `x instanceof T`, class pattern [class value or tuple of classes]. */
  INSTANCE_OF: 0,
  NOT_INSTANCE_OF: 1,
  /** `x is None`, `x === null`, `x === undefined` [CONSTANT]. */
  IS: 2,
  IS_NOT: 3,
  /** `if x`. [-1] */
  TRUTHY: 4,
  FALSY: 5,
  /** `typeof x === 's'` [CONSTANT string]. */
  TYPEOF: 6,
  NOT_TYPEOF: 7,
  /** `x.kind === 'a'` [MAPPING with one key]: the member has that constant value. */
  MEMBER_IS: 8,
  MEMBER_IS_NOT: 9,
  /** `'key' in x` [CONSTANT string]. */
  HAS_KEY: 10,
  NOT_HAS_KEY: 11,
  /** `issubclass(x, T)` [class value or tuple]. */
  SUBCLASS_OF: 12,
  /** `callable(x)`. [-1] */
  CALLABLE: 13,
  /** A call that may be a type guard (`isFoo(x)`) held [CALL term]; linking asks the callee for its predicate. */
  GUARD: 14,
  NOT_GUARD: 15,
  /** The member or element a was just assigned the test term [value]: its value where that is known, else what a is declared to be. */
  ASSIGNED: 16,
} as const;

/** Integers per term. */
export const TERM_STRIDE = 4;
