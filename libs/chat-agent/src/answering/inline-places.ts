import type { SymbolReaderPort } from '@codexgraph/graph-model';
import type { Citation } from '@codexgraph/llm';
import type { RemovedCitation } from '../run-events.js';

const PLACE = /(?<![\w/.-])([\w.@-]+(?:\/[\w.@ -]*[\w.@-]+)*\.[A-Za-z]\w{0,8}):(\d+)(?:\s*[-–]\s*(\d+))?/g;
const MOST_PLACES = 50;

/** Takes places (`file:line`) out of a text that the graph does not know: the line where only it is wrong, else the whole. Code in fences is left alone. */
export async function verifyPlaces(
  text: string,
  context: { readonly symbols: SymbolReaderPort; readonly repository: string; readonly verified: readonly Citation[] },
): Promise<{ readonly text: string; readonly removed: readonly RemovedCitation[] }> {
  const parts = text.split(/(^```[^]*?^```[ \t]*$)/m);
  const places = parts.flatMap((part) => (part.startsWith('```') ? [] : [...part.matchAll(PLACE)]));
  const written = new Map(
    places.slice(0, MOST_PLACES).map(([whole, file = '', line = '']) => [whole, { file, line: Number(line) }]),
  );
  const removed: RemovedCitation[] = [];
  const replacements = new Map<string, string>();
  for (const [whole, { file, line }] of written) {
    const { symbols, repository, verified } = context;
    // Most places are those of citations that were looked up already.
    if (verified.some((citation) => holds(citation, file, line))) continue;
    if (line > 0 && (await symbols.symbolsAt(repository, file, line)).length > 0) continue;
    const isKnownFile = (await symbols.symbolsAt(repository, file, 1)).length > 0;
    removed.push({ written: whole, reason: isKnownFile ? 'wrong-line' : 'unknown-file' });
    replacements.set(whole, isKnownFile ? file : '(unverified place)');
  }
  if (removed.length === 0) return { text, removed };
  const mended = parts.map((part) =>
    part.startsWith('```') ? part : part.replaceAll(PLACE, (whole) => replacements.get(whole) ?? whole),
  );
  return { text: mended.join(''), removed };
}

function holds({ file_path: path, start_line: start, end_line: end }: Citation, file: string, line: number): boolean {
  return path === file && start !== undefined && start <= line && line <= (end ?? start);
}
