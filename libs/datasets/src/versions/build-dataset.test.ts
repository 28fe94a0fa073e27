import { describe, expect, it } from 'vitest';
import { sampleBuild } from '../testing/sample-build.js';
import { type SampleRun, sampleTrace } from '../testing/sample-traces.js';
import { buildDataset } from './build-dataset.js';
import { splitOf } from './splits.js';

const TOPICS = ['retries', 'cookies', 'proxies', 'redirects', 'timeouts', 'streams', 'headers', 'adapters', 'hooks', 'encodings'];

/** A run about a topic, with words of its own, so that no two are near duplicates. */
function about(topic: string, run: SampleRun = {}): SampleRun {
  const words = Array.from({ length: 40 }, (_, index) => `${topic}${index}`).join(' ');
  return { runId: `run-${topic}`, question: `How are ${topic} handled?`, answer: `By ${words}.`, ...run };
}

const traces = TOPICS.map((topic) => sampleTrace(about(topic)));

describe('a data set', () => {
  it('is the same bytes and the same name for the same runs, in any order', async () => {
    const first = await buildDataset(sampleBuild('chatml', traces));
    const second = await buildDataset(sampleBuild('chatml', traces.toReversed()));
    expect(first.manifest.cleaning).toMatchObject({ drafts: 10, kept: 10, nearDuplicates: 0 });
    expect(second).toEqual(first);
    expect(first.id).toMatch(/^ds-[0-9a-f]{20}$/);
  });

  it('has another name when anything differs', async () => {
    const ids = await Promise.all([
      buildDataset(sampleBuild('chatml', traces)),
      buildDataset(sampleBuild('chatml', traces.slice(1))),
      buildDataset(sampleBuild('sharegpt', traces)),
      buildDataset(sampleBuild('chatml', traces, { caps: { perRepository: 200, perUserAndDay: 20, tokens: 9_000 } })),
    ]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(4);
  });

  it('holds no secret, and tells how many were taken out', async () => {
    const key = ['AK', 'IA', 'ABCDEFGH12345678'].join('');
    const { files, manifest } = await buildDataset(
      sampleBuild('chatml', [sampleTrace(about('keys', { question: `What is ${key}?` }))]),
    );
    expect([...files.values()].join()).not.toContain(key);
    expect([...files.values()].join()).toContain('<SECRET:aws-key>');
    expect(manifest.cleaning.secrets).toEqual({ 'aws-key': 1 });
  });

  it('keeps one of two that are alike: the one that people liked', async () => {
    const liked = sampleTrace(about('retries', { runId: 'z', context: { feedback: { thumb: 'up' } } }));
    const again = sampleTrace(about('retries', { runId: 'a', question: 'how are RETRIES handled' }));
    const near = sampleTrace(about('retries', { runId: 'b', answer: `${liked.answer} Indeed.` }));
    const { runs, manifest } = await buildDataset(sampleBuild('chatml', [again, near, liked]));
    expect([...runs.values()]).toEqual(['z']);
    expect(manifest.cleaning).toMatchObject({ kept: 1, duplicates: 1, nearDuplicates: 1 });
  });

  it('learns nothing that models are judged by', async () => {
    const { manifest } = await buildDataset(sampleBuild('chatml', traces, { evaluation: ['how are cookies handled'] }));
    expect(manifest.cleaning).toMatchObject({ likeEvaluation: 1, kept: 9 });
  });

  it('leaves out pairs whose rows are others now', async () => {
    const checked: string[] = [];
    const request = sampleBuild('text2cypher', [traces[0]!], {
      givesSameRows: ({ cypher }) => {
        checked.push(cypher);
        return Promise.resolve(false);
      },
    });
    expect((await buildDataset(request)).manifest.cleaning).toMatchObject({ rowsDiffer: 1, kept: 0 });
    expect(checked).toEqual([traces[0]!.rounds[0]!.queries[0]!.cypher]);
  });

  it('takes names and Cypher alone from a repository of an unknown licence, and nothing from one that forbids it', async () => {
    const kept = async (builder: string, licence?: string): Promise<number> => {
      const licences = new Map(licence === undefined ? [] : [['requests', licence]]);
      return (await buildDataset(sampleBuild(builder, [traces[0]!], { licences }))).manifest.cleaning.kept;
    };
    expect([await kept('chatml'), await kept('text2cypher')]).toEqual([0, 1]);
    expect([await kept('chatml', 'UNLICENSED'), await kept('text2cypher', 'UNLICENSED')]).toEqual([0, 0]);
    expect([await kept('chatml', 'MIT'), await kept('text2cypher', 'MIT')]).toEqual([1, 1]);
  });

  it('keeps its caps: of a repository, of a user and day, of tokens', async () => {
    const cleaning = async (caps: object) =>
      (
        await buildDataset(
          sampleBuild('chatml', traces, { caps: { perRepository: 200, perUserAndDay: 20, tokens: 8_192, ...caps } }),
        )
      ).manifest.cleaning;
    expect(await cleaning({ perRepository: 3 })).toMatchObject({ kept: 3, overCap: 7 });
    expect(await cleaning({ perUserAndDay: 4 })).toMatchObject({ kept: 4, overCap: 6 });
    expect(await cleaning({ tokens: 10 })).toMatchObject({ kept: 0, tooLong: 10 });
  });

  it('never has a family in two parts', async () => {
    const repositories = Array.from({ length: 60 }, (_, index) => `repository-${index}`);
    const families = new Map(repositories.map((name, index) => [name, `kin-${index % 30}`]));
    const runs = repositories.map((repository) => sampleTrace(about(repository, { repository, runId: repository })));
    const { manifest, files } = await buildDataset(
      sampleBuild('chatml', runs, { families, caps: { perRepository: 9, perUserAndDay: 99, tokens: 9_000 } }),
    );
    expect(manifest.cleaning.kept).toBe(60);
    expect(manifest.shards.length).toBeGreaterThan(1);
    for (const [file, text] of files) {
      const split = file.split('-')[0];
      const names = [...text.matchAll(/code repository (repository-\d+)\./g)].map(([, name]) => name!);
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => splitOf(families.get(name)!) !== split)).toEqual([]);
    }
  });
});
