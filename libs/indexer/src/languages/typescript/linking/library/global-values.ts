/** Classes and functions of the global scope: what linking needs of lib.es and lib.dom to follow receivers and callbacks. */
export const GLOBAL_VALUES = `
declare class Object {
  constructor(value?: any);
  toString(): string;
  toLocaleString(): string;
  valueOf(): Object;
  hasOwnProperty(key: string): boolean;
  isPrototypeOf(value: any): boolean;
  propertyIsEnumerable(key: string): boolean;
  static keys(value: any): string[];
  static values<T>(value: Record<string, T>): T[];
  static entries<T>(value: Record<string, T>): [string, T][];
  static fromEntries<T>(entries: Iterable<[string, T]>): Record<string, T>;
  static assign<T>(target: T, ...sources: any[]): T;
  static create<T>(prototype: T, properties?: any): T;
  static freeze<T>(value: T): T;
  static seal<T>(value: T): T;
  static preventExtensions<T>(value: T): T;
  static isFrozen(value: any): boolean;
  static isSealed(value: any): boolean;
  static defineProperty<T>(value: T, key: string, descriptor: any): T;
  static defineProperties<T>(value: T, descriptors: any): T;
  static getPrototypeOf(value: any): any;
  static setPrototypeOf<T>(value: T, prototype: any): T;
  static getOwnPropertyNames(value: any): string[];
  static getOwnPropertyDescriptor(value: any, key: string): any;
  static getOwnPropertyDescriptors(value: any): any;
  static getOwnPropertySymbols(value: any): symbol[];
  static is(a: any, b: any): boolean;
  static hasOwn(value: any, key: string): boolean;
  static groupBy<T>(items: Iterable<T>, key: (item: T, index: number) => string): { [key: string]: T[] };
}
declare class Function {
  constructor(...args: string[]);
  name: string;
  length: number;
  prototype: any;
  call(thisArgument: any, ...args: any[]): any;
  apply(thisArgument: any, args?: any): any;
  bind(thisArgument: any, ...args: any[]): any;
  toString(): string;
}
declare class Array<T> {
  constructor(...items: T[]);
  length: number;
  [index: number]: T;
  [Symbol.iterator](): IterableIterator<T>;
  toString(): string;
  at(index: number): T;
  pop(): T;
  shift(): T;
  push(...items: T[]): number;
  unshift(...items: T[]): number;
  concat(...items: any[]): T[];
  join(separator?: string): string;
  reverse(): T[];
  toReversed(): T[];
  slice(start?: number, end?: number): T[];
  splice(start: number, count?: number, ...items: T[]): T[];
  toSpliced(start: number, count?: number, ...items: T[]): T[];
  sort(compare?: (a: T, b: T) => number): this;
  toSorted(compare?: (a: T, b: T) => number): T[];
  with(index: number, value: T): T[];
  indexOf(item: T, from?: number): number;
  lastIndexOf(item: T, from?: number): number;
  includes(item: T, from?: number): boolean;
  every(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): boolean;
  some(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): boolean;
  forEach(callback: (value: T, index: number, array: T[]) => void, thisArgument?: any): void;
  map<U>(callback: (value: T, index: number, array: T[]) => U, thisArgument?: any): U[];
  filter(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): T[];
  find(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): T;
  findLast(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): T;
  findIndex(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): number;
  findLastIndex(test: (value: T, index: number, array: T[]) => boolean, thisArgument?: any): number;
  reduce<U>(callback: (result: U, value: T, index: number, array: T[]) => U, initial?: U): U;
  reduceRight<U>(callback: (result: U, value: T, index: number, array: T[]) => U, initial?: U): U;
  flat(depth?: number): any;
  flatMap<U>(callback: (value: T, index: number, array: T[]) => U | U[], thisArgument?: any): U[];
  fill(value: T, start?: number, end?: number): this;
  copyWithin(target: number, start: number, end?: number): this;
  keys(): IterableIterator<number>;
  values(): IterableIterator<T>;
  entries(): IterableIterator<[number, T]>;
  static from<T, U>(items: Iterable<T>, callback?: (value: T, index: number) => U, thisArgument?: any): U[];
  static fromAsync<T>(items: any): Promise<T[]>;
  static of<T>(...items: T[]): T[];
  static isArray(value: any): value is any[];
}
declare class String {
  constructor(value?: any);
  length: number;
  [Symbol.iterator](): IterableIterator<string>;
  toString(): string;
  valueOf(): string;
  at(index: number): string;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number;
  concat(...parts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  startsWith(text: string, start?: number): boolean;
  includes(text: string, start?: number): boolean;
  indexOf(text: string, start?: number): number;
  lastIndexOf(text: string, start?: number): number;
  localeCompare(other: string): number;
  match(pattern: any): RegExpMatchArray;
  matchAll(pattern: any): IterableIterator<RegExpMatchArray>;
  normalize(form?: string): string;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  replace(pattern: any, replacement: string | ((match: string, ...groups: any[]) => string)): string;
  replaceAll(pattern: any, replacement: string | ((match: string, ...groups: any[]) => string)): string;
  search(pattern: any): number;
  slice(start?: number, end?: number): string;
  split(separator?: any, limit?: number): string[];
  substr(start: number, length?: number): string;
  substring(start: number, end?: number): string;
  toLowerCase(): string;
  toUpperCase(): string;
  toLocaleLowerCase(): string;
  toLocaleUpperCase(): string;
  trim(): string;
  trimEnd(): string;
  trimStart(): string;
  trimLeft(): string;
  trimRight(): string;
  static fromCharCode(...codes: number[]): string;
  static fromCodePoint(...codes: number[]): string;
  static raw(strings: any, ...values: any[]): string;
}
declare class Number {
  constructor(value?: any);
  toString(radix?: number): string;
  toFixed(digits?: number): string;
  toPrecision(digits?: number): string;
  toExponential(digits?: number): string;
  toLocaleString(...args: any[]): string;
  valueOf(): number;
  static isFinite(value: any): boolean;
  static isInteger(value: any): boolean;
  static isNaN(value: any): boolean;
  static isSafeInteger(value: any): boolean;
  static parseFloat(text: string): number;
  static parseInt(text: string, radix?: number): number;
  static MAX_SAFE_INTEGER: number;
  static MIN_SAFE_INTEGER: number;
  static MAX_VALUE: number;
  static MIN_VALUE: number;
  static EPSILON: number;
  static NaN: number;
  static POSITIVE_INFINITY: number;
  static NEGATIVE_INFINITY: number;
}
declare class Boolean { constructor(value?: any); valueOf(): boolean; toString(): string; }
declare class BigInt { toString(radix?: number): string; valueOf(): bigint; toLocaleString(...args: any[]): string; static asIntN(bits: number, value: bigint): bigint; static asUintN(bits: number, value: bigint): bigint; }
declare class Symbol {
  description: string;
  toString(): string;
  static for(key: string): symbol;
  static keyFor(value: symbol): string;
  static iterator: symbol;
  static asyncIterator: symbol;
  static hasInstance: symbol;
  static toPrimitive: symbol;
  static toStringTag: symbol;
  static species: symbol;
  static dispose: symbol;
  static asyncDispose: symbol;
}
declare class RegExp {
  constructor(pattern: any, flags?: string);
  source: string;
  flags: string;
  global: boolean;
  lastIndex: number;
  exec(text: string): RegExpExecArray;
  test(text: string): boolean;
  toString(): string;
}
declare class Date {
  constructor(...args: any[]);
  getTime(): number; getDate(): number; getDay(): number; getFullYear(): number; getHours(): number; getMilliseconds(): number;
  getMinutes(): number; getMonth(): number; getSeconds(): number; getTimezoneOffset(): number; getUTCDate(): number; getUTCDay(): number;
  getUTCFullYear(): number; getUTCHours(): number; getUTCMilliseconds(): number; getUTCMinutes(): number; getUTCMonth(): number; getUTCSeconds(): number;
  setDate(value: number): number; setFullYear(...values: number[]): number; setHours(...values: number[]): number; setMilliseconds(value: number): number;
  setMinutes(...values: number[]): number; setMonth(...values: number[]): number; setSeconds(...values: number[]): number; setTime(value: number): number;
  setUTCDate(value: number): number; setUTCFullYear(...values: number[]): number; setUTCHours(...values: number[]): number; setUTCMinutes(...values: number[]): number;
  setUTCMonth(...values: number[]): number; setUTCSeconds(...values: number[]): number; setUTCMilliseconds(value: number): number;
  toDateString(): string; toISOString(): string; toJSON(): string; toString(): string; toTimeString(): string; toUTCString(): string; valueOf(): number;
  toLocaleDateString(...args: any[]): string; toLocaleString(...args: any[]): string; toLocaleTimeString(...args: any[]): string;
  static now(): number;
  static parse(text: string): number;
  static UTC(...values: number[]): number;
}
declare class Error {
  constructor(message?: string, options?: any);
  name: string;
  message: string;
  stack: string;
  cause: unknown;
  toString(): string;
  static captureStackTrace(target: any, constructor?: any): void;
  static isError(value: any): boolean;
  static stackTraceLimit: number;
}
declare class TypeError extends Error {}
declare class RangeError extends Error {}
declare class SyntaxError extends Error {}
declare class ReferenceError extends Error {}
declare class EvalError extends Error {}
declare class URIError extends Error {}
declare class AggregateError extends Error { errors: any[]; }
interface Record<K, V> { [key: string]: V }
declare class Promise<T> {
  constructor(executor: (resolve: (value?: T) => void, reject: (reason?: any) => void) => void);
  then<U, V>(onFulfilled?: (value: T) => U | Promise<U>, onRejected?: (reason: any) => V | Promise<V>): Promise<U | V>;
  catch<U>(onRejected?: (reason: any) => U | Promise<U>): Promise<T | U>;
  finally(callback?: () => void): Promise<T>;
  static resolve<T>(value?: T | Promise<T>): Promise<T>;
  static reject<T>(reason?: any): Promise<T>;
  static all<T>(values: (T | Promise<T>)[]): Promise<T[]>;
  static allSettled<T>(values: (T | Promise<T>)[]): Promise<PromiseSettledResult<T>[]>;
  static race<T>(values: (T | Promise<T>)[]): Promise<T>;
  static any<T>(values: (T | Promise<T>)[]): Promise<T>;
  static withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason?: any) => void };
}
declare class Map<K, V> {
  constructor(entries?: [K, V][]);
  size: number;
  clear(): void;
  delete(key: K): boolean;
  forEach(callback: (value: V, key: K, map: Map<K, V>) => void, thisArgument?: any): void;
  get(key: K): V;
  has(key: K): boolean;
  set(key: K, value: V): this;
  keys(): IterableIterator<K>;
  values(): IterableIterator<V>;
  entries(): IterableIterator<[K, V]>;
  [Symbol.iterator](): IterableIterator<[K, V]>;
  static groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): Map<K, T[]>;
}
declare class WeakMap<K, V> { constructor(entries?: [K, V][]); delete(key: K): boolean; get(key: K): V; has(key: K): boolean; set(key: K, value: V): this; }
declare class Set<T> {
  constructor(items?: T[]);
  size: number;
  add(value: T): this;
  clear(): void;
  delete(value: T): boolean;
  forEach(callback: (value: T, key: T, set: Set<T>) => void, thisArgument?: any): void;
  has(value: T): boolean;
  keys(): IterableIterator<T>;
  values(): IterableIterator<T>;
  entries(): IterableIterator<[T, T]>;
  [Symbol.iterator](): IterableIterator<T>;
  union(other: Set<T>): Set<T>;
  intersection(other: Set<T>): Set<T>;
  difference(other: Set<T>): Set<T>;
}
declare class WeakSet<T> { constructor(items?: T[]); add(value: T): this; delete(value: T): boolean; has(value: T): boolean; }
declare class WeakRef<T> { constructor(value: T); deref(): T; }
declare class FinalizationRegistry<T> { constructor(callback: (held: T) => void); register(target: any, held: T, token?: any): void; unregister(token: any): boolean; }
declare class Proxy<T> { constructor(target: T, handler: any); }
`;
