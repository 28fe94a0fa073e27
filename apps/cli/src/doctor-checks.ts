import type { Config } from '@codexgraph/config';
import { CodexGraphError } from '@codexgraph/graph-model';
import {
  checkNeo4jServer,
  checkRedisServer,
  chooseFreePort,
  reportMachine,
  type LocalServices,
  type LocalServicesOptions,
  type MachineReport,
} from '@codexgraph/local-services';
import { formatCount } from './progress.js';

/** What one check found. `mend` is the command or setting that mends it. */
export interface CheckResult {
  readonly name: string;
  /** `warning`: it works, but not well or not yet; `missing`: something needed is not there. */
  readonly state: 'ok' | 'warning' | 'missing';
  readonly text: string;
  readonly mend?: string;
}

const BYTES_PER_GB = 1e9;
const DISK_NEEDED_GB = 1;
const DISK_WISHED_GB = 5;
const MEMORY_NEEDED_GB = 1.5;
const MEMORY_WISHED_GB = 3;

/** Checks of what embedded services need from the machine; those that are the user's own are left out. */
export async function machineChecks(config: Config, options: LocalServicesOptions): Promise<readonly CheckResult[]> {
  const report = await reportMachine(options);
  return [
    ...(config.neo4j === undefined ? [javaCheck(report), artifactsCheck(config, report)] : []),
    ...(config.redisUrl === undefined ? [redisProgramCheck(config, report)] : []),
    sizeCheck({
      name: 'disk',
      bytes: report.freeDiskBytes,
      needed: DISK_NEEDED_GB,
      wished: DISK_WISHED_GB,
      what: `free at ${config.home}`,
    }),
    sizeCheck({ name: 'memory', bytes: report.memoryBytes, needed: MEMORY_NEEDED_GB, wished: MEMORY_WISHED_GB, what: 'usable' }),
    await portsCheck(),
  ];
}

/** Checks of the servers: the user's own ones are signed in to, embedded ones are looked at. */
export async function serviceChecks(config: Config, services: LocalServices): Promise<readonly CheckResult[]> {
  const status = await services.status();
  const neo4j = config.neo4j ?? status.neo4j;
  const redisUrl = config.redisUrl?.reveal() ?? status.redis?.url;
  return Promise.all([
    neo4j === undefined
      ? notRunning('Neo4j')
      : serverCheck('Neo4j', neo4j.uri, async () => {
          const password = typeof neo4j.password === 'string' ? neo4j.password : neo4j.password?.reveal();
          const address = { uri: neo4j.uri, user: neo4j.user, ...(password !== undefined && { password }) };
          const { version } = await checkNeo4jServer(address);
          return `${version} ${await editionOf({ ...address, password: password ?? '' })}`;
        }),
    redisUrl === undefined
      ? notRunning('Redis')
      : serverCheck('Redis', '', async () => (await checkRedisServer(redisUrl)).version),
  ]);
}

/** The edition that the server names, checked. @throws DATABASE_UNSUPPORTED */
async function editionOf(address: { readonly uri: string; readonly user: string; readonly password: string }): Promise<string> {
  const { connect } = await import('@codexgraph/graph-store');
  const connection = await connect(address);
  await connection.close();
  return connection.server.edition;
}

function notRunning(title: string): CheckResult {
  return { name: title, state: 'ok', text: 'embedded, not running; started when it is needed' };
}

async function serverCheck(title: string, address: string, ask: () => Promise<string>): Promise<CheckResult> {
  try {
    return { name: title, state: 'ok', text: `${await ask()} answers${address === '' ? '' : ` at ${address}`}` };
  } catch (error) {
    if (!CodexGraphError.isInstance(error)) throw error;
    // What happened is the first sentence; a stop inside parentheses does not end it.
    const [, text = error.message, mend] = /^((?:\([^)]*\)|[^(])*?\.) (.+)$/s.exec(error.message) ?? [];
    return { name: title, state: 'missing', text, ...(mend !== undefined && { mend }) };
  }
}

function javaCheck(report: MachineReport): CheckResult {
  const { needed, found, canBeFetched, installAdvice } = report.java;
  const fitting = found.find((runtime) => runtime.version >= needed);
  if (fitting !== undefined) return { name: 'Java', state: 'ok', text: `${String(fitting.version)} at ${fitting.executable}` };
  const newest = found.reduce((best, runtime) => Math.max(best, runtime.version), 0);
  const text = `${String(needed)} or newer is needed, ${newest === 0 ? 'none was found' : `${String(newest)} was found`}`;
  if (canBeFetched)
    return {
      name: 'Java',
      state: 'warning',
      text: `${text}; one will be fetched with pip at the first start`,
      mend: installAdvice,
    };
  return { name: 'Java', state: 'missing', text, mend: installAdvice };
}

function artifactsCheck(config: Config, report: MachineReport): CheckResult {
  const { version, fetched, size } = report.neo4j;
  if (fetched) return { name: 'Neo4j files', state: 'ok', text: `${version} is in the cache, verified` };
  const megabytes = formatCount(Math.round(size / 1e6));
  const { artifactsFolder, mavenUrl, offline } = config.downloads;
  const source = artifactsFolder ?? mavenUrl ?? (report.maven ? 'Maven (mvn)' : 'Maven, fetched with npm');
  if (!offline || artifactsFolder !== undefined || mavenUrl?.startsWith('file:') === true) {
    return { name: 'Neo4j files', state: 'ok', text: `${version} (${megabytes} MB) will come from ${source} at the first start` };
  }
  return {
    name: 'Neo4j files',
    state: 'missing',
    text: `${version} is not in the cache and CODEXGRAPH_OFFLINE forbids downloads`,
    mend: 'Set CODEXGRAPH_ARTIFACTS_DIR to a folder with its files, or unset CODEXGRAPH_OFFLINE once.',
  };
}

function redisProgramCheck(config: Config, report: MachineReport): CheckResult {
  const { own, fetched, leastVersion } = report.redis;
  if (own !== undefined) return { name: 'Redis program', state: 'ok', text: `${own.version} at ${own.executable}` };
  if (fetched) return { name: 'Redis program', state: 'ok', text: 'in the cache' };
  if (!config.downloads.offline)
    return { name: 'Redis program', state: 'ok', text: 'will be fetched (12 MB) at the first start' };
  return {
    name: 'Redis program',
    state: 'missing',
    text: `redis-server ${leastVersion} or newer is not on PATH and CODEXGRAPH_OFFLINE forbids downloads`,
    mend: 'Install it ("sudo apt-get install redis-server", "brew install redis"), or set REDIS_URL.',
  };
}

function sizeCheck(facts: {
  readonly name: string;
  readonly bytes: number;
  readonly needed: number;
  readonly wished: number;
  readonly what: string;
}): CheckResult {
  const gigabytes = facts.bytes / BYTES_PER_GB;
  const text = `${formatCount(gigabytes)} GB ${facts.what}`;
  if (gigabytes >= facts.wished) return { name: facts.name, state: 'ok', text };
  const mend =
    facts.name === 'disk'
      ? 'Free some space, or set CODEXGRAPH_HOME to a larger disk.'
      : 'Close other programs, or index on a larger machine.';
  return { name: facts.name, state: gigabytes >= facts.needed ? 'warning' : 'missing', text: `only ${text}`, mend };
}

async function portsCheck(): Promise<CheckResult> {
  const port = await chooseFreePort(0);
  if (port > 0) return { name: 'ports', state: 'ok', text: 'loopback ports can be opened' };
  return {
    name: 'ports',
    state: 'missing',
    text: 'no port of 127.0.0.1 can be opened',
    mend: 'Check that the loopback interface is up ("ip link set lo up").',
  };
}
