import { CodexGraphError } from '@codexgraph/graph-model';
import path from 'node:path';
import { readModelFolder, type ModelFolder } from '../embeddings/model-folder.js';
import { optionalModule } from '../embeddings/optional-module.js';
import { cutToTokens } from '../embeddings/plan-batches.js';
import { filledTensor, openOnnxModel, runOnnxModel, type OnnxModel, type OnnxTensor } from '../onnx/onnx-model.js';
import type { RerankReply, RerankRequest, Reranker } from '../reranker.port.js';
import { checkedRerank, timeBoxed } from './rerank-request.js';

/** How a re-ranker in a folder is run. */
export interface FolderRerankerOptions {
  /** Absolute, in the layout of Hugging Face: a cross-encoder exported for sequence classification. */
  readonly folder: string;
  /** Tokens of query and document together; default what the model says. */
  readonly maxInputTokens?: number;
  /** Threads of one call; default 2. */
  readonly threads?: number;
  /** Loads a package that may be missing; a test brings its own. */
  readonly loadModule?: (name: string, folder: string) => Promise<unknown>;
}

const MOST_DOCUMENTS = 1000;
/** On a processor small batches are as quick as large ones, and can be stopped sooner. */
const DOCUMENTS_PER_RUN = 8;
const DEFAULT_THREADS = 2;
const QUERY_SHARE = 0.5;

/** The cross-encoder in a folder of this machine, run by ONNX Runtime. @throws CONFIGURATION when the folder or the packages it needs are not there */
export async function createFolderReranker(options: FolderRerankerOptions): Promise<Reranker> {
  const { folder, loadModule = optionalModule, threads = DEFAULT_THREADS } = options;
  const model = await readModelFolder(options);
  const onnx = await openOnnxModel(model, { folder, loadModule, threads });
  const identity = { endpoint: 'folder', model: path.basename(folder) };
  return {
    identity,
    mostDocuments: MOST_DOCUMENTS,
    async rerank(request, signal) {
      checkedRerank(request, MOST_DOCUMENTS);
      return timeBoxed(request, identity, { signal, work: (inner) => rerank({ ...onnx, model }, request, inner) });
    },
  };
}

interface CrossEncoder extends OnnxModel {
  readonly model: ModelFolder;
}

async function rerank(encoder: CrossEncoder, { query, documents }: RerankRequest, signal: AbortSignal): Promise<RerankReply> {
  const { tokenizer, model } = encoder;
  const count = (text: string): number => tokenizer.encode(text).ids.length;
  const shortQuery = cutToTokens(query, Math.floor(model.maxInputTokens * QUERY_SHARE), count);
  const scores: number[] = [];
  const truncated: number[] = [];
  let inputTokens = 0;
  for (let start = 0; start < documents.length; start += DOCUMENTS_PER_RUN) {
    if (signal.aborted) throw new CodexGraphError('CANCELLED', 'Re-ranking was stopped.');
    const pairs = documents.slice(start, start + DOCUMENTS_PER_RUN).map((document, index) => {
      const options = { text_pair: document, return_token_type_ids: true };
      const { ids, token_type_ids: types = [] } = tokenizer.encode(shortQuery, options);
      if (ids.length > model.maxInputTokens) truncated.push(start + index);
      return { ids: cutPair(ids, model.maxInputTokens), types: cutPair(types, model.maxInputTokens) };
    });
    inputTokens += pairs.reduce((sum, { ids }) => sum + ids.length, 0);
    scores.push(...(await scoresOf(encoder, pairs)));
  }
  return { scores, truncated, usage: { inputTokens, calls: Math.ceil(documents.length / DOCUMENTS_PER_RUN), estimated: false } };
}

/** The document loses its end, the mark behind it stays. */
function cutPair(values: readonly number[], most: number): readonly number[] {
  return values.length <= most ? values : [...values.slice(0, most - 1), values.at(-1) ?? 0];
}

async function scoresOf(
  encoder: CrossEncoder,
  pairs: readonly { readonly ids: readonly number[]; readonly types: readonly number[] }[],
): Promise<readonly number[]> {
  const { onnx, session, model } = encoder;
  const lengths = pairs.map(({ ids }) => ids.length);
  const feeds: Readonly<Record<string, (text: number, token: number) => number>> = {
    input_ids: (text, token) => pairs[text]?.ids[token] ?? 0,
    attention_mask: (text, token) => (token < (lengths[text] ?? 0) ? 1 : 0),
    token_type_ids: (text, token) => pairs[text]?.types[token] ?? 0,
    position_ids: (_text, token) => token,
  };
  const wanted = session.inputNames.flatMap((name) => {
    const valueAt = feeds[name];
    return valueAt === undefined ? [] : [[name, filledTensor(onnx, lengths, valueAt)] as const];
  });
  const output = await runOnnxModel(encoder, model.modelPath, Object.fromEntries(wanted));
  return logits(output, pairs.length, model.modelPath);
}

/** One number a pair; of a model with two classes, how much more the second one is likely. */
function logits(output: Readonly<Record<string, OnnxTensor>>, pairs: number, modelPath: string): readonly number[] {
  const tensor = output['logits'] ?? Object.values(output).find(({ dims }) => dims.length <= 2);
  const classes = (tensor?.data.length ?? 0) / Math.max(1, pairs);
  const scores = Array.from({ length: pairs }, (_, pair) => {
    const at = (offset: number): number => tensor?.data[pair * classes + offset] ?? Number.NaN;
    return classes === 2 ? at(1) - at(0) : at(0);
  });
  if ((classes === 1 || classes === 2) && scores.every((score) => Number.isFinite(score))) return scores;
  throw new CodexGraphError(
    'MODEL_FAILED',
    `The model in ${modelPath} gives no score of a pair. Export a cross-encoder for sequence classification.`,
  );
}
