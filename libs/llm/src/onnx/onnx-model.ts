import { CodexGraphError } from '@codexgraph/graph-model';

/** As much of onnxruntime-node as is used here. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(path: string, options: object): Promise<OnnxSession> };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, shape: readonly number[]) => unknown;
}

/** A model that is loaded. */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  run(feeds: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, OnnxTensor>>>;
}

/** Numbers that a model gives. */
export interface OnnxTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** As much of \@huggingface/tokenizers as is used here. */
export interface OnnxTokenizer {
  encode(
    text: string,
    options?: { readonly text_pair?: string; readonly return_token_type_ids?: boolean },
  ): { readonly ids: readonly number[]; readonly token_type_ids?: readonly number[] };
}

/** Everything that running a model takes. */
export interface OnnxModel {
  readonly onnx: OnnxRuntime;
  readonly session: OnnxSession;
  readonly tokenizer: OnnxTokenizer;
}

interface TokenizerModule {
  readonly Tokenizer: new (tokenizer: object, config: object) => OnnxTokenizer;
}

/** Loads the packages, the tokenizer and the model of a folder. @throws CONFIGURATION when one of them is not there or cannot be read */
export async function openOnnxModel(
  files: { readonly modelPath: string; readonly tokenizer: object; readonly tokenizerConfig: object },
  options: {
    readonly folder: string;
    readonly loadModule: (name: string, folder: string) => Promise<unknown>;
    readonly threads: number;
  },
): Promise<OnnxModel> {
  const { folder, loadModule, threads } = options;
  const onnx = withDefault<OnnxRuntime>(await loadModule('onnxruntime-node', folder), 'InferenceSession');
  const { Tokenizer } = withDefault<TokenizerModule>(await loadModule('@huggingface/tokenizers', folder), 'Tokenizer');
  const tokenizer = openTokenizer(Tokenizer, files, folder);
  return { onnx, tokenizer, session: await openSession(onnx, files.modelPath, threads) };
}

/** Runs a model once. @throws MODEL_FAILED */
export async function runOnnxModel(
  { session }: Pick<OnnxModel, 'session'>,
  modelPath: string,
  feeds: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, OnnxTensor>>> {
  try {
    return await session.run(feeds);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new CodexGraphError('MODEL_FAILED', `The model in ${modelPath} could not be run: ${why}.`, { cause: error });
  }
}

/** A tensor of one row a text, as wide as the longest one; `valueAt` is asked beyond the end of shorter ones, too. */
export function filledTensor(
  onnx: OnnxRuntime,
  lengths: readonly number[],
  valueAt: (text: number, token: number) => number,
): unknown {
  const width = Math.max(1, ...lengths);
  const data = BigInt64Array.from({ length: lengths.length * width }, (_, at) =>
    BigInt(valueAt(Math.floor(at / width), at % width)),
  );
  return new onnx.Tensor('int64', data, [lengths.length, width]);
}

/** CommonJS packages have their names in `default` when they are imported. */
function withDefault<T>(module: unknown, name: keyof T & string): T {
  const whole = module as Readonly<Record<string, unknown>> & { readonly default?: T };
  return name in whole || whole.default === undefined ? (module as T) : whole.default;
}

function openTokenizer(
  Tokenizer: TokenizerModule['Tokenizer'],
  { tokenizer, tokenizerConfig }: { readonly tokenizer: object; readonly tokenizerConfig: object },
  folder: string,
): OnnxTokenizer {
  try {
    return new Tokenizer(tokenizer, tokenizerConfig);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new CodexGraphError(
      'CONFIGURATION',
      `tokenizer.json in ${folder} is no tokenizer, or only a part of one: ${why}. Copy the model again.`,
      { cause: error },
    );
  }
}

async function openSession(onnx: OnnxRuntime, file: string, threads: number): Promise<OnnxSession> {
  try {
    return await onnx.InferenceSession.create(file, { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new CodexGraphError(
      'CONFIGURATION',
      `${file} cannot be read as an ONNX model: ${why}. Copy it again, or export it again.`,
      {
        cause: error,
      },
    );
  }
}
