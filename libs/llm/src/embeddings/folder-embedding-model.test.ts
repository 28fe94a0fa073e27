import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderEmbeddingModel, type FolderEmbeddingOptions } from './folder-embedding-model.js';
import { optionalModule } from './optional-module.js';
import { pooled } from './pooling.js';

const never = new AbortController().signal;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'model-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

interface Feed {
  readonly data: BigInt64Array;
  readonly shape: readonly number[];
}

/** A tokenizer of one token a word (its length), and a model whose vector of a token is [token, 1]. */
function fakeModules(feeds: Readonly<Record<string, Feed>>[], inputNames = ['input_ids', 'attention_mask']) {
  class Tensor {
    constructor(
      readonly type: string,
      readonly data: BigInt64Array,
      readonly shape: readonly number[],
    ) {}
  }
  const session = {
    inputNames,
    run(given: Readonly<Record<string, Feed>>) {
      feeds.push(given);
      const ids = given['input_ids']!;
      const data = Float32Array.from([...ids.data].flatMap((id) => [Number(id), 1]));
      return Promise.resolve({ last_hidden_state: { data, dims: [...ids.shape, 2] } });
    },
  };
  class Tokenizer {
    encode(text: string) {
      return {
        ids: text
          .split(/\s+/)
          .filter((word) => word !== '')
          .map((word) => word.length),
      };
    }
  }
  const modules: Readonly<Record<string, unknown>> = {
    'onnxruntime-node': { default: { Tensor, InferenceSession: { create: () => Promise.resolve(session) } } },
    '@huggingface/tokenizers': { Tokenizer },
  };
  return (name: string) => Promise.resolve(modules[name]);
}

function brokenTokenizer(): never {
  throw new TypeError("Cannot read properties of undefined (reading 'type')");
}

async function embed(texts: readonly string[], options: Partial<FolderEmbeddingOptions> = {}, inputs?: string[]) {
  const feeds: Readonly<Record<string, Feed>>[] = [];
  const model = await createFolderEmbeddingModel({ folder, loadModule: fakeModules(feeds, inputs), ...options });
  return { reply: await model.embed({ texts, use: 'query' }, never), feeds, model };
}

const unit = (...numbers: readonly number[]) => {
  const length = Math.hypot(...numbers);
  return numbers.map((value) => expect.closeTo(value / length, 5) as number);
};

describe('a model in a folder', () => {
  it('pools the vectors of tokens without those that fill up', async () => {
    await write({ 'tokenizer.json': {}, 'onnx/model.onnx': '' });
    const { reply, feeds } = await embed(['aa bbbb', 'c'], {}, ['input_ids', 'attention_mask', 'token_type_ids']);
    expect(reply.vectors.map((vector) => [...vector!])).toEqual([unit(3, 1), unit(1, 1)]);
    expect(reply.usage).toEqual({ inputTokens: 3, calls: 1, estimated: false });
    // The shorter text goes first, filled up to the longer one.
    expect([...feeds[0]!['attention_mask']!.data]).toEqual([1n, 0n, 1n, 1n]);
    expect(feeds[0]!['token_type_ids']!.shape).toEqual([2, 2]);
  });

  it('reads pooling, window and words in front from the files that come with models', async () => {
    await write({
      'tokenizer.json': {},
      'model_quantized.onnx': '',
      '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false },
      'sentence_bert_config.json': { max_seq_length: 3 },
      'config_sentence_transformers.json': { prompts: { query: 'q ', document: '' } },
    });
    const { reply, feeds, model } = await embed(['aa bbbb ccc dddd']);
    expect(reply.vectors.map((vector) => [...vector!])).toEqual([unit(1, 1)]);
    expect(reply.truncated).toEqual([0]);
    expect(feeds[0]!['input_ids']!.shape).toEqual([1, 3]);
    expect((await model.probe(never)).maxInputTokens).toBe(3);
  });

  it('follows the configuration before its files', async () => {
    await write({ 'tokenizer.json': {}, 'other.onnx': '', '1_Pooling/config.json': { pooling_mode_cls_token: true } });
    const { reply } = await embed(['aa bbbb'], { file: 'other.onnx', pooling: 'last', prefixes: { query: 'x ' } });
    expect(reply.vectors.map((vector) => [...vector!])).toEqual([unit(4, 1)]);
  });

  it('says what a folder lacks', async () => {
    await expect(embed(['x'])).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('tokenizer.json') as string,
    });
    await write({ 'tokenizer.json': '{', 'model.onnx': '' });
    await expect(embed(['x'])).rejects.toMatchObject({ message: expect.stringContaining('is no JSON') as string });
  });

  it.each([
    [
      'a part of a model',
      { 'onnxruntime-node': { InferenceSession: { create: () => Promise.reject(new Error('protobuf parsing failed')) } } },
    ],
    ['a part of a tokenizer', { '@huggingface/tokenizers': { Tokenizer: brokenTokenizer } }],
  ])('says what to do about %s', async (_name, broken: Readonly<Record<string, unknown>>) => {
    await write({ 'tokenizer.json': {}, 'model.onnx': 'half' });
    const whole = fakeModules([]);
    const loadModule = (name: string) => (name in broken ? Promise.resolve(broken[name]) : whole(name));
    const opened = embed(['x'], { loadModule });
    await expect(opened).rejects.toMatchObject({ code: 'CONFIGURATION', message: expect.stringContaining('Copy') as string });
    await expect(opened).rejects.toThrow(folder);
  });

  it('says which file holds something else', async () => {
    for (const content of ['null', '"text"', '7']) {
      await write({ 'tokenizer.json': {}, 'model.onnx': '', 'config.json': content });
      await expect(embed(['x'])).rejects.toMatchObject({
        message: expect.stringContaining('config.json holds no JSON object') as string,
      });
    }
  });

  it('says how to install the packages that it needs', async () => {
    await expect(optionalModule('onnx-runtime-that-nobody-has', folder)).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(/npm install --prefix \S+ --ignore-scripts onnxruntime-node@/) as string,
    });
  });

  it('takes packages that are installed in the folder', async () => {
    await write({
      'node_modules/a-package-of-the-folder/package.json': { name: 'a-package-of-the-folder', main: 'index.js' },
      'node_modules/a-package-of-the-folder/index.js': 'exports.answer = 42;',
    });
    expect(await optionalModule('a-package-of-the-folder', folder)).toEqual({ answer: 42 });
  });
});

describe('pooling', () => {
  const tokens = { data: [1, 0, 3, 4, 9, 9], shape: [1, 3, 2] as const, lengths: [2] };

  it.each([
    ['mean', [2, 2]],
    ['cls', [1, 0]],
    ['last', [3, 4]],
  ] as const)('%s', (pooling, vector) => {
    expect(pooled({ ...tokens, shape: [1, 3, 2] }, pooling).map((each) => [...each])).toEqual([vector]);
  });
});
