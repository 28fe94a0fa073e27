import type { EndpointHealth } from './endpoint-health.js';

/** An endpoint, or the built-in planner, as a monitor looks at it. */
export interface MonitoredEndpoint {
  readonly name: string;
  readonly model: string;
  /** What it answers for. */
  readonly roles: readonly string[];
  /** Asks it; must not throw and must end by itself. Absent: it is part of this process and always up. */
  readonly check?: () => Promise<Pick<EndpointHealth, 'isUp' | 'elapsedMs' | 'problem'>>;
}

/** What is known of an endpoint. */
export interface EndpointStatus {
  readonly name: string;
  readonly model: string;
  readonly roles: readonly string[];
  /** `checking` until it was asked for the first time. */
  readonly status: 'up' | 'down' | 'checking';
  /** Of the last check, in milliseconds. */
  readonly latencyMs?: number;
  /** Of the last check; absent while it is up. Holds no key and no part of an address but host, port and path. */
  readonly lastError?: { readonly code: string; readonly message: string };
  readonly checkedAt?: Date;
}

/** When a monitor asks again. */
export interface EndpointMonitorOptions {
  readonly now: () => Date;
  /** Age in milliseconds from which a result is asked for anew. Default 15 s. */
  readonly staleMs?: number;
}

const STALE_MS = 15_000;

/** Knows how endpoints stand. Nobody waits for a check: a question gets what is known and has what is stale asked in the background. */
export class EndpointMonitor {
  readonly #endpoints: readonly MonitoredEndpoint[];
  readonly #options: EndpointMonitorOptions;
  readonly #known = new Map<string, Pick<EndpointStatus, 'status' | 'latencyMs' | 'lastError' | 'checkedAt'>>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(endpoints: readonly MonitoredEndpoint[], options: EndpointMonitorOptions) {
    this.#endpoints = endpoints;
    this.#options = options;
  }

  /** What is known now, in the order of the configuration; checks of what is stale have begun. */
  statuses(): readonly EndpointStatus[] {
    for (const endpoint of this.#endpoints) this.#refresh(endpoint);
    return this.#endpoints.map(({ name, model, roles, check }) => {
      const unknown = { status: check === undefined ? ('up' as const) : ('checking' as const) };
      return { name, model, roles, ...(this.#known.get(name) ?? unknown) };
    });
  }

  /** Ends when the checks that run now have ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #refresh({ name, check }: MonitoredEndpoint): void {
    const { now, staleMs = STALE_MS } = this.#options;
    const checkedAt = this.#known.get(name)?.checkedAt;
    const isFresh = checkedAt !== undefined && now().getTime() - checkedAt.getTime() < staleMs;
    if (check === undefined || isFresh || this.#running.has(name)) return;
    const run = check().then(({ isUp, elapsedMs, problem }) => {
      this.#running.delete(name);
      this.#known.set(name, {
        status: isUp ? 'up' : 'down',
        latencyMs: elapsedMs,
        checkedAt: now(),
        ...(problem === undefined ? {} : { lastError: problem }),
      });
    });
    this.#running.set(name, run);
  }
}
