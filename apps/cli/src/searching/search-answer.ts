import type { RetrievedSymbol } from '@codexgraph/graph-model';
import type { SearchHit, SearchResult } from '@codexgraph/retrieval';

const TEXT_WIDTH = 100;

/** A hit as the contract's JSON. */
export function hitJson({ symbol, score, reasons }: SearchHit): Record<string, unknown> {
  return {
    symbol: symbolJson(symbol),
    score: Number(score.toPrecision(6)),
    reasons: reasons.map((reason) => `${reason.signal}: ${reason.text}`),
  };
}

/** The answer for a person. */
export function searchLines({ hits, notes }: SearchResult): readonly string[] {
  const lines = hits.flatMap(({ symbol, score, reasons }, index) => [
    `${String(index + 1).padStart(2)}. ${symbol.label} ${symbol.qualifiedName}  ${placeOf(symbol)}  (${score.toFixed(3)})`,
    ...(symbol.description === undefined ? [] : [`    ${shortened(symbol.description)}`]),
    `    ${reasons.map((reason) => reason.text).join('; ')}`,
  ]);
  return [...(hits.length === 0 ? ['Nothing was found.'] : lines), ...notes.map((note) => `Note: ${note}`)];
}

function symbolJson(symbol: RetrievedSymbol): Record<string, unknown> {
  const { id, label, name, qualifiedName, filePath, startLine, endLine, description } = symbol;
  return {
    id,
    label,
    name,
    qualified_name: qualifiedName,
    ...(symbol.class === undefined ? {} : { class: symbol.class }),
    file_path: filePath,
    start_line: startLine ?? null,
    end_line: endLine ?? null,
    ...(description === undefined ? {} : { description }),
  };
}

function placeOf({ filePath, startLine }: RetrievedSymbol): string {
  return startLine === undefined ? filePath : `${filePath}:${String(startLine)}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= TEXT_WIDTH ? line : `${line.slice(0, TEXT_WIDTH - 1)}…`;
}
