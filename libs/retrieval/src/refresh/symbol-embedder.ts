import type { EmbeddingSpace, SymbolVectors } from '@codexgraph/graph-model';
import type { PreparedSymbol } from './prepared-symbol.js';

/** Vectors of some symbols, and how many got none. */
export interface EmbeddedSymbols {
  readonly vectors: readonly SymbolVectors[];
  readonly missing: number;
}

/** A model as the refresh of a search uses it. */
export interface SymbolEmbedder {
  /** Identifies model, version and dimensions: vectors of another one are made anew. */
  readonly model: string;
  readonly dimensions: number;
  /** Vector of a text that never changes; tells that another model answers under the same name. */
  readonly probe?: readonly number[];
  /** Hash of what {@link SymbolEmbedder.embed} reads of a symbol: another one means another vector. */
  hashOf(symbol: PreparedSymbol): string;
  /** Embeds in batches, each handed on as it comes; a symbol that fails is counted and the rest goes on. */
  embed(symbols: readonly PreparedSymbol[], signal: AbortSignal): AsyncIterable<EmbeddedSymbols>;
}

/** Chooses the model of a refresh. */
export interface EmbedderChoice {
  /**
   * The model to embed with. `current` is the model in use, if any; `corpus` are all symbols for a whole refresh and absent for a change, which must
   * stay with the model in use. Undefined: no vectors this time.
   */
  choose(request: {
    readonly repository: string;
    readonly current: EmbeddingSpace | undefined;
    readonly corpus?: readonly PreparedSymbol[];
    /** Share of the corpus whose documents are new or changed, 0..1. */
    readonly changedShare: number;
    readonly signal: AbortSignal;
  }): Promise<SymbolEmbedder | undefined>;
}
