import { symbolId, type NodeLabel } from '@codexgraph/graph-model';
import { nearestNames } from '../names/nearest-names.js';
import type { SymbolDirectory, SymbolEntry } from '../names/symbol-entry.js';

/** A directory over a list of symbols. */
export class InMemorySymbolDirectory implements SymbolDirectory {
  readonly #entries: readonly SymbolEntry[];
  readonly #bases: ReadonlyMap<string, readonly string[]>;

  constructor(entries: readonly SymbolEntry[], bases: ReadonlyMap<string, readonly string[]>) {
    this.#entries = entries;
    this.#bases = bases;
  }

  named(_repository: string, names: readonly string[]): Promise<readonly SymbolEntry[]> {
    return Promise.resolve(this.#entries.filter((entry) => names.includes(entry.name)));
  }

  places(_repository: string, paths: readonly string[]): Promise<readonly SymbolEntry[]> {
    const fits = (entry: SymbolEntry): boolean =>
      paths.some(
        (path) =>
          [entry.filePath, entry.name].includes(path) || entry.filePath.endsWith(`/${path}`) || entry.name.endsWith(`.${path}`),
      );
    return Promise.resolve(this.#entries.filter((entry) => ['MODULE', 'PACKAGE'].includes(entry.label) && fits(entry)));
  }

  inherited(_repository: string, classIds: readonly string[], names: readonly string[]): Promise<readonly SymbolEntry[]> {
    const classes = this.#entries
      .filter((entry) => classIds.includes(entry.id))
      .flatMap((entry) => this.#bases.get(entry.name) ?? []);
    return Promise.resolve(this.#entries.filter((entry) => classes.includes(entry.className) && names.includes(entry.name)));
  }

  similar(_repository: string, text: string, limit: number): Promise<readonly SymbolEntry[]> {
    return Promise.resolve(nearestNames(text, this.#entries, limit));
  }
}

/** A small web client: files, classes with members, functions, tests. */
export function sampleDirectory(): InMemorySymbolDirectory {
  const files: Readonly<Record<string, readonly string[]>> = {
    'src/http/api.py': ['request', 'get', 'post', 'is_ready'],
    'src/http/sessions.py': [
      'class Session: send get close rebuild .timeout .hooks',
      'class SessionMixin: rebuild redirect',
      'make_session',
      '=DEFAULT_LIMIT',
    ],
    'src/http/adapters.py': [
      'class Adapter: send close',
      'class HTTPAdapter: send close describe .pool',
      'class LocalAdapter: send',
      'select_proxy',
    ],
    'src/http/util.py': ['parse_url', 'encode_body', 'to_text', '=DEFAULT_TIMEOUT'],
    'src/http/help.py': ['info', 'main'],
    'tests/test_api.py': ['test_get', 'test_post', 'class TestSession: test_send'],
  };
  const entries = Object.entries(files).flatMap(([path, definitions]) => [
    fileEntry(path),
    ...definitions.flatMap((text, index) => entriesOf(path, text, index)),
  ]);
  entries.push({ ...fileEntry('src/http'), id: 'PACKAGE:src/http', label: 'PACKAGE', name: 'http', filePath: 'src/http' });
  return new InMemorySymbolDirectory(
    entries,
    new Map([
      ['Session', ['SessionMixin']],
      ['HTTPAdapter', ['Adapter']],
      ['LocalAdapter', ['Adapter']],
    ]),
  );
}

function moduleName(path: string): string {
  return path
    .replace(/^src\//, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
}

function fileEntry(path: string): SymbolEntry {
  const name = moduleName(path);
  return {
    id: symbolId('MODULE', path, '', 0),
    label: 'MODULE',
    name,
    qualifiedName: name,
    className: '',
    filePath: path,
    startLine: 1,
    endLine: 99,
    kind: '',
  };
}

function entriesOf(path: string, text: string, index: number): SymbolEntry[] {
  const make = (label: NodeLabel, name: string, className = ''): SymbolEntry => {
    const local = className === '' ? name : `${className}.${name}`;
    const startLine = 10 + index * 10;
    return {
      id: symbolId(label, path, local, 0),
      label,
      name,
      qualifiedName: `${moduleName(path)}.${local}`,
      className,
      filePath: path,
      startLine,
      endLine: startLine + 5,
      kind: '',
    };
  };
  if (text.startsWith('=')) return [make('GLOBAL_VARIABLE', text.slice(1))];
  const match = /^class (\w+): (.*)$/.exec(text);
  if (match === null) return [make('FUNCTION', text)];
  const [, className = '', members = ''] = match;
  return [
    make('CLASS', className),
    ...members
      .split(' ')
      .map((name) => (name.startsWith('.') ? make('FIELD', name.slice(1), className) : make('METHOD', name, className))),
  ];
}
