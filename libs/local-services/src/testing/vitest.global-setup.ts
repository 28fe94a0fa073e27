import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonIfWhole } from '../files/private-files.js';
import { LocalServices } from '../local-services.js';
import type { Neo4jVersion, ServiceEvent } from '../local-services-options.js';
import { identifySelf, isProcessIdentity, isSameProcessRunning } from '../process/process-identity.js';

const HOME_PREFIX = 'codexgraph-test-';
const OWNER_FILE = 'owner.json';
const HEAP_MB = 768;
const PAGE_CACHE_MB = 128;

/**
 * Starts Neo4j and Redis once for a test run, in a home that is deleted at its end, and tells tests where they are by NEO4J_URI,
 * NEO4J_USER, NEO4J_PASSWORD and REDIS_URL. Servers that these variables already name are used as they are. Downloads are kept in the
 * cache of the user (CODEXGRAPH_CACHE). CODEXGRAPH_NEO4J_VERSION chooses the version.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const needsNeo4j = process.env['NEO4J_URI'] === undefined;
  const needsRedis = process.env['REDIS_URL'] === undefined;
  if (!needsNeo4j && !needsRedis) return undefined;
  await endForgottenRuns();
  const home = mkdtempSync(join(tmpdir(), HOME_PREFIX));
  writeFileSync(join(home, OWNER_FILE), JSON.stringify(await identifySelf()));
  const services = createServices(home);
  const end = async (): Promise<void> => {
    await services.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const [redis, neo4j] = await Promise.all([
      needsRedis ? services.ensureRedis() : undefined,
      needsNeo4j ? services.ensureNeo4j() : undefined,
    ]);
    if (redis !== undefined) process.env['REDIS_URL'] = redis.url;
    if (neo4j !== undefined) {
      process.env['NEO4J_URI'] = neo4j.uri;
      process.env['NEO4J_USER'] = neo4j.user;
      process.env['NEO4J_PASSWORD'] = neo4j.password;
    }
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

function tell(event: ServiceEvent): void {
  if (event.kind === 'remark') process.stderr.write(`${event.text}\n`);
  if (event.kind === 'finished') process.stderr.write(`${event.title}: ${event.remark}\n`);
}

function createServices(home: string): LocalServices {
  return new LocalServices({
    home,
    cache: process.env['CODEXGRAPH_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'codexgraph'),
    neo4j: {
      version: (process.env['CODEXGRAPH_NEO4J_VERSION'] ?? '5.26.30') as Neo4jVersion,
      heapMb: HEAP_MB,
      pageCacheMb: PAGE_CACHE_MB,
      ...(process.env['JAVA_HOME'] !== undefined && { javaHome: process.env['JAVA_HOME'] }),
    },
    downloads: {
      offline: process.env['CODEXGRAPH_OFFLINE'] === '1',
      ...(process.env['CODEXGRAPH_MAVEN_URL'] !== undefined && { mavenUrl: process.env['CODEXGRAPH_MAVEN_URL'] }),
      ...(process.env['CODEXGRAPH_ARTIFACTS_DIR'] !== undefined && { artifactsFolder: process.env['CODEXGRAPH_ARTIFACTS_DIR'] }),
    },
    variables: process.env,
    nowMs: () => Date.now(),
    newSecret: () => randomBytes(24).toString('hex'),
    onEvent: tell,
  });
}

/** A test run that was killed leaves its servers behind; the next one ends them. */
async function endForgottenRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(HOME_PREFIX))) {
    const home = join(tmpdir(), name);
    const owner = await readJsonIfWhole(join(home, OWNER_FILE)).catch(() => undefined);
    if (!isProcessIdentity(owner) || (await isSameProcessRunning(owner))) continue;
    await createServices(home).stop();
    rmSync(home, { recursive: true, force: true });
  }
}
