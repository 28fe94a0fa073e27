import { CodexGraphError } from '@codexgraph/graph-model';
import { HomeLayout } from './home-layout.js';
import type { LocalServicesOptions, Neo4jEndpoint, RedisEndpoint } from './local-services-options.js';
import { makePrivateFolder } from './files/private-files.js';
import { boltUri, NEO4J_USER, Neo4jService } from './neo4j/neo4j-service.js';
import { RedisService } from './redis/redis-service.js';
import { ServiceSupervisor, type RunningService } from './supervisor/service-supervisor.js';

/** What runs of the embedded services of a home. */
export interface LocalServicesStatus {
  readonly neo4j?: Neo4jEndpoint;
  readonly redis?: RedisEndpoint;
}

/** The services by name. */
export type ServiceName = 'neo4j' | 'redis';

/** Neo4j and Redis for machines that have neither: one of each a home, shared by all commands, outliving them. */
export class LocalServices {
  readonly layout: HomeLayout;
  readonly #options: LocalServicesOptions;
  readonly #neo4j: Neo4jService;
  readonly #redis: RedisService;

  constructor(options: LocalServicesOptions) {
    this.#options = options;
    this.layout = new HomeLayout(options.home, options.cache);
    this.#neo4j = new Neo4jService(options, this.layout);
    this.#redis = new RedisService(options, this.layout);
  }

  /** The embedded Neo4j, started first when it does not run. @throws SERVICE_START_FAILED, DISK_FULL, DOWNLOAD_FAILED, CHECKSUM_MISMATCH, CANCELLED */
  async ensureNeo4j(): Promise<Neo4jEndpoint> {
    await makePrivateFolder(this.#options.home);
    return this.#neo4jEndpoint(await this.#supervisor(this.#neo4j).ensure());
  }

  /** The embedded Redis, started first when it does not run. @throws as {@link ensureNeo4j} */
  async ensureRedis(): Promise<RedisEndpoint> {
    await makePrivateFolder(this.#options.home);
    return this.#redisEndpoint(await this.#supervisor(this.#redis).ensure());
  }

  /** What runs and answers now; starts and stops nothing. */
  async status(): Promise<LocalServicesStatus> {
    const neo4j = await this.#supervisor(this.#neo4j).running();
    const redis = await this.#supervisor(this.#redis).running();
    return {
      ...(neo4j && { neo4j: await this.#neo4jEndpoint(neo4j) }),
      ...(redis && { redis: await this.#redisEndpoint(redis) }),
    };
  }

  /** Stops the named services (both by default), cleanly where possible; resolves with the titles of those that ran. */
  async stop(names: readonly ServiceName[] = ['redis', 'neo4j']): Promise<readonly string[]> {
    const services = [this.#redis, this.#neo4j].filter((service) => names.includes(service.name));
    const stopped = await Promise.all(services.map((service) => this.#supervisor(service).stop()));
    return services.filter((_, index) => stopped[index]).map((service) => service.title);
  }

  #supervisor(definition: Neo4jService | RedisService): ServiceSupervisor {
    const { home, nowMs, onEvent, signal } = this.#options;
    return new ServiceSupervisor(definition, { home, nowMs, onEvent, ...(signal && { signal }) });
  }

  async #neo4jEndpoint(running: RunningService): Promise<Neo4jEndpoint> {
    const password = await this.#neo4j.password();
    if (password === undefined) throw passwordGone('Neo4j');
    const { port, process: identity } = running;
    return { uri: boltUri(port), user: NEO4J_USER, password, port, pid: identity.pid, version: this.#options.neo4j.version };
  }

  async #redisEndpoint(running: RunningService): Promise<RedisEndpoint> {
    const password = await this.#redis.password();
    if (password === undefined) throw passwordGone('Redis');
    const { port, process: identity, version } = running;
    return { url: `redis://:${password}@127.0.0.1:${String(port)}`, port, pid: identity.pid, version };
  }
}

function passwordGone(title: string): CodexGraphError {
  return new CodexGraphError(
    'SERVICE_START_FAILED',
    `The password file of the running ${title} is gone; run "codexgraph down" and try again.`,
  );
}
