import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenceOfText, type RepositoryFiles } from '@codexgraph/datasets';
import type { GraphReaderPort, RepositoryRecord } from '@codexgraph/graph-model';

const LICENCE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[.-].*)?$/iu;

/**
 * SPDX expression of the licence of a repository whose source is a folder: of its package.json, else of its licence file; undefined where neither tells, or the
 * source is elsewhere.
 */
export async function licenceOfRepository(record: RepositoryRecord): Promise<string | undefined> {
  if (record.source.kind !== 'folder') return undefined;
  const folder = join(record.source.location, record.source.subfolder);
  return (await licenceOfPackage(folder)) ?? (await licenceOfFile(folder));
}

async function licenceOfPackage(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  try {
    const { license } = JSON.parse(text) as { readonly license?: unknown };
    return typeof license === 'string' ? license : undefined;
  } catch {
    return undefined;
  }
}

async function licenceOfFile(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => LICENCE_FILE.test(name)).sort();
  for (const name of names) {
    const licence = licenceOfText(await readFile(join(folder, name), 'utf8').catch(() => ''));
    if (licence !== undefined) return licence;
  }
  return undefined;
}

/** Content hashes of the files of a repository, by which forks are told. None for one that is no longer indexed. */
export async function filesOfRepository(graphs: GraphReaderPort, repository: string): Promise<RepositoryFiles> {
  const hashes = new Set<string>();
  if ((await graphs.repository(repository)) === undefined) return { repository, hashes };
  for await (const { label, properties } of graphs.nodes(repository)) {
    if (label === 'MODULE' && typeof properties['hash'] === 'string') hashes.add(properties['hash']);
  }
  return { repository, hashes };
}
