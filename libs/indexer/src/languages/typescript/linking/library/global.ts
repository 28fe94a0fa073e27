/** Stub of the global scope. */
export const global = `
interface Object { constructor: Function; toString(): string; valueOf(): Object; hasOwnProperty(key: any): boolean; isPrototypeOf(x: any): boolean; propertyIsEnumerable(key: any): boolean; toLocaleString(): string }
interface ObjectConstructor {
  assign<T>(target: T, ...sources: any[]): T;
  create(proto: any, properties?: any): any;
  defineProperty<T>(target: T, key: any, descriptor: any): T;
  defineProperties<T>(target: T, descriptors: any): T;
  entries<T>(value: { [key: string]: T }): [string, T][];
  freeze<T>(value: T): T;
  fromEntries(entries: any): any;
  getOwnPropertyNames(value: any): string[];
  getPrototypeOf(value: any): any;
  is(a: any, b: any): boolean;
  isFrozen(value: any): boolean;
  keys(value: any): string[];
  seal<T>(value: T): T;
  setPrototypeOf<T>(value: T, proto: any): T;
  values<T>(value: { [key: string]: T }): T[];
}
declare const Object: ObjectConstructor;
interface Function { name: string; length: number; prototype: any; apply(self: any, args?: any): any; call(self: any, ...args: any[]): any; bind(self: any, ...args: any[]): any; toString(): string }
interface String {
  length: number;
  at(index: number): string; charAt(index: number): string; charCodeAt(index: number): number; codePointAt(index: number): number;
  concat(...parts: string[]): string; endsWith(part: string): boolean; includes(part: string): boolean; indexOf(part: string): number; lastIndexOf(part: string): number;
  localeCompare(other: string): number; match(pattern: any): string[]; matchAll(pattern: any): IterableIterator<string[]>; normalize(): string;
  padEnd(length: number, fill?: string): string; padStart(length: number, fill?: string): string; repeat(count: number): string;
  replace(pattern: any, replacement: any): string; replaceAll(pattern: any, replacement: any): string; search(pattern: any): number; slice(start?: number, end?: number): string;
  split(separator: any, limit?: number): string[]; startsWith(part: string): boolean; substring(start: number, end?: number): string; substr(start: number, length?: number): string;
  toLowerCase(): string; toUpperCase(): string; toLocaleLowerCase(): string; toLocaleUpperCase(): string; trim(): string; trimEnd(): string; trimStart(): string; toString(): string; valueOf(): string;
}
interface Number { toFixed(digits?: number): string; toString(radix?: number): string; toPrecision(digits?: number): string; toExponential(digits?: number): string; valueOf(): number; toLocaleString(): string }
interface Boolean { valueOf(): boolean; toString(): string }
interface BigInt { toString(radix?: number): string }
interface Symbol { description: string; toString(): string }
interface RegExp { source: string; flags: string; lastIndex: number; global: boolean; test(text: string): boolean; exec(text: string): string[]; toString(): string }
interface Array<T> {
  length: number;
  at(index: number): T;
  concat(...items: any[]): T[];
  copyWithin(target: number, start: number, end?: number): this;
  entries(): IterableIterator<[number, T]>;
  every(test: (item: T, index: number, array: T[]) => any): boolean;
  fill(value: T): this;
  filter(test: (item: T, index: number, array: T[]) => any): T[];
  find(test: (item: T, index: number, array: T[]) => any): T;
  findIndex(test: (item: T, index: number, array: T[]) => any): number;
  findLast(test: (item: T, index: number, array: T[]) => any): T;
  findLastIndex(test: (item: T, index: number, array: T[]) => any): number;
  flat(depth?: number): any[];
  flatMap<U>(make: (item: T, index: number, array: T[]) => U[]): U[];
  forEach(run: (item: T, index: number, array: T[]) => void): void;
  includes(item: any): boolean;
  indexOf(item: any): number;
  join(separator?: string): string;
  keys(): IterableIterator<number>;
  lastIndexOf(item: any): number;
  map<U>(make: (item: T, index: number, array: T[]) => U): U[];
  pop(): T;
  push(...items: T[]): number;
  reduce<U>(step: (result: U, item: T, index: number, array: T[]) => U, initial?: U): U;
  reduceRight<U>(step: (result: U, item: T, index: number, array: T[]) => U, initial?: U): U;
  reverse(): T[];
  shift(): T;
  slice(start?: number, end?: number): T[];
  some(test: (item: T, index: number, array: T[]) => any): boolean;
  sort(order?: (a: T, b: T) => number): this;
  splice(start: number, count?: number, ...items: T[]): T[];
  toReversed(): T[];
  toSorted(order?: (a: T, b: T) => number): T[];
  unshift(...items: T[]): number;
  values(): IterableIterator<T>;
  [Symbol.iterator](): IterableIterator<T>;
}
interface ReadonlyArray<T> extends Array<T> {}
interface ArrayLike<T> extends Array<T> {}
interface ArrayConstructor { from<T>(items: Iterable<T>): T[]; isArray(value: any): boolean; of<T>(...items: T[]): T[]; new <T>(...items: T[]): T[] }
declare const Array: ArrayConstructor;
interface Iterator<T> { next(value?: any): IteratorResult<T>; return(value?: any): IteratorResult<T> }
interface IteratorResult<T> { value: T; done: boolean }
interface Iterable<T> { [Symbol.iterator](): Iterator<T> }
interface IterableIterator<T> extends Iterator<T> { [Symbol.iterator](): IterableIterator<T> }
interface Generator<T, R, N> extends Iterator<T> { [Symbol.iterator](): Generator<T, R, N>; throw(error: any): IteratorResult<T> }
interface AsyncIterator<T> { next(value?: any): Promise<IteratorResult<T>> }
interface AsyncIterable<T> { [Symbol.asyncIterator](): AsyncIterator<T> }
interface AsyncIterableIterator<T> extends AsyncIterator<T> { [Symbol.asyncIterator](): AsyncIterableIterator<T> }
interface AsyncGenerator<T, R, N> extends AsyncIterator<T> { [Symbol.asyncIterator](): AsyncGenerator<T, R, N> }
interface PromiseLike<T> { then<U>(done: (value: T) => U, failed?: (reason: any) => any): PromiseLike<U> }
declare class Promise<T> implements PromiseLike<T> {
  constructor(run: (resolve: (value: T) => void, reject: (reason: any) => void) => void);
  then<U>(done: (value: T) => U, failed?: (reason: any) => any): Promise<U>;
  catch(failed: (reason: any) => any): Promise<T>;
  finally(run: () => void): Promise<T>;
  static all<T>(values: Iterable<T | Promise<T>>): Promise<T[]>;
  static allSettled<T>(values: Iterable<T | Promise<T>>): Promise<{ status: string; value: T; reason: any }[]>;
  static any<T>(values: Iterable<T | Promise<T>>): Promise<T>;
  static race<T>(values: Iterable<T | Promise<T>>): Promise<T>;
  static reject(reason: any): Promise<any>;
  static resolve<T>(value: T | Promise<T>): Promise<T>;
}
declare class Map<K, V> {
  constructor(entries?: Iterable<[K, V]>);
  size: number;
  clear(): void; delete(key: K): boolean; get(key: K): V; has(key: K): boolean; set(key: K, value: V): this;
  forEach(run: (value: V, key: K, map: Map<K, V>) => void): void;
  entries(): IterableIterator<[K, V]>; keys(): IterableIterator<K>; values(): IterableIterator<V>;
  [Symbol.iterator](): IterableIterator<[K, V]>;
}
declare class WeakMap<K, V> { constructor(entries?: any); delete(key: K): boolean; get(key: K): V; has(key: K): boolean; set(key: K, value: V): this }
interface ReadonlyMap<K, V> extends Map<K, V> {}
declare class Set<T> {
  constructor(items?: Iterable<T>);
  size: number;
  add(item: T): this; clear(): void; delete(item: T): boolean; has(item: T): boolean;
  forEach(run: (item: T, again: T, set: Set<T>) => void): void;
  entries(): IterableIterator<[T, T]>; keys(): IterableIterator<T>; values(): IterableIterator<T>;
  [Symbol.iterator](): IterableIterator<T>;
}
declare class WeakSet<T> { constructor(items?: any); add(item: T): this; delete(item: T): boolean; has(item: T): boolean }
interface ReadonlySet<T> extends Set<T> {}
declare class Date {
  constructor(...parts: any[]);
  getTime(): number; getFullYear(): number; getMonth(): number; getDate(): number; getDay(): number; getHours(): number; getMinutes(): number; getSeconds(): number; getMilliseconds(): number;
  getTimezoneOffset(): number; setTime(value: number): number; toISOString(): string; toJSON(): string; toString(): string; toUTCString(): string; toLocaleString(): string; toLocaleDateString(): string; valueOf(): number;
  static now(): number; static parse(text: string): number; static UTC(...parts: any[]): number;
}
declare class Error { constructor(message?: string, options?: any); name: string; message: string; stack: string; cause: any; static captureStackTrace(target: any, from?: any): void; toString(): string }
declare class TypeError extends Error {}
declare class RangeError extends Error {}
declare class SyntaxError extends Error {}
declare class ReferenceError extends Error {}
declare class EvalError extends Error {}
declare class URIError extends Error {}
declare class AggregateError extends Error { errors: any[] }
interface Math { abs(x: number): number; ceil(x: number): number; floor(x: number): number; max(...x: number[]): number; min(...x: number[]): number; pow(x: number, y: number): number; random(): number; round(x: number): number; sqrt(x: number): number; trunc(x: number): number; PI: number }
declare const Math: Math;
interface JSON { parse(text: string, reviver?: any): any; stringify(value: any, replacer?: any, space?: any): string }
declare const JSON: JSON;
`;
