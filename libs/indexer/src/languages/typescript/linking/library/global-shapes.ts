/** Interfaces, namespaces and functions of the global scope, and the parts of the DOM and Node that values pass through. */
export const GLOBAL_SHAPES = `
interface IteratorResult<T> { done: boolean; value: T; }
interface Iterator<T> { next(...args: any[]): IteratorResult<T>; return(value?: any): IteratorResult<T>; throw(error?: any): IteratorResult<T>; }
interface Iterable<T> { [Symbol.iterator](): Iterator<T>; }
interface IterableIterator<T> extends Iterator<T> {
  [Symbol.iterator](): IterableIterator<T>;
  map<U>(callback: (value: T, index: number) => U): IterableIterator<U>;
  filter(test: (value: T, index: number) => boolean): IterableIterator<T>;
  take(count: number): IterableIterator<T>;
  drop(count: number): IterableIterator<T>;
  flatMap<U>(callback: (value: T, index: number) => Iterable<U>): IterableIterator<U>;
  reduce<U>(callback: (result: U, value: T, index: number) => U, initial?: U): U;
  toArray(): T[];
  forEach(callback: (value: T, index: number) => void): void;
  some(test: (value: T, index: number) => boolean): boolean;
  every(test: (value: T, index: number) => boolean): boolean;
  find(test: (value: T, index: number) => boolean): T;
}
interface IteratorObject<T, R = any, N = any> extends IterableIterator<T> {}
interface AsyncIterator<T> { next(...args: any[]): Promise<IteratorResult<T>>; return(value?: any): Promise<IteratorResult<T>>; throw(error?: any): Promise<IteratorResult<T>>; }
interface AsyncIterable<T> { [Symbol.asyncIterator](): AsyncIterator<T>; }
interface AsyncIterableIterator<T> extends AsyncIterator<T> { [Symbol.asyncIterator](): AsyncIterableIterator<T>; }
interface Generator<T, R = any, N = any> extends IterableIterator<T> {}
interface AsyncGenerator<T, R = any, N = any> extends AsyncIterableIterator<T> {}
interface PromiseLike<T> { then<U, V>(onFulfilled?: (value: T) => U | PromiseLike<U>, onRejected?: (reason: any) => V | PromiseLike<V>): PromiseLike<U | V>; }
interface PromiseSettledResult<T> { status: string; value: T; reason: any; }
interface PromiseFulfilledResult<T> { status: string; value: T; }
interface PromiseRejectedResult { status: string; reason: any; }
interface ArrayLike<T> { length: number; [index: number]: T; }
interface ReadonlyArray<T> extends Array<T> {}
interface ReadonlyMap<K, V> extends Map<K, V> {}
interface ReadonlySet<T> extends Set<T> {}
interface RegExpMatchArray extends Array<string> { index: number; input: string; groups: { [key: string]: string }; }
interface RegExpExecArray extends Array<string> { index: number; input: string; groups: { [key: string]: string }; }
interface TemplateStringsArray extends Array<string> { raw: string[]; }
interface PropertyDescriptor { value: any; writable: boolean; enumerable: boolean; configurable: boolean; get(): any; set(value: any): void; }
interface IArguments { length: number; callee: any; [index: number]: any; [Symbol.iterator](): IterableIterator<any>; }
declare const JSON: { parse(text: string, reviver?: (key: string, value: any) => any): any; stringify(value: any, replacer?: any, space?: any): string; };
declare const Math: {
  PI: number; E: number; LN2: number; LN10: number; SQRT2: number;
  abs(x: number): number; acos(x: number): number; asin(x: number): number; atan(x: number): number; atan2(y: number, x: number): number; cbrt(x: number): number;
  ceil(x: number): number; clz32(x: number): number; cos(x: number): number; exp(x: number): number; floor(x: number): number; fround(x: number): number;
  hypot(...x: number[]): number; imul(a: number, b: number): number; log(x: number): number; log10(x: number): number; log2(x: number): number;
  max(...x: number[]): number; min(...x: number[]): number; pow(a: number, b: number): number; random(): number; round(x: number): number;
  sign(x: number): number; sin(x: number): number; sqrt(x: number): number; tan(x: number): number; tanh(x: number): number; trunc(x: number): number;
};
declare const Reflect: {
  apply(target: any, thisArgument: any, args: any): any; construct(target: any, args: any, newTarget?: any): any; get(target: any, key: any, receiver?: any): any;
  set(target: any, key: any, value: any, receiver?: any): boolean; has(target: any, key: any): boolean; ownKeys(target: any): string[];
  defineProperty(target: any, key: any, descriptor: any): boolean; deleteProperty(target: any, key: any): boolean; getPrototypeOf(target: any): any;
  setPrototypeOf(target: any, prototype: any): boolean; getOwnPropertyDescriptor(target: any, key: any): any;
};
declare const console: {
  log(...args: any[]): void; error(...args: any[]): void; warn(...args: any[]): void; info(...args: any[]): void; debug(...args: any[]): void;
  trace(...args: any[]): void; table(...args: any[]): void; time(label?: string): void; timeEnd(label?: string): void; dir(...args: any[]): void;
  group(...args: any[]): void; groupEnd(): void; assert(...args: any[]): void; count(label?: string): void;
};
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: any): boolean;
declare function isFinite(value: any): boolean;
declare function encodeURIComponent(text: any): string;
declare function decodeURIComponent(text: string): string;
declare function encodeURI(text: string): string;
declare function decodeURI(text: string): string;
declare function setTimeout(callback: (...args: any[]) => void, delay?: number, ...args: any[]): any;
declare function setInterval(callback: (...args: any[]) => void, delay?: number, ...args: any[]): any;
declare function setImmediate(callback: (...args: any[]) => void, ...args: any[]): any;
declare function clearTimeout(timer: any): void;
declare function clearInterval(timer: any): void;
declare function clearImmediate(timer: any): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare function fetch(input: any, init?: any): Promise<Response>;
declare function atob(text: string): string;
declare function btoa(text: string): string;
declare class URL { constructor(url: string, base?: any); href: string; origin: string; protocol: string; host: string; hostname: string; port: string; pathname: string; search: string; hash: string; username: string; password: string; searchParams: URLSearchParams; toString(): string; toJSON(): string; static canParse(url: string, base?: any): boolean; }
declare class URLSearchParams { constructor(init?: any); append(name: string, value: string): void; delete(name: string): void; get(name: string): string; getAll(name: string): string[]; has(name: string): boolean; set(name: string, value: string): void; forEach(callback: (value: string, key: string) => void): void; entries(): IterableIterator<[string, string]>; keys(): IterableIterator<string>; values(): IterableIterator<string>; toString(): string; [Symbol.iterator](): IterableIterator<[string, string]>; }
declare class AbortSignal { aborted: boolean; reason: any; addEventListener(type: string, listener: (event: any) => void, options?: any): void; removeEventListener(type: string, listener: (event: any) => void): void; throwIfAborted(): void; static timeout(ms: number): AbortSignal; static abort(reason?: any): AbortSignal; static any(signals: Iterable<AbortSignal>): AbortSignal; }
declare class AbortController { signal: AbortSignal; abort(reason?: any): void; }
declare class TextEncoder { encode(text?: string): Uint8Array; }
declare class TextDecoder { constructor(label?: string, options?: any); decode(input?: any, options?: any): string; }
declare class Headers { constructor(init?: any); append(name: string, value: string): void; delete(name: string): void; get(name: string): string; has(name: string): boolean; set(name: string, value: string): void; forEach(callback: (value: string, key: string) => void): void; entries(): IterableIterator<[string, string]>; [Symbol.iterator](): IterableIterator<[string, string]>; }
declare class Response { constructor(body?: any, init?: any); ok: boolean; status: number; statusText: string; url: string; headers: Headers; body: any; json(): Promise<any>; text(): Promise<string>; blob(): Promise<any>; arrayBuffer(): Promise<ArrayBuffer>; clone(): Response; static json(data: any, init?: any): Response; static redirect(url: any, status?: number): Response; }
declare class Request { constructor(input: any, init?: any); url: string; method: string; headers: Headers; body: any; signal: AbortSignal; json(): Promise<any>; text(): Promise<string>; formData(): Promise<any>; arrayBuffer(): Promise<ArrayBuffer>; clone(): Request; }
declare class ArrayBuffer { constructor(length: number); byteLength: number; slice(start?: number, end?: number): ArrayBuffer; static isView(value: any): boolean; }
declare class DataView { constructor(buffer: any, offset?: number, length?: number); byteLength: number; }
declare class Uint8Array extends Array<number> { buffer: ArrayBuffer; byteLength: number; byteOffset: number; set(items: any, offset?: number): void; subarray(start?: number, end?: number): Uint8Array; }
declare class Int8Array extends Uint8Array {}
declare class Uint8ClampedArray extends Uint8Array {}
declare class Int16Array extends Uint8Array {}
declare class Uint16Array extends Uint8Array {}
declare class Int32Array extends Uint8Array {}
declare class Uint32Array extends Uint8Array {}
declare class Float32Array extends Uint8Array {}
declare class Float64Array extends Uint8Array {}
declare class BigInt64Array extends Array<bigint> {}
declare class BigUint64Array extends Array<bigint> {}
declare class Buffer extends Uint8Array { toString(encoding?: string): string; write(text: string, ...args: any[]): number; equals(other: any): boolean; copy(...args: any[]): number; toJSON(): any; static from(value: any, ...args: any[]): Buffer; static alloc(size: number, ...args: any[]): Buffer; static allocUnsafe(size: number): Buffer; static concat(parts: any, length?: number): Buffer; static isBuffer(value: any): boolean; static byteLength(value: any, encoding?: string): number; static compare(a: any, b: any): number; }
`;
