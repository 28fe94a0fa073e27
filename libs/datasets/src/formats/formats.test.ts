import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleBuild } from '../testing/sample-build.js';
import { sampleTrace } from '../testing/sample-traces.js';
import { TRAINER_MIRRORS } from '../testing/trainer-mirrors.js';
import { buildDataset } from '../versions/build-dataset.js';
import { DatasetFolder } from '../versions/dataset-folder.js';
import { exportDataset } from './export-dataset.js';
import { TRAINING_FORMATS } from './index.js';

const failing = { words: 'callers of send', cypher: 'MATCH (a:Nope) RETURN a' };
const working = { words: 'callers of send', cypher: 'MATCH (a) RETURN a.name', attempt: 2, rows: [['request']] };
const RUNS = [
  sampleTrace({
    runId: 'a',
    diff: '--- a/x.py\n+++ b/x.py\n',
    rounds: [
      { tries: [failing], report: 'nothing found' },
      { tries: [failing, working], report: 'Session.request' },
    ],
    context: { pair: 'p', feedback: { preference: 'won' } },
  }),
  sampleTrace({ runId: 'b', answer: 'I do not know.', context: { pair: 'p', feedback: { preference: 'lost' } } }),
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexgraph-datasets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stored = async (builder: string) => new DatasetFolder(folder).put(await buildDataset(sampleBuild(builder, RUNS)), 'trying');

describe.each(TRAINING_FORMATS.flatMap((format) => format.builders.map((builder) => [format.name, builder, format] as const)))(
  'the form %s of %s',
  (name, builder, format) => {
    it("is what the trainer's reader accepts", async () => {
      const out = join(folder, 'out');
      const files = await exportDataset(await stored(builder), format, out);
      expect(await readdir(out)).toEqual([...files]);
      const lines = (
        await Promise.all(files.filter((file) => file.endsWith('.jsonl')).map((file) => readFile(join(out, file), 'utf8')))
      )
        .join('')
        .trim()
        .split('\n');
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(TRAINER_MIRRORS[name]![builder]!.safeParse(JSON.parse(line)).error).toBeUndefined();
    });
  },
);

describe('data sets in a folder', () => {
  it('tell trainers how to read them', async () => {
    const out = join(folder, 'out');
    await exportDataset(
      await stored('sharegpt'),
      TRAINING_FORMATS.find(({ name }) => name === 'llama-factory')!,
      out,
    );
    expect(JSON.parse(await readFile(join(out, 'dataset_info.json'), 'utf8'))).toEqual({
      'codexgraph-train-000': {
        file_name: 'train-000.jsonl',
        formatting: 'sharegpt',
        columns: { messages: 'conversations', system: 'system', tools: 'tools' },
      },
    });
    await exportDataset(
      await stored('chatml'),
      TRAINING_FORMATS.find(({ name }) => name === 'axolotl')!,
      out,
    );
    expect(await readFile(join(out, 'axolotl-datasets.yml'), 'utf8')).toBe(
      'datasets:\n  - path: ./train-000.jsonl\n    ds_type: json\n    split: train\n    type: chat_template\n    field_messages: messages\n    message_field_training: train\n    roles_to_train: [assistant]\n',
    );
  });

  it('refuse a form that has no place for them', async () => {
    const openai = TRAINING_FORMATS.find(({ name }) => name === 'openai')!;
    await expect(exportDataset(await stored('sharegpt'), openai, join(folder, 'out'))).rejects.toThrow(
      /takes data sets of the builders chatml/,
    );
  });

  it('are stored once, listed, found again, and told when they were changed', async () => {
    const sets = new DatasetFolder(folder);
    const first = await stored('chatml');
    expect(await stored('chatml')).toEqual(first);
    expect((await sets.list()).map(({ id }) => id)).toEqual([first.id]);
    expect(await sets.get(first.id)).toEqual(first);
    expect(await readFile(join(first.folder, 'README.md'), 'utf8')).toContain(`# Data set ${first.id}`);
    await writeFile(join(first.folder, first.manifest.shards[0]!.file), 'something else');
    await expect(sets.get(first.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(sets.get('ds-../../etc')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are made again over what a killed process left', async () => {
    const { id, folder: place } = await stored('chatml');
    await rm(join(place, 'manifest.json'));
    expect(await new DatasetFolder(folder).list()).toEqual([]);
    expect((await stored('chatml')).id).toBe(id);
  });
});
