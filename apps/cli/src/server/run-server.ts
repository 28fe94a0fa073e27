import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@codexgraph/config';
import { CodexGraphError } from '@codexgraph/graph-model';
import {
  chooseFreePort,
  HomeLayout,
  identifyProcess,
  isPortFree,
  makePrivateFolder,
  type LocalServices,
  type ServiceName,
} from '@codexgraph/local-services';
import { connectQueue, localServices } from '../connect.js';
import type { VerbContext } from '../framework/verb-context.js';
import { connectSoundGraph } from '../open-graph.js';
import { KeptProcess } from './kept-process.js';
import { KeptServices } from './kept-services.js';
import { removeServerRecord, runningServer, stopServer, writeServerRecord } from './server-record.js';

/** How the server is to be started. */
export interface ServerOptions {
  /** Absent: the configured port, or a free one when that is taken. */
  readonly port?: number;
}

/** API and worker that run, with the services they need. */
export interface RunningServer {
  /** Where GraphQL is. */
  readonly url: string;
  /** Rejects when API, worker or an embedded service cannot be kept running; never resolves. */
  readonly failure: Promise<never>;
  /** Ends API and worker, then the embedded services that this start has started. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 90_000;
const POLL_MS = 150;
const MS_PER_SECOND = 1000;

/** A server of this home that runs already, which its own command stops, or else one that is started; see {@link runServer}. */
export async function joinOrRunServer(
  context: VerbContext,
  options: ServerOptions = {},
): Promise<RunningServer & { readonly joined: boolean }> {
  const running = await runningServer(context.config.home);
  if (running === undefined) return { ...(await runServer(context, options)), joined: false };
  context.output.say(`CodexGraph runs already: ${running.url}`);
  return { url: running.url, failure: new Promise<never>(() => undefined), stop: () => Promise.resolve(), joined: true };
}

/** Starts Neo4j and Redis where they are not the user's own, then API and worker, and waits until they are ready. */
export async function runServer(context: VerbContext, options: ServerOptions = {}): Promise<RunningServer> {
  const { config, root } = context;
  const layout = new HomeLayout(config.home, config.cache);
  const entries = {
    api: join(root, 'apps', 'api', 'dist', 'api.main.js'),
    worker: join(root, 'apps', 'api', 'dist', 'worker.main.js'),
  };
  for (const entry of Object.values(entries)) {
    if (!existsSync(entry))
      throw new CodexGraphError(
        'SERVICE_START_FAILED',
        `The API is not built (${entry} is missing). Run "npm run build" and try again.`,
      );
  }
  await makePrivateFolder(config.home);
  await stopServer(config.home);
  const services = await localServices(context);
  const before = await services.status();
  const startedHere: ServiceName[] = [];
  if (before.neo4j === undefined && config.neo4j === undefined) startedHere.push('neo4j');
  if (before.redis === undefined && config.redisUrl === undefined) startedHere.push('redis');
  const stopStarted = async (): Promise<void> => {
    await services.stop(startedHere);
  };
  try {
    const [graph, queue] = await Promise.all([connectSoundGraph(context), connectQueue(context)]);
    const port = await choosePort(config, options.port);
    const variables = serverVariables(context, { graph, queue, port });
    const kept = keptServices(context, services);
    return await startProcesses({ context, layout, entries, variables, port, kept, stopStarted });
  } catch (error) {
    await stopStarted();
    throw error;
  }
}

function keptServices({ config, output }: VerbContext, services: LocalServices): KeptServices {
  const names: ServiceName[] = [
    ...(config.neo4j === undefined ? (['neo4j'] as const) : []),
    ...(config.redisUrl === undefined ? (['redis'] as const) : []),
  ];
  return new KeptServices({
    services,
    names,
    say: (text) => {
      output.say(text);
    },
  });
}

interface ProcessPlan {
  readonly context: VerbContext;
  readonly layout: HomeLayout;
  readonly entries: { readonly api: string; readonly worker: string };
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly port: number;
  readonly kept: KeptServices;
  readonly stopStarted: () => Promise<void>;
}

async function startProcesses(plan: ProcessPlan): Promise<RunningServer> {
  const { context, layout, variables } = plan;
  const { home } = context.config;
  const base = `http://${urlHost(context.config.api.host)}:${String(plan.port)}`;
  const url = `${base}/graphql`;
  const starter = (await identifyProcess(process.pid)) ?? { pid: process.pid, started: '' };
  const kept: KeptProcess[] = [];
  const onStarted = (): Promise<void> => {
    const children = kept.map((one) => one.identity).filter((identity) => identity !== undefined);
    return writeServerRecord(home, { starter, children, url });
  };
  const say = (text: string): void => {
    context.output.say(text);
  };
  for (const [title, entry, log] of [
    ['The API', plan.entries.api, 'api.log'],
    ['The worker', plan.entries.worker, 'worker.log'],
  ] as const) {
    kept.push(new KeptProcess({ title, entry, variables, logFile: join(layout.logs, log), onStarted, say }));
  }
  const stopProcesses = async (): Promise<void> => {
    await plan.kept.stop();
    await Promise.all(kept.map((one) => one.stop()));
    await removeServerRecord(home);
  };
  const stop = async (): Promise<void> => {
    await stopProcesses();
    await plan.stopStarted();
  };
  const services = await plan.kept.start();
  const failure = Promise.race([services.failure, ...kept.map((one) => one.failure)]);
  failure.catch(() => undefined);
  try {
    for (const one of kept) await one.start();
    await Promise.race([untilReady(`${base}/ready`, context.signal), failure]);
    return { url, failure, stop };
  } catch (error) {
    await stopProcesses();
    throw error;
  }
}

async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  let last = 'no answer';
  while (performance.now() < deadline) {
    if (signal.aborted) throw new CodexGraphError('CANCELLED', 'Interrupted while the API was starting.');
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(READY_TIMEOUT_MS)]) });
      if (response.ok) return;
      last = `${url} says ${await response.text()}`;
    } catch {
      last = `${url} does not answer`;
    }
    await sleep(POLL_MS);
  }
  throw new CodexGraphError(
    'SERVICE_START_FAILED',
    `The API was not ready within ${String(READY_TIMEOUT_MS / MS_PER_SECOND)} s: ${last.slice(0, 400)}. Its log is logs/api.log in the home that "codexgraph status" names.`,
  );
}

async function choosePort(config: Config, asked: number | undefined): Promise<number> {
  const wanted = asked ?? config.api.port;
  if (asked === undefined && !config.api.portChosen) return chooseFreePort(wanted);
  if (wanted === 0) return chooseFreePort(0);
  if (await isPortFree(wanted)) return wanted;
  throw new CodexGraphError(
    'SERVICE_START_FAILED',
    `Port ${String(wanted)} is taken by another program. Choose another one with --port, or 0 for any.`,
  );
}

/** The environment of API and worker: what the user has set, with what was found and started put in. */
function serverVariables(
  context: VerbContext,
  found: {
    readonly graph: { readonly uri: string; readonly user: string; readonly password?: string; readonly database?: string };
    readonly queue: { readonly url: string };
    readonly port: number;
  },
): Readonly<Record<string, string | undefined>> {
  const { graph, queue, port } = found;
  return {
    ...context.variables,
    CODEXGRAPH_HOME: context.config.home,
    NEO4J_URI: graph.uri,
    NEO4J_USER: graph.user,
    NEO4J_PASSWORD: graph.password,
    NEO4J_DATABASE: graph.database,
    REDIS_URL: queue.url,
    CODEXGRAPH_API_HOST: context.config.api.host,
    CODEXGRAPH_API_PORT: String(port),
  };
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
