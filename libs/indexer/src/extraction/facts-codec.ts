import {
  BINDING_STRIDE,
  FACTS_VERSION,
  MEMBER_STRIDE,
  SCOPE_STRIDE,
  SITE_STRIDE,
  type BaseFact,
  type CallableFact,
  type DefinitionFact,
  type ExportFact,
  type FileFacts,
  type ImportFact,
  type ParameterFact,
  type ProblemFact,
  type TypeParameterFact,
} from '../facts/file-facts.js';
import { ByteReader, ByteWriter } from './byte-stream.js';

/** How one field of a record is written. */
type FieldKind<T> = T extends string
  ? 'string'
  : T extends number
    ? 'int'
    : T extends boolean
      ? 'boolean'
      : T extends readonly string[]
        ? 'strings'
        : T extends readonly number[]
          ? 'ints'
          : T extends readonly (infer R)[]
            ? RecordFields<R>
            : never;

/** Every field of a record and how it is written; a field that is forgotten here does not compile. */
type RecordFields<T> = { readonly [K in keyof Required<T>]: FieldKind<Required<T>[K]> };

const BASE: RecordFields<BaseFact> = { term: 'int', kind: 'string', text: 'string', line: 'int' };

const TYPE_PARAMETER: RecordFields<TypeParameterFact> = { name: 'string', binding: 'int', constraint: 'int', defaultType: 'int' };

const PARAMETER: RecordFields<ParameterFact> = {
  name: 'string',
  kind: 'string',
  declaredType: 'int',
  defaultValue: 'int',
  optional: 'boolean',
  binding: 'int',
  field: 'int',
};

const DEFINITION: RecordFields<DefinitionFact> = {
  label: 'string',
  kind: 'string',
  name: 'string',
  parent: 'int',
  path: 'string',
  start: 'int',
  end: 'int',
  startLine: 'int',
  endLine: 'int',
  nameLine: 'int',
  nameColumn: 'int',
  headerStart: 'int',
  headerEnd: 'int',
  docStart: 'int',
  docEnd: 'int',
  flags: 'int',
  scope: 'int',
  callable: 'int',
  binding: 'int',
  declaredType: 'int',
  declaredTypeText: 'string',
  value: 'int',
  bases: BASE,
  decorators: 'ints',
  decoratorTexts: 'strings',
  typeParameters: TYPE_PARAMETER,
};

const CALLABLE: RecordFields<CallableFact> = {
  definition: 'int',
  owner: 'int',
  scope: 'int',
  receiverClass: 'int',
  parameters: PARAMETER,
  typeParameters: TYPE_PARAMETER,
  returnType: 'int',
  returns: 'ints',
  yields: 'ints',
  flags: 'int',
};

const IMPORT: RecordFields<ImportFact> = {
  specifier: 'string',
  level: 'int',
  kind: 'string',
  name: 'string',
  localName: 'string',
  binding: 'int',
  scope: 'int',
  line: 'int',
  typeOnly: 'boolean',
  conditional: 'boolean',
  reexport: 'boolean',
};

const EXPORT: RecordFields<ExportFact> = {
  name: 'string',
  kind: 'string',
  term: 'int',
  import: 'int',
  line: 'int',
  typeOnly: 'boolean',
};

const PROBLEM: RecordFields<ProblemFact> = { code: 'string', startLine: 'int', endLine: 'int', message: 'string' };

type PartsOf<T> = { [K in keyof FileFacts]-?: FileFacts[K] extends T ? K : never }[keyof FileFacts];
type IntArrayPart = PartsOf<Int32Array>;
type RecordPart = Exclude<PartsOf<readonly object[]>, IntArrayPart>;

/** The parts of a file's facts that are lists of records, in the order in which they are written. */
const RECORD_LISTS: { readonly [K in RecordPart]: RecordFields<FileFacts[K][number]> } = {
  definitions: DEFINITION,
  callables: CALLABLE,
  imports: IMPORT,
  exports: EXPORT,
  problems: PROBLEM,
};

/** The parts that are integer arrays, and the stride by which neighbours resemble each other. */
const INT_ARRAYS: Readonly<Record<IntArrayPart, number>> = {
  scopes: SCOPE_STRIDE,
  bindings: BINDING_STRIDE,
  members: MEMBER_STRIDE,
  sites: SITE_STRIDE,
  terms: 0,
  lists: 0,
};

/** Field names and kinds side by side, so that no object is taken apart per record. */
interface Layout {
  readonly names: readonly string[];
  readonly kinds: readonly (ScalarKind | Layout)[];
  /** All fields with a value of their kind: copies of it are small objects, where an object filled field by field would be a hash table. */
  readonly blank: AnyRecord;
}

type ScalarKind = 'int' | 'string' | 'boolean' | 'strings' | 'ints';

const RECORD_LAYOUTS: readonly (readonly [RecordPart, Layout])[] = Object.entries(RECORD_LISTS).map(([part, fields]) => [
  part as RecordPart,
  layoutOf(fields),
]);
const INT_ARRAY_STRIDES = Object.entries(INT_ARRAYS) as readonly (readonly [IntArrayPart, number])[];

/** Strings of a file are written as Latin-1 where all of them fit, else as UTF-16, which keeps lone surrogates. */
const IS_LATIN1 = /^[\0-\xff]*$/;

const MAGIC = 0x43_47_46;
/** Objects in compact form share these instead of having an empty array each. */
const NO_ITEMS: readonly never[] = Object.freeze([]);
type AnyRecord = Record<string, unknown>;

/** Facts as bytes, about an eighth of their size in memory. Equal facts give equal bytes. */
export function encodeFacts(facts: FileFacts): Uint8Array<ArrayBuffer> {
  return new FactsWriter(facts).bytes();
}

/** Strings that several files share: names repeat throughout a repository. */
export type StringPool = Map<string, string>;

/**
 * The facts in such bytes; undefined when they are damaged or of another version.
 * @param pool gets all strings; files that are decoded with the same pool share equal ones
 */
export function decodeFacts(bytes: Uint8Array, pool?: StringPool): FileFacts | undefined {
  return new FactsReader(bytes, pool).facts();
}

class FactsWriter {
  readonly #body = new ByteWriter();
  readonly #strings: string[];
  readonly #stringIndex: Map<string, number>;

  constructor(private readonly of: FileFacts) {
    this.#strings = [...of.strings];
    this.#stringIndex = new Map(of.strings.map((text, at) => [text, at]));
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const { of } = this;
    this.#string(of.language);
    this.#body.int(of.lineCount);
    for (const [part, layout] of RECORD_LAYOUTS) this.#records(of[part], layout);
    for (const [part, stride] of INT_ARRAY_STRIDES) this.#body.ints(of[part], stride);
    this.#body.int(of.exportedNames === undefined ? 0 : 1);
    if (of.exportedNames !== undefined) this.#stringList(of.exportedNames);
    return this.#withHeader();
  }

  #withHeader(): Uint8Array<ArrayBuffer> {
    const whole = new ByteWriter();
    whole.int(MAGIC);
    whole.int(this.of.version);
    whole.int(this.of.strings.length);
    whole.int(this.#strings.length);
    const joined = this.#strings.join('');
    const encoding = IS_LATIN1.test(joined) ? 'latin1' : 'utf16le';
    whole.int(encoding === 'latin1' ? 1 : 2);
    for (const text of this.#strings) whole.int(text.length);
    whole.raw(Buffer.from(joined, encoding));
    whole.raw(this.#body.finish());
    return whole.finish();
  }

  #records(records: readonly object[], layout: Layout): void {
    this.#body.int(records.length);
    const { names, kinds } = layout;
    for (const record of records as readonly AnyRecord[]) {
      for (let at = 0; at < names.length; at++) this.#field(record[names[at] as string], kinds[at] as ScalarKind | Layout);
    }
  }

  #field(value: unknown, kind: ScalarKind | Layout): void {
    if (kind === 'int') this.#body.int(value as number);
    else if (kind === 'string') this.#string(value as string);
    else if (kind === 'boolean') this.#body.int(value === true ? 1 : 0);
    else if (kind === 'strings') this.#stringList(value as readonly string[]);
    else if (kind === 'ints') this.#ints(value as readonly number[]);
    else this.#records(value as readonly object[], kind);
  }

  #ints(values: readonly number[]): void {
    this.#body.int(values.length);
    for (const value of values) this.#body.int(value);
  }

  #stringList(values: readonly string[]): void {
    this.#body.int(values.length);
    for (const value of values) this.#string(value);
  }

  #string(text: string): void {
    let index = this.#stringIndex.get(text);
    if (index === undefined) {
      index = this.#strings.push(text) - 1;
      this.#stringIndex.set(text, index);
    }
    this.#body.int(index);
  }
}

class FactsReader {
  readonly #in: ByteReader;
  readonly #pool: StringPool | undefined;
  #strings: readonly string[] = NO_ITEMS;

  constructor(bytes: Uint8Array, pool: StringPool | undefined) {
    this.#in = new ByteReader(bytes);
    this.#pool = pool;
  }

  facts(): FileFacts | undefined {
    const reader = this.#in;
    if (reader.int() !== MAGIC || reader.int() !== FACTS_VERSION) return undefined;
    const ownStrings = reader.count();
    this.#readStrings();
    const language = this.#string();
    const lineCount = reader.int();
    const parts: AnyRecord = {};
    for (const [part, layout] of RECORD_LAYOUTS) parts[part] = this.#records(layout);
    for (const [part, stride] of INT_ARRAY_STRIDES) parts[part] = reader.ints(stride);
    const exportedNames = reader.int() === 1 ? { exportedNames: this.#stringList() } : {};
    if (reader.overrun || !reader.isAtEnd) return undefined;
    return {
      version: FACTS_VERSION,
      language,
      lineCount,
      strings: this.#strings.slice(0, ownStrings),
      ...parts,
      ...exportedNames,
    } as unknown as FileFacts;
  }

  #readStrings(): void {
    const reader = this.#in;
    const count = reader.count();
    const bytesPerUnit = reader.int() === 1 ? 1 : 2;
    const ends = new Int32Array(count);
    let length = 0;
    for (let at = 0; at < count; at++) ends[at] = length += reader.count();
    const bytes = reader.raw(length * bytesPerUnit);
    // One text for all: reading each string from bytes by itself costs a call into the engine for each.
    const joined = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(bytesPerUnit === 1 ? 'latin1' : 'utf16le');
    const strings: string[] = [];
    for (let at = 0; at < count; at++) strings.push(this.#pooled(joined.slice(at === 0 ? 0 : ends[at - 1], ends[at])));
    this.#strings = strings;
  }

  #pooled(text: string): string {
    const known = this.#pool?.get(text);
    if (known === undefined) this.#pool?.set(text, text);
    return known ?? text;
  }

  #records(layout: Layout): readonly AnyRecord[] {
    const count = this.#in.count();
    if (count === 0) return NO_ITEMS;
    const { names, kinds } = layout;
    const records: AnyRecord[] = [];
    for (let row = 0; row < count; row++) {
      const record: AnyRecord = { ...layout.blank };
      for (let at = 0; at < names.length; at++) record[names[at] as string] = this.#field(kinds[at] as ScalarKind | Layout);
      records.push(record);
    }
    return records;
  }

  #field(kind: ScalarKind | Layout): unknown {
    if (kind === 'int') return this.#in.int();
    if (kind === 'string') return this.#string();
    if (kind === 'boolean') return this.#in.int() === 1;
    if (kind === 'strings') return this.#stringList();
    if (kind === 'ints') return this.#intList();
    return this.#records(kind);
  }

  #intList(): readonly number[] {
    const count = this.#in.count();
    return count === 0 ? NO_ITEMS : Array.from({ length: count }, () => this.#in.int());
  }

  #stringList(): readonly string[] {
    const count = this.#in.count();
    return count === 0 ? NO_ITEMS : Array.from({ length: count }, () => this.#string());
  }

  #string(): string {
    return this.#strings[this.#in.int()] ?? '';
  }
}

function layoutOf(fields: object): Layout {
  const entries = Object.entries(fields) as readonly (readonly [string, ScalarKind | object])[];
  return {
    names: entries.map(([name]) => name),
    kinds: entries.map(([, kind]) => (typeof kind === 'string' ? kind : layoutOf(kind))),
    blank: JSON.parse(JSON.stringify(Object.fromEntries(entries.map(([name, kind]) => [name, blankValue(kind)])))) as AnyRecord,
  };
}

function blankValue(kind: ScalarKind | object): unknown {
  if (kind === 'int') return 0;
  if (kind === 'string') return '';
  return kind === 'boolean' ? false : [];
}
