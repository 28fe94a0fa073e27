import type { Evidence } from '../rules.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { Value } from '../values/value.js';
import type { ValueSet } from '../values/value-set.js';

/** What language rules may ask of the evaluation while they answer. */
export interface LinkContext {
  /** Values of a value term. */
  readonly evaluate: (file: LinkedFile, term: number) => ValueSet;
  /** Instances that a declared type stands for. */
  readonly declaredType: (file: LinkedFile, term: number) => ValueSet;
  /** Values of a member of any of the values. */
  readonly member: (values: ValueSet, name: string) => ValueSet;
  /** What calling the values gives. */
  readonly call: (values: ValueSet, args: readonly ValueSet[]) => ValueSet;
  /** What iterating over the values gives. */
  readonly element: (values: ValueSet, isAsync: boolean) => ValueSet;
  /** What awaiting the values gives. */
  readonly awaited: (values: ValueSet) => ValueSet;
  /** Instances of classes (and of aliases) among the values. */
  readonly instantiate: (values: ValueSet, args?: readonly ValueSet[]) => ValueSet;
  /** Classes of instances among the values. */
  readonly classOf: (values: ValueSet) => ValueSet;
  /** Class, function or value of a library module: 'builtins.list', 'global.Promise'. */
  readonly library: (path: string) => ValueSet;
  /** An instance of a library class; unknown when the library has no such class. */
  readonly libraryInstance: (path: string, args?: readonly ValueSet[]) => ValueSet;
  /** A set of one value. */
  readonly only: (value: Value) => ValueSet;
  readonly tuple: (items: readonly ValueSet[]) => ValueSet;
  readonly external: (path: string) => ValueSet;
  /** The same function or class bound to a receiver (`bind`, `partial(method, self)`). */
  readonly bind: (values: ValueSet, receiver: Value | undefined) => ValueSet;
  readonly union: (sets: readonly ValueSet[]) => ValueSet;
  /** Text of constants among the values, sorted; undefined when any value is no constant. */
  readonly texts: (values: ValueSet) => readonly string[] | undefined;
  readonly weaken: (values: ValueSet, evidence: Evidence) => ValueSet;
}
