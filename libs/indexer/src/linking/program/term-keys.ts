import { TermOp } from '../../facts/term.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { BindingField, ScopeField } from './record-fields.js';

/**
 * What the three integers of a term are, by op: t term, s string, n number, l list of terms, p list of pairs [string or sign, term],
 * q list of strings, o scope, b binding, f callable, d definition, i import, x nothing that tells terms apart.
 * Ops that are not listed have no key.
 */
const SHAPES: Readonly<Record<number, string>> = {
  [TermOp.UNKNOWN]: 'xxx',
  [TermOp.NAME]: 'son',
  [TermOp.BINDING]: 'bxx',
  [TermOp.ATTRIBUTE]: 'tsn',
  [TermOp.CALL]: 'tpl',
  [TermOp.NEW]: 'tpl',
  [TermOp.SUBSCRIPT]: 'ttx',
  [TermOp.AWAIT]: 'txx',
  [TermOp.ELEMENT]: 'tnx',
  [TermOp.ENTER]: 'tnx',
  [TermOp.CONSTANT]: 'nsx',
  [TermOp.TUPLE]: 'lxx',
  [TermOp.SEQUENCE]: 'lnx',
  [TermOp.MAPPING]: 'pnx',
  [TermOp.SPREAD]: 'txx',
  [TermOp.FUNCTION]: 'fxx',
  [TermOp.CLASS]: 'dxx',
  [TermOp.PARAMETER]: 'fnx',
  [TermOp.THIS]: 'oxx',
  [TermOp.SUPER]: 'olx',
  [TermOp.IMPORT]: 'ixx',
  [TermOp.BINARY]: 'stt',
  [TermOp.UNARY]: 'stx',
  [TermOp.NARROW]: 'ttn',
  [TermOp.CAST]: 'ttx',
  [TermOp.REST]: 'tnq',
  [TermOp.TYPE_APPLY]: 'tlx',
  [TermOp.TYPE_UNION]: 'lxx',
  [TermOp.TYPE_INTERSECTION]: 'lxx',
  [TermOp.TYPE_ARRAY]: 'txx',
  [TermOp.TYPE_TUPLE]: 'lxx',
  [TermOp.TYPE_OBJECT]: 'pxx',
  [TermOp.TYPE_LITERAL]: 'txx',
  [TermOp.TYPE_QUERY]: 'txx',
  [TermOp.TYPE_INDEXED]: 'ttx',
  [TermOp.TYPE_KEYOF]: 'txx',
  [TermOp.TYPE_CONDITIONAL]: 'tlx',
  [TermOp.TYPE_PREDICATE]: 'stn',
  [TermOp.TYPE_THIS]: 'oxx',
  [TermOp.TYPE_KEYWORD]: 'sxx',
  [TermOp.TYPE_IMPORT]: 'iqx',
};

/** Stands for the op of literals: one written twice is two. */
const LITERAL_MARK = '\u0001';
/** Terms that nest deeper than this have no key. */
const DEPTH_LIMIT = 200;
/** Longer texts are held as what identifies them in this state of the file alone. */
const TEXT_LIMIT = 2000;

/**
 * Names for the terms of a file that stay the same while what they are written of stays the same, though an edit elsewhere in the
 * file moves their numbers. Equal names in two states of a file mean: written the same, of names in the same scopes. Terms that
 * depend on the flow of a function, or stand inside anonymous functions, have none.
 */
export class TermKeys {
  readonly #file: LinkedFile;
  readonly #texts: (string | null | undefined)[] = [];
  #literals: Map<string, number[]> | undefined;
  #terms: Map<string, number> | undefined;

  constructor(file: LinkedFile) {
    this.#file = file;
  }

  /** The name of a term; undefined when it has none. '' for an absent term. */
  keyOf(term: number): string | undefined {
    if (term < 0) return '';
    const text = this.#text(term, 0);
    if (text === undefined || !text.includes(LITERAL_MARK)) return text;
    return `${text}~${String(this.#twins(text).indexOf(term))}`;
  }

  /** The term of a name; -1 when the file has none. */
  termOf(key: string): number {
    if (this.#terms === undefined) {
      this.#terms = new Map();
      for (let term = 0; term < this.#file.termCount; term++) {
        const own = this.keyOf(term);
        if (own !== undefined) this.#terms.set(own, term);
      }
    }
    return this.#terms.get(key) ?? -1;
  }

  /** Terms with literals that are written the same, in order; all other terms are interned. */
  #twins(text: string): readonly number[] {
    if (this.#literals === undefined) {
      this.#literals = new Map();
      for (let term = 0; term < this.#file.termCount; term++) {
        const own = this.#text(term, 0);
        if (own?.includes(LITERAL_MARK) === true) append(this.#literals, own, term);
      }
    }
    return this.#literals.get(text) ?? [];
  }

  #text(term: number, depth: number): string | undefined {
    if (term < 0) return '-';
    const known = this.#texts[term];
    if (known !== undefined) return known ?? undefined;
    const text = depth > DEPTH_LIMIT ? undefined : this.#write(term, depth);
    this.#texts[term] = text === undefined || text.length > TEXT_LIMIT ? null : text;
    return this.#texts[term] ?? undefined;
  }

  #write(term: number, depth: number): string | undefined {
    const op = this.#file.op(term);
    const shape = SHAPES[op];
    if (shape === undefined) return undefined;
    const operands = [this.#file.a(term), this.#file.b(term), this.#file.c(term)];
    let text = op === TermOp.SEQUENCE || op === TermOp.MAPPING ? LITERAL_MARK : String(op);
    if (op === TermOp.MAPPING) text += 'm';
    for (let at = 0; at < operands.length; at++) {
      const part = this.#part(shape[at] as string, operands[at] as number, depth + 1);
      if (part === undefined) return undefined;
      text += `(${part})`;
    }
    return text;
  }

  #part(kind: string, value: number, depth: number): string | undefined {
    const file = this.#file;
    switch (kind) {
      case 't':
        return this.#text(value, depth);
      case 's':
        return value < 0 ? '-' : JSON.stringify(file.string(value));
      case 'n':
        return String(value);
      case 'l':
        return this.#joined(file.list(value), () => true, depth);
      case 'p':
        return this.#joined(file.list(value), (at) => at % 2 === 1, depth);
      case 'q':
        return [...file.list(value)].map((item) => JSON.stringify(file.string(item))).join(',');
      case 'x':
        return '';
      default:
        return this.#place(kind, value);
    }
  }

  /** Items of a list: terms, and between them the names of pairs. */
  #joined(items: Int32Array, isTerm: (at: number) => boolean, depth: number): string | undefined {
    const parts: string[] = [];
    for (let at = 0; at < items.length; at++) {
      const item = items[at] as number;
      const part = isTerm(at) ? this.#text(item, depth) : item < 0 ? String(item) : JSON.stringify(this.#file.string(item));
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return parts.join(',');
  }

  #place(kind: string, index: number): string | undefined {
    const file = this.#file;
    switch (kind) {
      case 'o':
        return this.#scope(index);
      case 'b':
        return this.#binding(index);
      case 'd':
        return file.index.definitionKey(index);
      case 'f': {
        const { definition } = file.callable(index);
        return definition < 0 ? undefined : file.index.definitionKey(definition);
      }
      case 'i': {
        const fact = file.facts.imports[index];
        return fact && JSON.stringify([fact.kind, fact.specifier, fact.level, fact.name, fact.localName]);
      }
      default:
        return undefined;
    }
  }

  /** Only the scopes that definitions open. */
  #scope(scope: number): string | undefined {
    if (scope <= 0) return String(scope);
    const owner = this.#file.scope(scope, ScopeField.OWNER);
    if (owner < 0) return undefined;
    const fact = this.#file.definition(owner);
    const opens = fact.scope === scope || (fact.callable >= 0 && this.#file.callable(fact.callable).scope === scope);
    return opens ? this.#file.index.definitionKey(owner) : undefined;
  }

  #binding(binding: number): string | undefined {
    const scope = this.#file.binding(binding, BindingField.SCOPE);
    const name = this.#file.binding(binding, BindingField.NAME);
    const place = this.#scope(scope);
    const order = this.#file.index.bindings(scope, name).indexOf(binding);
    return place === undefined || order < 0 ? undefined : `${place}.${this.#file.string(name)}.${String(order)}`;
  }
}
