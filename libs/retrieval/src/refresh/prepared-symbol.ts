import { SEARCH_FIELDS, type SearchDocument, type SymbolSource } from '@codexgraph/graph-model';
import { searchFieldsOf, type SearchFields, type SymbolNeighbours } from '../descriptions/search-fields.js';
import { contentHash } from '../text/content-hash.js';

/** A symbol with everything that search makes of it, ready to be written and embedded. */
export interface PreparedSymbol {
  readonly symbol: SymbolSource;
  readonly neighbours: SymbolNeighbours;
  readonly fields: SearchFields;
  /** Of the whole document. */
  readonly hash: string;
}

/** Grows when the same symbol makes another document. */
const FORMAT = '1';

/** Makes the document of a symbol. */
export function prepareSymbol(symbol: SymbolSource, neighbours: SymbolNeighbours): PreparedSymbol {
  const fields = searchFieldsOf(symbol, neighbours);
  const texts = SEARCH_FIELDS.map((field) => fields[field]);
  const hash = contentHash(FORMAT, symbol.label, symbol.filePath, String(symbol.isTest), ...texts);
  return { symbol, neighbours, fields, hash };
}

/** What full-text search keeps of it. */
export function documentOf({ symbol, fields, hash }: PreparedSymbol): SearchDocument {
  const { id, label, filePath, isTest } = symbol;
  return { id, label, filePath, isTest, fields, hash };
}
