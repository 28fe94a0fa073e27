import { CodexGraphError, type EmbeddingSpace, type ErrorCode, type SymbolVectors } from '@codexgraph/graph-model';
import { isSameModel, type EmbeddingFailure, type EmbeddingModel, type EmbeddingProbe } from '@codexgraph/llm';
import { contentHash } from '../text/content-hash.js';
import { embeddedTexts, type TextLimits } from './embedded-texts.js';
import type { PreparedSymbol } from './prepared-symbol.js';
import type { EmbeddedSymbols, EmbedderChoice, SymbolEmbedder } from './symbol-embedder.js';

const SYMBOLS_PER_BATCH = 64;

/** Vectors of a model behind a server or in a folder. */
export class ModelChoice implements EmbedderChoice {
  readonly #model: EmbeddingModel;

  constructor(model: EmbeddingModel) {
    this.#model = model;
  }

  /** @throws MODEL_* when the model does not answer */
  async choose({ current, signal }: Parameters<EmbedderChoice['choose']>[0]): Promise<SymbolEmbedder> {
    const probe = await this.#model.probe(signal);
    return symbolEmbedder(this.#model, probe, modelName(this.#model, probe, current));
  }
}

/** Name of the vectors of a model that is configured. */
export function configuredName({ identity }: EmbeddingModel): string {
  return `${identity.endpoint}:${identity.model}`;
}

/** The name, with a mark when another model answers under it than the one whose vectors are in use. */
function modelName(model: EmbeddingModel, probe: EmbeddingProbe, current: EmbeddingSpace | undefined): string {
  const name = configuredName(model);
  const isNamesake = current?.model === name || current?.model.startsWith(`${name}#`) === true;
  if (!isNamesake) return name;
  const isSame = current.dimensions === probe.dimensions && (current.probe === undefined || isSameModel(current.probe, probe));
  return isSame ? current.model : `${name}#${contentHash(Array.from(probe.vector, (value) => value.toFixed(2)).join(' '))}`;
}

function symbolEmbedder(model: EmbeddingModel, probe: EmbeddingProbe, name: string): SymbolEmbedder {
  const limits: TextLimits = {
    countTokens: (text) => model.countTokens(text),
    ...(probe.maxInputTokens === undefined ? {} : { maxTokens: probe.maxInputTokens }),
  };
  return {
    model: name,
    dimensions: probe.dimensions,
    probe: Array.from(probe.vector),
    hashOf,
    async *embed(symbols, signal) {
      for (let start = 0; start < symbols.length; start += SYMBOLS_PER_BATCH)
        yield await embedded(model, { symbols: symbols.slice(start, start + SYMBOLS_PER_BATCH), limits, signal });
    },
  };
}

async function embedded(
  model: EmbeddingModel,
  work: { readonly symbols: readonly PreparedSymbol[]; readonly limits: TextLimits; readonly signal: AbortSignal },
): Promise<EmbeddedSymbols> {
  const texts = work.symbols.map(({ symbol }) => embeddedTexts(symbol, work.limits));
  const { vectors, failures } = await model.embed({ texts: texts.flat(), use: 'document' }, work.signal);
  const rows: SymbolVectors[] = [];
  let at = 0;
  for (const [index, item] of work.symbols.entries()) {
    const count = texts[index]?.length ?? 0;
    const parts = vectors.slice(at, at + count).filter((vector) => vector !== undefined);
    at += count;
    if (parts.length > 0) rows.push({ id: item.symbol.id, hash: hashOf(item), parts });
  }
  const [failure] = failures;
  // Nothing at all: the server is at fault, and asking it for the rest would only take time.
  if (rows.length === 0 && failure !== undefined) throw failed(failure);
  return { vectors: rows, missing: work.symbols.length - rows.length };
}

function hashOf({ symbol, hash }: PreparedSymbol): string {
  return contentHash(hash, symbol.code, symbol.docstring ?? symbol.description ?? '');
}

function failed({ code, message, retryable }: EmbeddingFailure): CodexGraphError {
  return new CodexGraphError(
    code as ErrorCode,
    `${message} What was embedded before stays; the next refresh goes on from there.`,
    {
      retryable,
    },
  );
}
