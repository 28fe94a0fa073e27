import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { makePrivateFolder, readFileIfThere, writePrivateFile } from '../files/private-files.js';
import type { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import type { LaunchPlan } from '../process/launch-detached.js';
import { readOrCreateSecret, readSecret } from '../secrets.js';
import type { ExitDiagnosis, ServiceDefinition } from '../supervisor/service-definition.js';
import { ensureRedisBinary } from './redis-binary.js';
import { pingRedis } from './redis-ping.js';

const SECRET_NAME = 'redis-password';
const PING_TIMEOUT_MS = 1_500;

/** The embedded Redis of a home. */
export class RedisService implements ServiceDefinition {
  readonly name = 'redis';
  readonly title = 'Redis';
  readonly firstPort = 16_379;
  readonly startTimeoutMs: number = 60_000;
  readonly stopGraceMs: number = 20_000;
  readonly #options: LocalServicesOptions;
  readonly #layout: HomeLayout;

  constructor(options: LocalServicesOptions, layout: HomeLayout) {
    this.#options = options;
    this.#layout = layout;
  }

  get processArgument(): string {
    return join(this.#layout.redis, 'redis.conf');
  }

  /** The password of the server; undefined before its first start. */
  password(): Promise<string | undefined> {
    return readSecret(this.#layout.secrets, SECRET_NAME);
  }

  async prepare(port: number): Promise<LaunchPlan> {
    const binary = await ensureRedisBinary(this.#options, this.#layout);
    const password = await readOrCreateSecret(this.#layout.secrets, SECRET_NAME, this.#options.newSecret);
    await makePrivateFolder(this.#layout.redis);
    await writePrivateFile(this.processArgument, redisConf({ port, password, folder: this.#layout.redis }));
    return {
      command: binary.executable,
      args: [this.processArgument],
      version: binary.version,
      cwd: this.#layout.redis,
      variables: this.#options.variables,
      logFile: join(this.#layout.logs, `${this.name}.log`),
    };
  }

  async answers(port: number): Promise<boolean> {
    const password = await this.password();
    return (await pingRedis(port, { timeoutMs: PING_TIMEOUT_MS, ...(password !== undefined && { password }) })) === 'ready';
  }

  async verify(port: number): Promise<void> {
    if (await this.answers(port)) return;
    throw new CodexGraphError(
      'SERVICE_START_FAILED',
      'Redis was started but does not answer any more; see its log with "codexgraph status".',
    );
  }

  async configuredPort(): Promise<number | undefined> {
    const match = /^port (\d+)$/m.exec((await readFileIfThere(this.processArgument)) ?? '');
    return match === null ? undefined : Number(match[1]);
  }

  diagnoseExit(logText: string): ExitDiagnosis {
    return diagnoseRedisExit(logText);
  }
}

/** Text of redis.conf: loopback only, with a password, every write on disk within a second, nothing ever evicted. */
export function redisConf(settings: { readonly port: number; readonly password: string; readonly folder: string }): string {
  return [
    '# Written by codexgraph at every start; changes are lost.',
    'bind 127.0.0.1',
    `port ${String(settings.port)}`,
    'protected-mode yes',
    `requirepass ${settings.password}`,
    `dir "${settings.folder.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`,
    'save ""',
    'appendonly yes',
    'appendfsync everysec',
    'aof-load-truncated yes',
    'maxmemory-policy noeviction',
    'daemonize no',
    // Keeps the settings file in the command line, by which a server is recognised when its state file is lost.
    'set-proc-title no',
    '',
  ].join('\n');
}

/** What the end of the log of a Redis that ended early says. */
export function diagnoseRedisExit(logText: string): ExitDiagnosis {
  if (/Address already in use|bind: /.test(logText)) return { kind: 'port-busy' };
  if (/No space left on device|Disk quota exceeded|error writing to the append|MISCONF/i.test(logText)) {
    return {
      kind: 'failed',
      error: new CodexGraphError(
        'DISK_FULL',
        'Redis could not start: the disk is full. Free some space and run the command again.',
      ),
    };
  }
  if (/Bad file format reading the append only file/.test(logText)) {
    return {
      kind: 'failed',
      error: new CodexGraphError(
        'SERVICE_START_FAILED',
        'Redis could not start: its file of jobs is damaged. Delete the folder "redis" of the home; only waiting jobs are lost, no graph.',
      ),
    };
  }
  return { kind: 'unknown' };
}
