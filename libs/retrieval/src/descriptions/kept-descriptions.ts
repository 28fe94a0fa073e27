import type { KeptDescription, RetrievalReaderPort } from '@codexgraph/graph-model';

/** Descriptions of models by the hash of what they were made from; of several, that of the preferred model, else the one made last. */
export async function readKeptDescriptions(
  reader: Pick<RetrievalReaderPort, 'keptDescriptions'>,
  repository: string,
  { preferred, hashes }: { readonly preferred: string | undefined; readonly hashes?: readonly string[] },
): Promise<ReadonlyMap<string, KeptDescription>> {
  const kept = new Map<string, KeptDescription>();
  for await (const row of reader.keptDescriptions(repository, hashes))
    if (row.model === preferred || kept.get(row.hash)?.model !== preferred) kept.set(row.hash, row);
  return kept;
}
