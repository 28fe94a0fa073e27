import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalServices, type Neo4jVersion } from '@codexgraph/local-services';

/** A server that a test may fill and erase as it likes. */
export interface EmptyServer {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a Neo4j that nobody else uses, because these tests compare what a whole database answers. CODEXGRAPH_SCRATCH_NEO4J_URI names one that may be erased
 * instead (without a password).
 */
export async function startEmptyServer(): Promise<EmptyServer> {
  const scratch = process.env['CODEXGRAPH_SCRATCH_NEO4J_URI'];
  if (scratch !== undefined) return { uri: scratch, user: 'neo4j', password: 'none', stop: () => Promise.resolve() };
  const home = mkdtempSync(join(tmpdir(), 'codexgraph-scratch-'));
  const services = new LocalServices({
    home,
    cache: process.env['CODEXGRAPH_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'codexgraph'),
    neo4j: { version: (process.env['CODEXGRAPH_NEO4J_VERSION'] ?? '5.26.30') as Neo4jVersion, heapMb: 512, pageCacheMb: 64 },
    downloads: {
      offline: process.env['CODEXGRAPH_OFFLINE'] === '1',
      ...(process.env['CODEXGRAPH_MAVEN_URL'] !== undefined && { mavenUrl: process.env['CODEXGRAPH_MAVEN_URL'] }),
      ...(process.env['CODEXGRAPH_ARTIFACTS_DIR'] !== undefined && { artifactsFolder: process.env['CODEXGRAPH_ARTIFACTS_DIR'] }),
    },
    variables: process.env,
    nowMs: () => Date.now(),
    newSecret: () => randomBytes(24).toString('hex'),
    onEvent: () => undefined,
  });
  const { uri, user, password } = await services.ensureNeo4j();
  const stop = async (): Promise<void> => {
    await services.stop(['neo4j']);
    rmSync(home, { recursive: true, force: true });
  };
  return { uri, user, password, stop };
}
