import { looksLikePath, mayBeMember, nameSegments } from '../grammar/reference.js';
import type { Token } from '../words/token.js';
import type { SymbolDirectory, SymbolEntry } from './symbol-entry.js';

const LATIN_NAME = /^[A-Za-z_$#@.][\w$#@./:\->]*$/;

/** What the names of one question may stand for. Looked up once for all names. */
export interface NameIndex {
  /** Entries for a name as written, in any of its forms. */
  link(text: string): readonly SymbolEntry[];
  /** Entries with exactly this short name. */
  named(name: string): readonly SymbolEntry[];
}

/** Looks up every Latin word of a question, known word or not: `call` may be the name of a function. */
export async function indexNames(directory: SymbolDirectory, repository: string, tokens: readonly Token[]): Promise<NameIndex> {
  const texts = tokens.filter((token) => LATIN_NAME.test(token.text) && token.kind !== 'mark').map((token) => token.text);
  const names = new Set<string>();
  const places = new Set<string>();
  for (const text of texts) {
    const looked = lookedUp(text);
    for (const name of looked.names) names.add(name);
    for (const place of looked.places) places.add(place);
  }
  // One after the other: the first tells the second whether the files that it keeps are still those of the repository.
  const symbols = await directory.named(repository, [...names].sort());
  const files = places.size === 0 ? [] : await directory.places(repository, [...places].sort());
  return new LinkedNames(symbols, files);
}

/** Short names and paths that a text may stand for. */
function lookedUp(text: string): { readonly names: readonly string[]; readonly places: readonly string[] } {
  const { path, name } = splitPath(text);
  const segments = nameSegments(name === '' && mayBeMember(text) ? text : name);
  const last = segments.at(-1);
  const names = last === undefined ? [] : [last, ...(segments.length > 1 ? [name, `#${last}`] : [])];
  const bare = path.replace(/^\.?\//, '').replace(/\/$/, '');
  const places = bare === '' ? [] : [bare, ...pathVariants(bare)];
  return {
    names: names.filter((found) => found !== ''),
    places: name === '' || looksLikePath(text) ? places : [...places, name, ...pathVariants(name)],
  };
}

/** `src/api.py::get` is a path and a name; `requests.api.get` is a name only. */
function splitPath(text: string): { readonly path: string; readonly name: string } {
  const both = /^(.*\.(?:pyi?|[mc]?[jt]sx?|go|rs|java|c|h))(?:::|#|:)([\w$.#]+)$/.exec(text);
  if (both !== null) return { path: both[1] ?? '', name: both[2] ?? '' };
  return looksLikePath(text) ? { path: text, name: '' } : { path: '', name: text };
}

function pathVariants(path: string): string[] {
  const dotted = path.includes('/') && !/\.\w+$/.test(path) ? [path.replaceAll('/', '.')] : [];
  return dotted;
}

class LinkedNames implements NameIndex {
  readonly #byName = new Map<string, SymbolEntry[]>();
  readonly #places: readonly SymbolEntry[];

  constructor(symbols: readonly SymbolEntry[], places: readonly SymbolEntry[]) {
    this.#places = places;
    for (const symbol of symbols) {
      if (symbol.label === 'PACKAGE' || symbol.label === 'MODULE') continue;
      const list = this.#byName.get(symbol.name) ?? [];
      list.push(symbol);
      this.#byName.set(symbol.name, list);
    }
  }

  named(name: string): readonly SymbolEntry[] {
    return this.#byName.get(name) ?? [];
  }

  link(text: string): readonly SymbolEntry[] {
    const { path, name } = splitPath(text);
    const places = path === '' ? [] : this.#placesLike(path);
    if (name === '') return places.length === 0 && mayBeMember(text) ? this.#symbolsLike(text) : places;
    const symbols = this.#symbolsLike(name);
    if (path !== '') return symbols.filter((symbol) => places.some((place) => place.filePath === symbol.filePath));
    const files = symbols.length > 0 && !name.includes('.') ? [] : this.#placesLike(name);
    return symbols.length > 0 || files.length > 0 ? [...symbols, ...files] : this.#symbolsNear(name);
  }

  /** The last part of the name, with the other parts anywhere before it: a file's folder, an outer class. */
  #symbolsNear(name: string): readonly SymbolEntry[] {
    const segments = nameSegments(name);
    const owners = segments.slice(0, -1);
    return owners.length === 0 ? [] : this.named(segments.at(-1) ?? name).filter((symbol) => hasSegmentsInOrder(symbol, owners));
  }

  #symbolsLike(name: string): readonly SymbolEntry[] {
    const segments = nameSegments(name);
    const last = segments.at(-1) ?? name;
    const owners = segments.slice(0, -1);
    const candidates = [...this.named(last), ...(owners.length > 0 ? this.named(`#${last}`) : [])];
    if (owners.length === 0) return candidates;
    const whole = this.named(name);
    return [...whole, ...candidates.filter((symbol) => endsWithSegments(symbol.qualifiedName, segments))];
  }

  #placesLike(path: string): readonly SymbolEntry[] {
    const wanted = path.replace(/^\.?\//, '').replace(/\/$/, '');
    const exact = this.#places.filter((place) => place.filePath === wanted || place.name === wanted);
    if (exact.length > 0) return exact;
    const dotted = wanted.replaceAll('/', '.');
    return this.#places.filter(
      (place) => place.filePath.endsWith(`/${wanted}`) || place.name.endsWith(`.${dotted}`) || place.name === dotted,
    );
  }
}

function endsWithSegments(qualifiedName: string, segments: readonly string[]): boolean {
  return `.${qualifiedName}`.replaceAll('#', '').endsWith(`.${segments.join('.')}`.replaceAll('#', ''));
}

function hasSegmentsInOrder(symbol: SymbolEntry, owners: readonly string[]): boolean {
  const parts = [...symbol.filePath.replace(/\.\w+$/, '').split('/'), ...symbol.qualifiedName.split('.')];
  let from = 0;
  for (const owner of owners) {
    const found = parts.indexOf(owner, from);
    if (found === -1) return false;
    from = found + 1;
  }
  return true;
}
