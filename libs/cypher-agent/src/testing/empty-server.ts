import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalServices } from '@codexgraph/local-services';
import { localOptions } from './local-options.js';

/** A server that a test may fill and erase as it likes. */
export interface EmptyServer {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a Neo4j that nobody else uses, because these tests compare what a whole database answers. CODEXGRAPH_SCRATCH_NEO4J_URI names one that may be erased
 * instead (without a password); CODEXGRAPH_NEO4J_VERSION chooses the version.
 */
export async function startEmptyServer(): Promise<EmptyServer> {
  const scratch = process.env['CODEXGRAPH_SCRATCH_NEO4J_URI'];
  if (scratch !== undefined) return { uri: scratch, user: 'neo4j', password: 'none', stop: () => Promise.resolve() };
  const home = mkdtempSync(join(tmpdir(), 'codexgraph-scratch-'));
  const services = new LocalServices(localOptions(home));
  const { uri, user, password } = await services.ensureNeo4j();
  const stop = async (): Promise<void> => {
    await services.stop(['neo4j']);
    rmSync(home, { recursive: true, force: true });
  };
  return { uri, user, password, stop };
}
