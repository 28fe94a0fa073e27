import { z } from 'zod';
import { localServices } from '../connect.js';
import { defineVerb } from '../framework/verb.js';
import type { VerbContext } from '../framework/verb-context.js';

interface Status {
  readonly home: string;
  readonly cache: string;
  readonly neo4j: { readonly uri: string; readonly embedded: boolean; readonly version?: string; readonly pid?: number } | null;
  readonly redis: { readonly url: string; readonly embedded: boolean; readonly version?: string; readonly pid?: number } | null;
  readonly api: { readonly url: string; readonly pid: number } | null;
}

/** Shows what runs; starts nothing. */
export const verb = defineVerb({
  summary: 'show what runs: addresses, versions, process numbers, folders',
  configure(command) {
    command.option('--json', 'print as JSON');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { options }) {
    const status = await readStatus(context);
    if (options.json === true) context.output.json(status);
    else for (const line of statusLines(status)) context.output.line(line);
    return undefined;
  },
});

async function readStatus(context: VerbContext): Promise<Status> {
  const { config } = context;
  const services = await (await localServices(context)).status();
  const { runningServer } = await import('../server/server-record.js');
  const { withoutPassword } = await import('@codexgraph/local-services');
  const server = await runningServer(config.home);
  const { neo4j, redis } = services;
  const ownRedis = config.redisUrl && { url: withoutPassword(config.redisUrl.reveal()), embedded: false };
  return {
    home: config.home,
    cache: config.cache,
    neo4j:
      (config.neo4j && { uri: config.neo4j.uri, embedded: false }) ??
      (neo4j && { uri: neo4j.uri, embedded: true, version: neo4j.version, pid: neo4j.pid }) ??
      null,
    redis:
      ownRedis ?? (redis && { url: withoutPassword(redis.url), embedded: true, version: redis.version, pid: redis.pid }) ?? null,
    api: server === undefined ? null : { url: server.url, pid: server.starter.pid },
  };
}

function statusLines(status: Status): readonly string[] {
  const describe = (service: Status['neo4j'] | Status['redis'], address: string | undefined): string => {
    if (service === null || address === undefined) return 'not running';
    if (!service.embedded) return `${address} (your own server)`;
    return `${address} (embedded ${service.version ?? ''}, process ${String(service.pid ?? '')})`;
  };
  return [
    `Neo4j  ${describe(status.neo4j, status.neo4j?.uri)}`,
    `Redis  ${describe(status.redis, status.redis?.url)}`,
    `API    ${status.api === null ? 'not running' : `${status.api.url} (process ${String(status.api.pid)})`}`,
    `Home   ${status.home}`,
    `Cache  ${status.cache}`,
  ];
}
