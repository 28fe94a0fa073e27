import type { DatasetBuilder } from '../builders/dataset-builder.js';
import { LICENCE_POLICY, licenceVerdict } from '../cleaning/licences.js';
import { canonicalJson, sha256 } from '../json.js';
import type { RunTrace } from '../trace/run-trace.js';
import { cleanExamples, type CleaningParts, type Example } from './clean-examples.js';
import { type DatasetManifest, DATASET_SCHEMA, datasetId, type ShardRecord } from './manifest.js';
import { type Split, splitOf, SPLITS } from './splits.js';

/** A data set in memory. */
export interface BuiltDataset {
  /** `ds-` and 20 hexadecimal digits. */
  readonly id: string;
  readonly manifest: DatasetManifest;
  /** Text of each file that the manifest names. */
  readonly files: ReadonlyMap<string, string>;
  /** Run of each example, by the example's id: what the data set must be given up with. */
  readonly runs: ReadonlyMap<string, string>;
}

/** What a data set is made of. */
export interface BuildRequest extends CleaningParts {
  readonly builder: DatasetBuilder;
  readonly traces: readonly RunTrace[];
  /** Family of a repository, by its name; a repository that is not named is its own. */
  readonly families: ReadonlyMap<string, string>;
}

/** A file holds at most about this many bytes. */
const SHARD_BYTES = 64 * 1024 * 1024;

/** Builds a data set: the same runs and options give the same bytes and the same id. */
export async function buildDataset(request: BuildRequest): Promise<BuiltDataset> {
  const drafts = groups(request.traces).flatMap((runs) => request.builder.build(runs));
  const { examples, counts } = await cleanExamples(drafts, request);
  const familyOf = (repository: string): string => request.families.get(repository) ?? repository;
  const shards = SPLITS.flatMap((split) =>
    shardsOf(
      split,
      examples.filter(({ repository }) => splitOf(familyOf(repository)) === split),
    ),
  );
  const runIds = [...new Set(examples.map(({ runId }) => runId))].sort();
  const manifest: DatasetManifest = {
    schema: DATASET_SCHEMA,
    builder: { name: request.builder.name, version: request.builder.version },
    caps: request.caps,
    licencePolicy: LICENCE_POLICY,
    traces: { count: runIds.length, digest: sha256(runIds.join('\n')) },
    repositories: [...new Set(request.traces.map(({ repository }) => repository))].sort().map((name) => ({
      name,
      family: familyOf(name),
      licence: request.licences.get(name) ?? 'unknown',
      verdict: licenceVerdict(request.licences.get(name)),
      examples: examples.filter(({ repository }) => repository === name).length,
    })),
    shards: shards.map(({ record }) => record),
    cleaning: counts,
  };
  return {
    id: datasetId(manifest),
    manifest,
    files: new Map(shards.map(({ record, text }) => [record.file, text])),
    runs: new Map(examples.map(({ id, runId }) => [id, runId])),
  };
}

/** Runs that answered one question side by side stand together; every other run alone. In the order of ids. */
function groups(traces: readonly RunTrace[]): readonly (readonly RunTrace[])[] {
  const together = new Map<string, RunTrace[]>();
  for (const trace of [...traces].sort((left, right) => (left.runId < right.runId ? -1 : 1))) {
    const key = trace.pair ?? `run ${trace.runId}`;
    const runs = together.get(key);
    if (runs === undefined) together.set(key, [trace]);
    else runs.push(trace);
  }
  return [...together.values()];
}

function shardsOf(
  split: Split,
  examples: readonly Example[],
): readonly { readonly record: ShardRecord; readonly text: string }[] {
  const shards: { lines: string[]; bytes: number; tokens: number }[] = [];
  for (const { body, tokens } of examples) {
    const line = `${canonicalJson(body)}\n`;
    const bytes = Buffer.byteLength(line);
    let shard = shards.at(-1);
    if (shard === undefined || shard.bytes + bytes > SHARD_BYTES) {
      shard = { lines: [], bytes: 0, tokens: 0 };
      shards.push(shard);
    }
    shard.lines.push(line);
    shard.bytes += bytes;
    shard.tokens += tokens;
  }
  return shards.map(({ lines, bytes, tokens }, index) => {
    const text = lines.join('');
    const file = `${split}-${String(index).padStart(3, '0')}.jsonl`;
    return { text, record: { split, file, sha256: sha256(text), bytes, examples: lines.length, tokens } };
  });
}
