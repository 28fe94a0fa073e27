import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LocalServicesOptions, Neo4jVersion } from '@codexgraph/local-services';

/** What a server or a download of the tests needs, from the environment; files of the servers are in `home`. */
export function localOptions(home: string): LocalServicesOptions {
  return {
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
  };
}
