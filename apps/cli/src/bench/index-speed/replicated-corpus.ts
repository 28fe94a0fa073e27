import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that holds copies of a corpus, until it is removed. */
export interface ReplicatedCorpus {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Copies the corpus `copies` times side by side, each in a folder of its own, so that a size can be chosen and nothing else changes. */
export async function replicateCorpus(corpus: string, copies: number): Promise<ReplicatedCorpus> {
  const folder = await mkdtemp(join(tmpdir(), 'codexgraph-bench-'));
  for (let copy = 1; copy <= copies; copy++) {
    const target = join(folder, `copy_${String(copy)}`);
    await mkdir(target);
    await cp(corpus, target, {
      recursive: true,
      filter: (path) => !/(^|\/)(node_modules|\.git)(\/|$)/.test(path.slice(corpus.length)),
    });
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
