// A command of its own process: starts a service of a home and prints its process number and port. Runs from the compiled library.
// Usage: node ensure-service.mjs redis|neo4j HOME CACHE
import { randomBytes } from 'node:crypto';
import { LocalServices } from '../../dist/index.js';

const [name, home, cache] = process.argv.slice(2);
const services = new LocalServices({
  home,
  cache,
  neo4j: { version: '5.26.30', heapMb: 512, pageCacheMb: 64 },
  downloads: {
    offline: false,
    ...(process.env['CODEXGRAPH_MAVEN_URL'] !== undefined && { mavenUrl: process.env['CODEXGRAPH_MAVEN_URL'] }),
  },
  variables: process.env,
  nowMs: () => Date.now(),
  newSecret: () => randomBytes(24).toString('hex'),
  onEvent: (event) => process.stderr.write(`${JSON.stringify(event)}\n`),
});
const { pid, port } = name === 'redis' ? await services.ensureRedis() : await services.ensureNeo4j();
process.stdout.write(`${JSON.stringify({ pid, port })}\n`);
