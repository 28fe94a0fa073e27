import { CodexGraphError } from '@codexgraph/graph-model';
import path from 'node:path';
import type { EmbeddingModel } from '../embedding-model.port.js';
import { BatchedEmbeddingModel } from './batched-embedding-model.js';
import type { BatchLimits } from './embedding-endpoint.js';
import type { EmbeddingTransport, RawEmbeddings } from './embedding-transport.js';
import { readModelFolder, type ModelFolder, type ModelFolderOptions } from './model-folder.js';
import { filledTensor, openOnnxModel, runOnnxModel, type OnnxModel, type OnnxTensor } from '../onnx/onnx-model.js';
import { optionalModule } from './optional-module.js';
import { pooled } from './pooling.js';

/** How a model in a folder is run. */
export interface FolderEmbeddingOptions extends ModelFolderOptions {
  readonly dimensions?: number;
  readonly batch?: Partial<BatchLimits>;
  /** Threads of one call; default 2. */
  readonly threads?: number;
  /** Loads a package that may be missing; a test brings its own. */
  readonly loadModule?: (name: string, folder: string) => Promise<unknown>;
}

/** On a processor small batches are as quick as large ones, and can be stopped sooner. */
const BATCH: BatchLimits = { texts: 16, tokens: 4096, concurrency: 1 };
const DEFAULT_THREADS = 2;

/** The embedding model in a folder of this machine, run by ONNX Runtime. @throws CONFIGURATION when the folder or the packages it needs are not there */
export async function createFolderEmbeddingModel(options: FolderEmbeddingOptions): Promise<EmbeddingModel> {
  const { folder, loadModule = optionalModule, dimensions, batch, threads = DEFAULT_THREADS } = options;
  const model = await readModelFolder(options);
  const { onnx, session, tokenizer } = await openOnnxModel(model, { folder, loadModule, threads });
  return new BatchedEmbeddingModel({
    identity: { endpoint: 'folder', model: path.basename(folder) },
    transport: new OnnxTransport({ onnx, session, tokenizer, model }),
    countTokens: (text) => tokenizer.encode(text).ids.length,
    prefixes: model.prefixes,
    maxInputTokens: model.maxInputTokens,
    defaultInputTokens: model.maxInputTokens,
    batch: { ...BATCH, ...batch },
    retry: { attempts: 1 },
    random: () => 0,
    ...(dimensions === undefined ? {} : { dimensions }),
  });
}

interface OnnxParts extends OnnxModel {
  readonly model: ModelFolder;
}

class OnnxTransport implements EmbeddingTransport {
  readonly #parts: OnnxParts;

  constructor(parts: OnnxParts) {
    this.#parts = parts;
  }

  async embed(texts: readonly string[], _use: unknown, signal: AbortSignal): Promise<RawEmbeddings> {
    const { onnx, session, tokenizer, model } = this.#parts;
    if (signal.aborted) throw new CodexGraphError('CANCELLED', 'Embedding was stopped.');
    const encoded = texts.map((text) => tokenizer.encode(text).ids.slice(0, model.maxInputTokens));
    const lengths = encoded.map((ids) => ids.length);
    const filled = (valueAt: (text: number, token: number) => number): unknown => filledTensor(onnx, lengths, valueAt);
    const feeds: Readonly<Record<string, () => unknown>> = {
      input_ids: () => filled((text, token) => encoded[text]?.[token] ?? 0),
      attention_mask: () => filled((text, token) => (token < (lengths[text] ?? 0) ? 1 : 0)),
      token_type_ids: () => filled(() => 0),
      position_ids: () => filled((_text, token) => token),
    };
    const wanted = session.inputNames.flatMap((name) => (feeds[name] === undefined ? [] : [[name, feeds[name]()] as const]));
    const output = await runOnnxModel(this.#parts, model.modelPath, Object.fromEntries(wanted));
    return { vectors: vectorsOf(output, lengths, model), inputTokens: lengths.reduce((sum, length) => sum + length, 0) };
  }

  limits(): Promise<object> {
    return Promise.resolve({});
  }
}

/** One vector a text: the model's own where it makes one, else pooled from those of its tokens. */
function vectorsOf(
  output: Readonly<Record<string, OnnxTensor>>,
  lengths: readonly number[],
  { pooling, modelPath }: ModelFolder,
): readonly Float32Array[] {
  const own = output['sentence_embedding'];
  const tensor = own ?? output['last_hidden_state'] ?? Object.values(output).find(({ dims }) => dims.length === 3);
  const [texts = 0, second = 0, third] = tensor?.dims ?? [];
  if (tensor === undefined || texts !== lengths.length) {
    throw new CodexGraphError(
      'MODEL_FAILED',
      `The model in ${modelPath} gives no vectors of tokens. Export it for feature extraction.`,
    );
  }
  if (third !== undefined) return pooled({ data: tensor.data, shape: [texts, second, third], lengths }, pooling);
  return Array.from({ length: texts }, (_, text) => Float32Array.from(tensor.data.slice(text * second, (text + 1) * second)));
}
