import { NODE_LABELS, CodexGraphError, type CypherRunner, type CypherValue, type NodeLabel } from '@codexgraph/graph-model';
import { nearestNames } from './nearest-names.js';
import type { SymbolDirectory, SymbolEntry } from './symbol-entry.js';

const COLUMNS = `s.id AS id, s.name AS name, s.qualified_name AS qualified_name, s.class AS class, s.file_path AS file_path,
       s.start_line AS start_line, s.end_line AS end_line, s.kind AS kind`;
const NAMED = `MATCH (s) WHERE s.name IN $names AND NOT s:EXTERNAL RETURN ${COLUMNS} ORDER BY id LIMIT 2000`;
const PLACES = `MATCH (s:MODULE|PACKAGE)
WHERE s.file_path IN $paths OR s.name IN $paths OR any(path IN $paths WHERE s.file_path ENDS WITH '/' + path OR s.name ENDS WITH '.' + path)
RETURN ${COLUMNS} ORDER BY id LIMIT 500`;
/** Files and folders of a repository that are kept in memory; a larger one is asked each time. */
const MOST_KEPT_PLACES = 20_000;
const MOST_REPOSITORIES = 8;
const ALL_PLACES = `MATCH (s:MODULE|PACKAGE) RETURN ${COLUMNS} ORDER BY id LIMIT ${MOST_KEPT_PLACES}`;
const INHERITED = `MATCH (c:CLASS) WHERE c.id IN $ids
MATCH way = (c)-[:INHERITS*1..10]->(b:CLASS)-[:HAS_METHOD|HAS_FIELD]->(s) WHERE s.name IN $names
WITH s, min(length(way)) AS distance
RETURN ${COLUMNS}, distance ORDER BY distance, id LIMIT 20`;
const SIMILAR = `MATCH (s:CLASS|FUNCTION|METHOD|FIELD|GLOBAL_VARIABLE|TYPE|MODULE)
WHERE any(piece IN $pieces WHERE toLower(s.name) CONTAINS piece)
RETURN ${COLUMNS} ORDER BY id LIMIT 2000`;
const SHORTEST_PIECE = 3;
const PIECE_LENGTH = 4;

interface Places {
  readonly revision: string;
  readonly entries: readonly SymbolEntry[];
}

function isPlaceLike({ filePath, name }: SymbolEntry, path: string): boolean {
  return filePath === path || name === path || filePath.endsWith(`/${path}`) || name.endsWith(`.${path}`);
}

/** A directory over the guarded Cypher runner: it sees one repository and can only read. */
export class RunnerSymbolDirectory implements SymbolDirectory {
  readonly #runner: CypherRunner;
  readonly #places = new Map<string, Places>();
  /** As the newest answer told it. */
  readonly #revisions = new Map<string, string>();

  constructor(runner: CypherRunner) {
    this.#runner = runner;
  }

  async named(repository: string, names: readonly string[]): Promise<readonly SymbolEntry[]> {
    return (await this.#read(repository, NAMED, { names })).entries;
  }

  /** Files and folders seldom change: those of a revision are read once, as long as `named` says that it is still the published one. */
  async places(repository: string, paths: readonly string[]): Promise<readonly SymbolEntry[]> {
    if (paths.length === 0) return [];
    const kept = this.#places.get(repository);
    const isFresh = kept !== undefined && kept.revision === this.#revisions.get(repository);
    const all = isFresh ? kept : await this.#read(repository, ALL_PLACES, {});
    if (all.entries.length >= MOST_KEPT_PLACES) return (await this.#read(repository, PLACES, { paths })).entries;
    if (!isFresh) this.#keep(repository, all);
    return all.entries.filter((entry) => paths.some((path) => isPlaceLike(entry, path)));
  }

  #keep(repository: string, places: Places): void {
    this.#places.delete(repository);
    this.#places.set(repository, places);
    const [oldest] = this.#places.keys();
    if (this.#places.size > MOST_REPOSITORIES && oldest !== undefined) this.#places.delete(oldest);
  }

  async inherited(repository: string, classIds: readonly string[], names: readonly string[]): Promise<readonly SymbolEntry[]> {
    return (await this.#read(repository, INHERITED, { ids: classIds, names })).entries;
  }

  async similar(repository: string, text: string, limit: number): Promise<readonly SymbolEntry[]> {
    const pieces = searchPieces(text);
    if (pieces.length === 0) return [];
    const found = await this.#read(repository, SIMILAR, { pieces });
    return nearestNames(text, found.entries, limit);
  }

  async #read(repository: string, text: string, parameters: Readonly<Record<string, readonly string[]>>): Promise<Places> {
    const outcome = await this.#runner.run({ repository, text, parameters, limits: { maxRows: MOST_KEPT_PLACES } });
    if (outcome.kind === 'rows') {
      this.#revisions.set(repository, outcome.revision);
      return { revision: outcome.revision, entries: outcome.rows.map((row) => entryOfRow(outcome.columns, row)) };
    }
    const problem = outcome.kind === 'refused' ? outcome.problems[0] : outcome.problem;
    throw new CodexGraphError('INTERNAL', `Looking names up failed: ${problem?.message ?? 'no reason given'}. Try again.`);
  }
}

/** The first letters, and parts of the words, of a name: what similar names are looked for by. */
function searchPieces(text: string): string[] {
  const last =
    text
      .split(/[.#:/]+/)
      .filter((part) => part !== '')
      .at(-1) ?? '';
  const words = last.split(/_+|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word.length >= SHORTEST_PIECE);
  const pieces = [last.slice(0, PIECE_LENGTH), ...words.map((word) => word.slice(0, PIECE_LENGTH + 1))];
  return [...new Set(pieces.map((piece) => piece.toLowerCase()).filter((piece) => piece.length >= SHORTEST_PIECE))];
}

/** Reads the symbol columns of a row by their names. */
export function entryOfRow(columns: readonly string[], row: readonly CypherValue[]): SymbolEntry {
  const text = (column: string): string => {
    const value = row[columns.indexOf(column)];
    return typeof value === 'string' ? value : '';
  };
  const line = (column: string): number => {
    const value = row[columns.indexOf(column)];
    return typeof value === 'number' ? value : 0;
  };
  const id = text('id');
  return {
    id,
    label: labelOfId(id),
    name: text('name'),
    qualifiedName: text('qualified_name'),
    className: text('class'),
    filePath: text('file_path'),
    startLine: line('start_line'),
    endLine: line('end_line'),
    kind: text('kind'),
  };
}

/** Ids begin with the label of their symbol. */
export function labelOfId(id: string): NodeLabel {
  const label = id.slice(0, id.indexOf(':'));
  return NODE_LABELS.find((known) => known === label) ?? 'EXTERNAL';
}
