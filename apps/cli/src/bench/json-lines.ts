import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { z } from 'zod';

/** Records of a JSON-lines file (gzip when the name ends with `.gz`), checked one by one, empty lines left out. @throws NOT_FOUND, BAD_INPUT */
export async function* readJsonLines<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  if (!existsSync(path)) throw new CodexGraphError('NOT_FOUND', `There is no file ${path}. Check the path.`);
  const file = createReadStream(path);
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  let lineNumber = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    lineNumber++;
    if (line.trim() === '') continue;
    const parsed = schema.safeParse(parseLine(line));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new CodexGraphError(
        'BAD_INPUT',
        `Line ${lineNumber} of ${path} is not a record of this format: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
      );
    }
    yield parsed.data;
  }
}

/** All records of a JSON-lines file; see {@link readJsonLines}. */
export async function readAllJsonLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const records: T[] = [];
  for await (const record of readJsonLines(path, schema)) records.push(record);
  return records;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
