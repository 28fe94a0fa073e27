import { CodexGraphError } from '@codexgraph/graph-model';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddingPrefixes } from './embedding-endpoint.js';
import type { Pooling } from './pooling.js';

/** What the user says of a model in a folder; the rest is read from its files. */
export interface ModelFolderOptions {
  /** Absolute, with `tokenizer.json` and the model as `onnx/model.onnx`, `model.onnx` or one of the quantised names. */
  readonly folder: string;
  /** File of the model, relative to the folder. */
  readonly file?: string;
  readonly pooling?: Pooling;
  readonly maxInputTokens?: number;
  readonly prefixes?: Partial<EmbeddingPrefixes>;
}

/** A folder that was looked through. */
export interface ModelFolder {
  readonly modelPath: string;
  readonly tokenizer: object;
  readonly tokenizerConfig: object;
  readonly pooling: Pooling;
  readonly maxInputTokens: number;
  readonly prefixes: EmbeddingPrefixes;
}

const MODEL_FILES = [
  'onnx/model.onnx',
  'model.onnx',
  'onnx/model_quantized.onnx',
  'model_quantized.onnx',
  'onnx/model_int8.onnx',
];
const DEFAULT_INPUT_TOKENS = 512;

type Json = Readonly<Record<string, unknown>>;

/** Reads what stands in a folder in the layout of Hugging Face and sentence-transformers. @throws CONFIGURATION with what is missing */
export async function readModelFolder(options: ModelFolderOptions): Promise<ModelFolder> {
  const { folder } = options;
  const json = (name: string): Promise<Json> => readJson(path.join(folder, name));
  const names = options.file === undefined ? MODEL_FILES : [options.file];
  const modelFile = names.find((name) => existsSync(path.join(folder, name)));
  if (modelFile === undefined || !existsSync(path.join(folder, 'tokenizer.json'))) {
    throw new CodexGraphError(
      'CONFIGURATION',
      `The folder ${folder} holds no ONNX model: it needs tokenizer.json and ${names.join(' or ')}. See docs/embeddings.md.`,
    );
  }
  const [tokenizer, tokenizerConfig, config, sentences, pooling, prompts] = await Promise.all([
    json('tokenizer.json'),
    json('tokenizer_config.json'),
    json('config.json'),
    json('sentence_bert_config.json'),
    json('1_Pooling/config.json'),
    json('config_sentence_transformers.json'),
  ]);
  const limits = [options.maxInputTokens, sentences['max_seq_length'], config['max_position_embeddings']];
  const maxInputTokens = limits.find((limit): limit is number => typeof limit === 'number' && limit > 0) ?? DEFAULT_INPUT_TOKENS;
  return {
    modelPath: path.join(folder, modelFile),
    // Cutting and filling up are done here, by the limits of the model.
    tokenizer: { ...tokenizer, truncation: null, padding: null },
    tokenizerConfig,
    pooling: options.pooling ?? poolingOf(pooling),
    maxInputTokens,
    prefixes: { ...promptsOf(prompts), ...options.prefixes },
  };
}

function poolingOf(config: Json): Pooling {
  if (config['pooling_mode_cls_token'] === true) return 'cls';
  return config['pooling_mode_lasttoken'] === true ? 'last' : 'mean';
}

function promptsOf(config: Json): EmbeddingPrefixes {
  const prompts = (config['prompts'] ?? {}) as Json;
  const text = (...names: readonly string[]): string =>
    names.map((name) => prompts[name]).find((value) => typeof value === 'string') ?? '';
  return { query: text('query'), document: text('document', 'passage') };
}

/** Empty for a file that is not there. */
async function readJson(file: string): Promise<Json> {
  if (!existsSync(file)) return {};
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Json;
  } catch (error) {
    throw new CodexGraphError('CONFIGURATION', `${file} is no JSON. Copy the model again.`, { cause: error });
  }
  throw new CodexGraphError('CONFIGURATION', `${file} holds no JSON object. Copy the model again.`);
}
