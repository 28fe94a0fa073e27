import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderReranker } from './folder-reranker.js';

const never = new AbortController().signal;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reranker-'));
  await writeFile(path.join(folder, 'tokenizer.json'), '{}');
  await writeFile(path.join(folder, 'model.onnx'), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A tokenizer of one token a word (its length; 0 ends a text), and a model whose score of a pair is how many tokens of the document are tokens of the query. */
function fakeModules(classes: number, runs: number[] = []) {
  class Tensor {
    constructor(
      readonly type: string,
      readonly data: BigInt64Array,
      readonly shape: readonly number[],
    ) {}
  }
  const lengthsOf = (text: string) => text.split(' ').map((word) => word.length);
  class Tokenizer {
    encode(text: string, { text_pair: pair }: { text_pair?: string } = {}) {
      const first = [...lengthsOf(text), 0];
      const second = pair === undefined ? [] : [...lengthsOf(pair), 0];
      return { ids: [...first, ...second], token_type_ids: [...first.map(() => 0), ...second.map(() => 1)] };
    }
  }
  const run = ({ input_ids: ids, token_type_ids: types }: Record<string, { data: BigInt64Array; shape: readonly number[] }>) => {
    const [pairs = 0, width = 0] = ids?.shape ?? [];
    runs.push(pairs);
    const score = (pair: number): number => {
      const row = [...(ids?.data.slice(pair * width, (pair + 1) * width) ?? [])].map(Number);
      const kinds = [...(types?.data.slice(pair * width, (pair + 1) * width) ?? [])].map(Number);
      const query = row.filter((id, at) => kinds[at] === 0 && id > 0);
      return row.filter((id, at) => kinds[at] === 1 && query.includes(id)).length;
    };
    const data = Float32Array.from(
      Array.from({ length: pairs }, (_, at) => (classes === 1 ? [score(at)] : [-score(at), score(at)])).flat(),
    );
    return Promise.resolve({ logits: { data: classes === 0 ? data.slice(1) : data, dims: [pairs, classes] } });
  };
  const session = { inputNames: ['input_ids', 'attention_mask', 'token_type_ids'], run };
  const modules: Readonly<Record<string, unknown>> = {
    'onnxruntime-node': { default: { Tensor, InferenceSession: { create: () => Promise.resolve(session) } } },
    '@huggingface/tokenizers': { Tokenizer },
  };
  return (name: string) => Promise.resolve(modules[name]);
}

describe('a re-ranker in a folder', () => {
  it.each([1, 2])('scores pairs of query and document, of %i classes', async (classes) => {
    const runs: number[] = [];
    const reranker = await createFolderReranker({ folder, loadModule: fakeModules(classes, runs) });
    const documents = ['a', 'bb ccc', ...Array.from({ length: 10 }, () => 'bb')];
    const { scores, truncated, usage } = await reranker.rerank({ query: 'xx yyy', documents }, never);
    expect(scores.map((score) => score / classes)).toEqual([0, 2, ...Array.from({ length: 10 }, () => 1)]);
    expect([runs, truncated, usage.calls]).toEqual([[8, 4], [], 2]);
  });

  it('cuts documents at the window of the model, and says so', async () => {
    const reranker = await createFolderReranker({ folder, maxInputTokens: 8, loadModule: fakeModules(1) });
    const { scores, truncated } = await reranker.rerank({ query: 'xx', documents: ['bb', 'bb '.repeat(20).trim()] }, never);
    expect([scores, truncated]).toEqual([[1, 5], [1]]);
  });

  it('says when the model scores no pairs, or the folder holds none', async () => {
    const reranker = await createFolderReranker({ folder, loadModule: fakeModules(0) });
    await expect(reranker.rerank({ query: 'x', documents: ['a', 'b'] }, never)).rejects.toMatchObject({ code: 'MODEL_FAILED' });
    await expect(createFolderReranker({ folder: path.join(folder, 'none') })).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });
});
