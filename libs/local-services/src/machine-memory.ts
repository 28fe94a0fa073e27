import { totalmem } from 'node:os';

/** Bytes of memory that this process and its children may use: the machine's, or the limit of its container when that is lower. */
export function usableMemoryBytes(): number {
  const total = totalmem();
  const limit = process.constrainedMemory();
  return limit > 0 && limit < total ? limit : total;
}
