import { open } from 'node:fs/promises';

const TAIL_BYTES = 16 * 1024;

/** The last 16 KiB of a log, as text; '' when there is none. */
export async function logTail(path: string, fromByte = 0): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = Math.max(fromByte, size - TAIL_BYTES);
      const length = Math.max(0, size - start);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
}
