import type { NodeRow, SymbolReaderPort } from '@codexgraph/graph-model';
import type { Citation } from '@codexgraph/llm';
import type { RemovedCitation } from '../run-events.js';
import type { WrittenReference } from './references.js';

/** References that the graph knows, and those that it does not. */
export interface VerifiedReferences {
  /** In the order of the answer, each symbol once. */
  readonly verified: readonly Citation[];
  readonly removed: readonly RemovedCitation[];
}

const IDS_A_CALL = 1000;
/** Names and places are looked up one by one; an answer that names more by hand is cut. */
const MOST_LOOKUPS = 300;
const LINE_TOLERANCE = 3;

/** Checks every reference against the published revision of the repository. @throws what the reader throws */
export async function verifyReferences(
  references: readonly WrittenReference[],
  context: { readonly symbols: SymbolReaderPort; readonly repository: string },
): Promise<VerifiedReferences> {
  const byId = await symbolsById(references, context);
  const verified = new Map<string, Citation>();
  const removed: RemovedCitation[] = [];
  let lookups = 0;
  for (const reference of references) {
    const known = reference.id === undefined ? undefined : byId.get(reference.id);
    lookups += known === undefined ? 1 : 0;
    const found = known === undefined && lookups <= MOST_LOOKUPS ? await lookUp(reference, context) : known;
    if (found === undefined || typeof found === 'string')
      removed.push({ written: reference.written, reason: found ?? 'unknown-symbol' });
    else {
      verified.set(found.id, citationOf(found));
      if (isWrongLine(reference, found)) removed.push({ written: reference.written, reason: 'wrong-line' });
    }
  }
  return { verified: [...verified.values()], removed };
}

/** A symbol as answers cite it. */
export function citationOf(symbol: NodeRow): Citation {
  const owner = symbol.properties['class'];
  return {
    id: symbol.id,
    label: symbol.label,
    name: symbol.name,
    qualified_name: symbol.qualified_name,
    ...(typeof owner === 'string' ? { class: owner } : {}),
    file_path: symbol.file_path,
    ...(symbol.start_line === undefined ? {} : { start_line: symbol.start_line }),
    ...(symbol.end_line === undefined ? {} : { end_line: symbol.end_line }),
  };
}

type Context = Parameters<typeof verifyReferences>[1];

async function symbolsById(
  references: readonly WrittenReference[],
  { symbols, repository }: Context,
): Promise<ReadonlyMap<string, NodeRow>> {
  const ids = [...new Set(references.flatMap(({ id }) => (id === undefined ? [] : [id])))];
  const found = new Map<string, NodeRow>();
  for (let from = 0; from < ids.length; from += IDS_A_CALL) {
    for (const symbol of await symbols.symbolsByIds(repository, ids.slice(from, from + IDS_A_CALL))) found.set(symbol.id, symbol);
  }
  return found;
}

async function lookUp(reference: WrittenReference, context: Context): Promise<NodeRow | RemovedCitation['reason']> {
  const { name, filePath, startLine } = reference;
  const byName = name === undefined ? [] : await namedSymbols(name, filePath, context);
  if (byName.length > 0) return nearestToLine(byName, startLine);
  if (filePath === undefined || startLine === undefined) return 'unknown-symbol';
  const around = await context.symbols.symbolsAt(context.repository, filePath, startLine);
  if (around.length === 0) {
    const anything = await context.symbols.symbolsAt(context.repository, filePath, 1);
    return anything.length === 0 ? 'unknown-file' : 'wrong-line';
  }
  if (name === undefined) return around[0] ?? 'unknown-symbol';
  const short = shortName(name);
  return around.find((symbol) => symbol.name === short) ?? 'unknown-symbol';
}

async function namedSymbols(
  name: string,
  filePath: string | undefined,
  { symbols, repository }: Context,
): Promise<readonly NodeRow[]> {
  const isInFile = (symbol: NodeRow): boolean => filePath === undefined || symbol.file_path === filePath;
  const qualified = (await symbols.symbolsByQualifiedName(repository, name)).filter(isInFile);
  if (qualified.length > 0) return qualified;
  const short = shortName(name);
  const { items } = await symbols.symbolsByNamePrefix(repository, short, { limit: 100 });
  const alike = items.filter(
    (symbol) => symbol.name === short && isInFile(symbol) && `.${symbol.qualified_name}`.endsWith(`.${name}`),
  );
  // A short name without a file must mean one symbol only.
  return filePath !== undefined || alike.length === 1 ? alike : [];
}

function nearestToLine(symbols: readonly NodeRow[], line: number | undefined): NodeRow | RemovedCitation['reason'] {
  if (line === undefined) return symbols[0] ?? 'unknown-symbol';
  const distance = ({ start_line: start = 1 }: NodeRow): number => Math.abs(start - line);
  return [...symbols].sort((left, right) => distance(left) - distance(right))[0] ?? 'unknown-symbol';
}

function isWrongLine({ startLine }: WrittenReference, { start_line: start, end_line: end }: NodeRow): boolean {
  if (startLine === undefined || start === undefined || end === undefined) return false;
  return startLine < start - LINE_TOLERANCE || startLine > end + LINE_TOLERANCE;
}

function shortName(name: string): string {
  return name.split(/[.#:]/).at(-1) ?? name;
}
