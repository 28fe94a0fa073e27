/** Memory of a server, in megabytes. */
export interface Neo4jMemory {
  readonly heapMb: number;
  readonly pageCacheMb: number;
}

const BYTES_PER_MB = 1024 * 1024;
const HEAP = { share: 0.1, leastMb: 384, mostMb: 2048 };
const PAGE_CACHE = { share: 0.06, leastMb: 64, mostMb: 2048 };

/** A share of what the machine (or the container) has that leaves room for the indexer and the user's other programs. */
export function sizeNeo4jMemory(
  totalBytes: number,
  wished: { readonly heapMb?: number; readonly pageCacheMb?: number } = {},
): Neo4jMemory {
  const totalMb = totalBytes / BYTES_PER_MB;
  return { heapMb: wished.heapMb ?? part(totalMb, HEAP), pageCacheMb: wished.pageCacheMb ?? part(totalMb, PAGE_CACHE) };
}

function part(totalMb: number, limits: { readonly share: number; readonly leastMb: number; readonly mostMb: number }): number {
  return Math.round(Math.min(limits.mostMb, Math.max(limits.leastMb, totalMb * limits.share)));
}
