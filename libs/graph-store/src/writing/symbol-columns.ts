import { CodexGraphError, NODE_LABELS, type NodeRow, type PropertyValue } from '@codexgraph/graph-model';
import { SharedProperties } from './shared-properties.js';

/** Index keys of Neo4j end at about 8 kB; what is indexed stays well below. */
export const MAX_INDEXED_CHARACTERS = 2000;

const LABELS: ReadonlySet<string> = new Set(NODE_LABELS);

/** Nodes as columns, the shape that costs client and server least: names of properties travel never, repeated sets of properties once. */
export interface SymbolColumns {
  readonly last: number;
  readonly ids: string[];
  readonly labels: string[];
  readonly names: string[];
  readonly qualifiedNames: string[];
  readonly filePaths: string[];
  readonly startLines: (number | null)[];
  readonly endLines: (number | null)[];
  readonly signatures: (string | null)[];
  readonly codes: (string | null)[];
  readonly docstrings: (string | null)[];
  readonly shared: readonly Readonly<Record<string, PropertyValue>>[];
  readonly kinds: number[];
}

/**
 * Columns of some nodes.
 *
 * @throws CodexGraphError BAD_INPUT for an unknown label, or a text that is too long to be indexed.
 */
export function symbolColumns(rows: readonly NodeRow[]): SymbolColumns {
  const shared = new SharedProperties();
  const columns: SymbolColumns = {
    last: rows.length - 1,
    ids: [],
    labels: [],
    names: [],
    qualifiedNames: [],
    filePaths: [],
    startLines: [],
    endLines: [],
    signatures: [],
    codes: [],
    docstrings: [],
    shared: shared.sets,
    kinds: [],
  };
  for (const row of rows) {
    checkSymbol(row);
    const { signature, code, docstring, ...others } = row.properties;
    columns.ids.push(row.id);
    columns.labels.push(row.label);
    columns.names.push(row.name);
    columns.qualifiedNames.push(row.qualified_name);
    columns.filePaths.push(row.file_path);
    columns.startLines.push(row.start_line ?? null);
    columns.endLines.push(row.end_line ?? null);
    columns.signatures.push(textOrNull(row, 'signature', signature));
    columns.codes.push(textOrNull(row, 'code', code));
    columns.docstrings.push(textOrNull(row, 'docstring', docstring));
    columns.kinds.push(shared.indexOf(others));
  }
  return columns;
}

/** Rough size of a node on the wire, in characters. */
export function symbolSize(row: NodeRow): number {
  const { code, docstring } = row.properties;
  return 300 + (typeof code === 'string' ? code.length : 0) + (typeof docstring === 'string' ? docstring.length : 0);
}

function checkSymbol(row: NodeRow): void {
  if (!LABELS.has(row.label))
    throw new CodexGraphError('BAD_INPUT', `Node ${shorten(row.id)} has the unknown label '${shorten(row.label)}'.`);
  for (const key of ['id', 'name', 'qualified_name', 'file_path'] as const) {
    const value = row[key];
    if (typeof value !== 'string' || value.length > MAX_INDEXED_CHARACTERS) {
      throw new CodexGraphError(
        'BAD_INPUT',
        `Node ${shorten(row.id)} has ${key} of ${String(value.length)} characters, and at most ${String(MAX_INDEXED_CHARACTERS)} can be indexed; leave such symbols out.`,
      );
    }
  }
}

function textOrNull(row: NodeRow, key: string, value: PropertyValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string')
    throw new CodexGraphError('BAD_INPUT', `Node ${shorten(row.id)} has a ${key} that is not a text.`);
  return value;
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
