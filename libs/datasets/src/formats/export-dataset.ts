import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { JsonObject } from '../json.js';
import type { StoredDataset } from '../versions/dataset-folder.js';
import type { TrainingFormat } from './training-format.js';

/**
 * Writes a data set in the form of a trainer.
 *
 * @param folder absolute path; made when it is not there; files of the same names are replaced
 * @returns names of the written files, sorted
 * @throws BAD_INPUT when the form has no place for what the builder makes
 */
export async function exportDataset(dataset: StoredDataset, format: TrainingFormat, folder: string): Promise<readonly string[]> {
  const builder = dataset.manifest.builder.name;
  if (!format.builders.includes(builder)) {
    throw new CodexGraphError(
      'BAD_INPUT',
      `The form '${format.name}' takes data sets of the builders ${format.builders.join(', ')}; ${dataset.id} is one of ${builder}. Build another, or choose another form.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const files = dataset.manifest.shards.map(({ file }) => file);
  for (const file of files) {
    const text = await readFile(join(dataset.folder, file), 'utf8');
    const lines = text
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => format.convert(builder, JSON.parse(line) as JsonObject) ?? []);
    await writeFile(join(folder, file), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  const companions = format.companions(builder, files);
  for (const { name, text } of companions) await writeFile(join(folder, name), text);
  return [...files, ...companions.map(({ name }) => name)].sort();
}
