import type { CypherParameter, CypherValue } from '@codexgraph/graph-model';

/** How values are written for comparing. */
export interface Comparing {
  /** Elements of lists are sorted. */
  readonly listsUnordered?: boolean;
}

/** A value of a result table of the TCK, read. Paths are lists of their nodes and relationships, as they follow one another. */
type Read = string | { readonly list: readonly Read[] } | { readonly map: ReadonlyMap<string, Read>; readonly before: string };

/** The text for comparing of a cell such as `[(:A {x: 1}), 'text', 1.0]`. */
export function expectedText(cell: string, comparing: Comparing = {}): string {
  const reader = new CellReader(cell);
  return textOf(reader.value(), comparing);
}

/** The text for comparing of a value that was answered. */
export function answeredText(value: CypherValue, comparing: Comparing = {}): string {
  return textOf(readAnswer(value), comparing);
}

/** The value of a parameter that is written like a cell. */
export function parameterValue(cell: string): CypherParameter {
  return toParameter(new CellReader(cell).value());
}

function textOf(value: Read, comparing: Comparing): string {
  if (typeof value === 'string') return value;
  if ('list' in value) {
    const items = value.list.map((item) => textOf(item, comparing));
    return `[${(comparing.listsUnordered === true ? items.sort() : items).join(', ')}]`;
  }
  const entries = [...value.map].map(([key, item]) => `${key}: ${textOf(item, comparing)}`).sort();
  return `${value.before}{${entries.join(', ')}}`;
}

function toParameter(value: Read): CypherParameter {
  if (typeof value !== 'string') {
    if ('list' in value) return value.list.map(toParameter);
    return Object.fromEntries([...value.map].map(([key, item]) => [key, toParameter(item)]));
  }
  if (value.startsWith("'")) return value.slice(1);
  return value === 'null' ? null : value === 'true' || value === 'false' ? value === 'true' : Number(value);
}

function numberText(text: string): string {
  const value = Number(text);
  // Answers carry whole numbers beyond 2^53 and what is no number as texts.
  if (/^-?\d+$/u.test(text) && !Number.isSafeInteger(value)) return `'${text}`;
  return Number.isFinite(value) ? String(value === 0 ? 0 : value) : `'${String(value)}`;
}

function readAnswer(value: CypherValue): Read {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(String(value));
  if (typeof value === 'string') return `'${value}`;
  if (isList(value)) return { list: value.map(readAnswer) };
  if ('node' in value) return { map: readMap(value.node.properties), before: labelText(value.node.labels) };
  if ('relationship' in value) return relationshipOf(value.relationship);
  if ('path' in value) {
    const { nodes, relationships } = value.path;
    const list = nodes.flatMap((node, place): Read[] => {
      const step = relationships[place];
      const read: Read = { map: readMap(node.properties), before: labelText(node.labels) };
      return step === undefined ? [read] : [read, relationshipOf(step)];
    });
    return { list };
  }
  return { map: readMap(value.map), before: '' };
}

function isList(value: object): value is readonly CypherValue[] {
  return Array.isArray(value);
}

function relationshipOf({
  type,
  properties,
}: {
  readonly type: string;
  readonly properties: Readonly<Record<string, CypherValue>>;
}): Read {
  return { map: readMap(properties), before: `[:${type}]` };
}

function labelText(labels: readonly string[]): string {
  return `(${[...labels]
    .sort()
    .map((label) => `:${label}`)
    .join('')})`;
}

function readMap(values: Readonly<Record<string, CypherValue>>): ReadonlyMap<string, Read> {
  return new Map(Object.entries(values).map(([key, value]) => [key, readAnswer(value)]));
}

/** Reads the notation of result tables. */
class CellReader {
  readonly #text: string;
  #place = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Read {
    this.#space();
    const rest = this.#text.slice(this.#place);
    if (rest.startsWith("'")) return this.#string();
    if (rest.startsWith('[:')) return this.#relationship();
    if (rest.startsWith('[')) return { list: this.#items('[', ']') };
    if (rest.startsWith('{')) return { map: this.#map(), before: '' };
    if (rest.startsWith('(')) return this.#node();
    if (rest.startsWith('<')) return this.#path();
    const word = /^[^\s,\]})>]+/u.exec(rest)?.[0] ?? '';
    this.#place += word.length;
    if (word === 'Inf' || word === '-Inf') return `'${word}inity`;
    return ['null', 'true', 'false'].includes(word) ? word : numberText(word);
  }

  #items(open: string, close: string): readonly Read[] {
    const items: Read[] = [];
    this.#expect(open);
    while (!this.#accept(close)) {
      items.push(this.value());
      this.#accept(',');
    }
    return items;
  }

  #map(): ReadonlyMap<string, Read> {
    const entries = new Map<string, Read>();
    this.#expect('{');
    while (!this.#accept('}')) {
      this.#space();
      const key = /^`?(\w+)`?\s*:/u.exec(this.#text.slice(this.#place));
      this.#place += key?.[0].length ?? 1;
      const value = this.value();
      // A property that is null is none.
      entries.set(key?.[1] ?? '', value);
      this.#accept(',');
    }
    return entries;
  }

  #node(): Read {
    this.#expect('(');
    const labels = this.#labels();
    const map = this.#peek('{') ? this.#map() : new Map<string, Read>();
    this.#expect(')');
    return { map, before: labelText(labels) };
  }

  #relationship(): Read {
    this.#expect('[');
    const [type = ''] = this.#labels();
    const map = this.#peek('{') ? this.#map() : new Map<string, Read>();
    this.#expect(']');
    return { map, before: `[:${type}]` };
  }

  #labels(): readonly string[] {
    const labels: string[] = [];
    while (this.#accept(':')) {
      const name = /^`([^`]+)`|^\w+/u.exec(this.#text.slice(this.#place));
      this.#place += name?.[0].length ?? 1;
      labels.push(name?.[1] ?? name?.[0] ?? '');
    }
    return labels;
  }

  /** Directions are left out: answers do not carry them. */
  #path(): Read {
    this.#expect('<');
    const list = [this.#node()];
    for (;;) {
      this.#accept('<');
      if (!this.#accept('-')) break;
      list.push(this.#relationship());
      this.#expect('-');
      this.#accept('>');
      list.push(this.#node());
    }
    this.#expect('>');
    return { list };
  }

  #string(): string {
    const written = /^'((?:[^'\\]|\\[^])*)'/u.exec(this.#text.slice(this.#place));
    this.#place += written?.[0].length ?? 1;
    return `'${(written?.[1] ?? '').replaceAll(/\\([^])/gu, (_, what: string) => (what === 'n' ? '\n' : what))}`;
  }

  #space(): void {
    while (/\s/u.test(this.#text.charAt(this.#place))) this.#place += 1;
  }

  #peek(symbol: string): boolean {
    this.#space();
    return this.#text.startsWith(symbol, this.#place);
  }

  #accept(symbol: string): boolean {
    if (!this.#peek(symbol)) return false;
    this.#place += symbol.length;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) throw new TypeError(`'${symbol}' is missing at ${String(this.#place)} of ${this.#text}`);
  }
}
