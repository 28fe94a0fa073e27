import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { sha256 } from '../json.js';
import type { BuiltDataset } from './build-dataset.js';
import { dataCard } from './data-card.js';
import { type DatasetManifest, datasetId } from './manifest.js';

const ID = /^ds-[0-9a-f]{20}$/u;
const MANIFEST = 'manifest.json';
const SOURCES = 'sources.json';

/** A stored data set. */
export interface StoredDataset {
  readonly id: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly manifest: DatasetManifest;
  /** Ids of the runs that its examples were made of, sorted. */
  readonly runs: readonly string[];
}

/** Data sets below one folder, each in a folder of its own name. They never change: the name is the hash of what is in it. */
export class DatasetFolder {
  readonly #root: string;

  /** @param root absolute path; it need not exist */
  constructor(root: string) {
    this.#root = root;
  }

  /** Stores a data set; one that is there already stays as it is. It appears whole or not at all. */
  async put(built: BuiltDataset, purpose: string): Promise<StoredDataset> {
    const folder = join(this.#root, built.id);
    const runs = [...new Set(built.runs.values())].sort();
    const known = await this.#read(built.id).catch(() => undefined);
    if (known !== undefined) return known;
    const temporary = `${folder}.${String(process.pid)}.tmp`;
    await rm(temporary, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    for (const [file, text] of built.files) await writeFile(join(temporary, file), text, { mode: 0o600 });
    await writeFile(join(temporary, SOURCES), `${JSON.stringify(runs, null, 1)}\n`, { mode: 0o600 });
    await writeFile(join(temporary, 'README.md'), dataCard(built.id, built.manifest, purpose));
    await writeFile(join(temporary, MANIFEST), `${JSON.stringify(built.manifest, null, 2)}\n`);
    await rename(temporary, folder);
    return { id: built.id, folder, manifest: built.manifest, runs };
  }

  /** All data sets, by id. Folders that hold none are passed over. */
  async list(): Promise<readonly StoredDataset[]> {
    const names = await readdir(this.#root).catch(() => []);
    const found = await Promise.all(
      names
        .filter((name) => ID.test(name))
        .sort()
        .map((name) => this.#read(name).catch(() => undefined)),
    );
    return found.flatMap((dataset) => dataset ?? []);
  }

  /**
   * One data set; its files are compared with their hashes.
   *
   * @throws NOT_FOUND when there is none of that name; CONFLICT when a file of it was changed or is gone
   */
  async get(id: string): Promise<StoredDataset> {
    const dataset = await this.#read(id).catch(() => undefined);
    if (dataset === undefined) {
      throw new CodexGraphError('NOT_FOUND', `There is no data set '${id}'. 'codexgraph dataset list' shows those there are.`);
    }
    for (const shard of dataset.manifest.shards) {
      const text = await readFile(join(dataset.folder, shard.file), 'utf8').catch(() => '');
      if (sha256(text) !== shard.sha256) {
        throw new CodexGraphError(
          'CONFLICT',
          `The file ${shard.file} of the data set ${id} is not what its manifest says. Delete the folder ${dataset.folder} and build it again.`,
        );
      }
    }
    return dataset;
  }

  async #read(id: string): Promise<StoredDataset | undefined> {
    if (!ID.test(id)) return undefined;
    const folder = join(this.#root, id);
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as DatasetManifest;
    const runs = JSON.parse(await readFile(join(folder, SOURCES), 'utf8')) as string[];
    // A manifest that somebody edited is no manifest of this name.
    return datasetId(manifest) === id ? { id, folder, manifest, runs } : undefined;
  }
}
