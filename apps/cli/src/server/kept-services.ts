import { setTimeout as sleep } from 'node:timers/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import {
  identifyProcess,
  isSameProcessRunning,
  type LocalServices,
  type ProcessIdentity,
  type ServiceName,
} from '@codexgraph/local-services';

/** Embedded services that are kept running. */
export interface KeptServicesOptions {
  readonly services: Pick<LocalServices, 'status' | 'ensureNeo4j' | 'ensureRedis'>;
  /** Those that are embedded. */
  readonly names: readonly ServiceName[];
  readonly say: (text: string) => void;
  /** Between two looks; default 3,000. */
  readonly pauseMs?: number;
}

interface KeptService {
  readonly name: ServiceName;
  readonly port: number;
  readonly process: ProcessIdentity | undefined;
}

const PAUSE_MS = 3_000;
const TITLES: Readonly<Record<ServiceName, string>> = { neo4j: 'Neo4j', redis: 'Redis' };

/**
 * Starts embedded services again whose processes have ended, as after a crash or for want of memory. A server that lives and does not
 * answer is left alone: it may be busy.
 */
export class KeptServices {
  readonly #options: KeptServicesOptions;
  readonly #stopping = new AbortController();
  #watching: Promise<void> = Promise.resolve();

  constructor(options: KeptServicesOptions) {
    this.#options = options;
  }

  /** Watches what runs now, until stopped. The promise inside rejects with why a service cannot be kept running, and never resolves. */
  async start(): Promise<{ readonly failure: Promise<never> }> {
    const { services, names } = this.#options;
    const status = await services.status();
    const kept = await Promise.all(
      names.flatMap((name) => {
        const endpoint = status[name];
        return endpoint === undefined ? [] : [this.#describe(name, endpoint)];
      }),
    );
    const failure = new Promise<never>((_resolve, reject) => {
      this.#watching = this.#watch(kept).catch(reject);
    });
    failure.catch(() => undefined);
    return { failure };
  }

  /** Starts nothing any more; resolves when a start that is under way is over. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  async #watch(first: readonly KeptService[]): Promise<void> {
    const { signal } = this.#stopping;
    let kept = first;
    for (;;) {
      await sleep(this.#options.pauseMs ?? PAUSE_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      kept = await Promise.all(kept.map((service) => this.#keep(service)));
    }
  }

  async #keep(service: KeptService): Promise<KeptService> {
    const { services, say } = this.#options;
    const { name, port } = service;
    if (service.process !== undefined && (await isSameProcessRunning(service.process))) return service;
    if (this.#stopping.signal.aborted) return service;
    say(`${TITLES[name]} ended unexpectedly; starting it again.`);
    const endpoint = name === 'neo4j' ? await services.ensureNeo4j() : await services.ensureRedis();
    if (endpoint.port === port) return this.#describe(name, endpoint);
    throw new CodexGraphError(
      'SERVICE_START_FAILED',
      `${TITLES[name]} ended, and its port ${String(port)} was taken meanwhile. Run the command again: it then uses the new port.`,
    );
  }

  async #describe(name: ServiceName, { port, pid }: { readonly port: number; readonly pid: number }): Promise<KeptService> {
    return { name, port, process: await identifyProcess(pid) };
  }
}
