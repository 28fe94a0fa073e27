import type { Neo4jMemory } from './neo4j-memory.js';

const TRANSACTIONS_TOTAL_SHARE = 0.6;
const TRANSACTION_SHARE = 0.4;

/** What neo4j.conf is made of. */
export interface Neo4jSettings {
  /** Like `5.26.30`. */
  readonly version: string;
  readonly port: number;
  readonly memory: Neo4jMemory;
}

/**
 * Text of neo4j.conf: Bolt on loopback only, nothing sent anywhere, no file or network access from queries, short transaction logs
 * (the default keeps days of them: gigabytes after a few bulk writes).
 */
export function neo4jConf(settings: Neo4jSettings): string {
  const { port, memory } = settings;
  const address = `127.0.0.1:${String(port)}`;
  return [
    '# Written by codexgraph at every start; changes are lost.',
    `server.bolt.listen_address=${address}`,
    `server.bolt.advertised_address=${address}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.security.auth_enabled=true',
    'dbms.usage_report.enabled=false',
    'client.allow_telemetry=false',
    `server.memory.pagecache.size=${String(memory.pageCacheMb)}m`,
    `dbms.memory.transaction.total.max=${String(Math.round(memory.heapMb * TRANSACTIONS_TOTAL_SHARE))}m`,
    `db.memory.transaction.max=${String(Math.round(memory.heapMb * TRANSACTION_SHARE))}m`,
    // Every query of ours has its own, shorter limit; this one ends what a crashed client left behind.
    'db.transaction.timeout=30m',
    'dbms.security.allow_csv_import_from_file_urls=false',
    'internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0',
    'db.tx_log.rotation.retention_policy=1 files',
    'db.tx_log.rotation.size=64m',
    'db.tx_log.preallocate=false',
    promptStop(settings.version),
    '',
  ].join('\n');
}

/**
 * Without it a server whose databases are closed already waits ten more seconds for connections that nobody makes.
 * Read from the classes of the server: the setting is not documented, and has another name since 2025.
 */
function promptStop(version: string): string {
  const name = 'internal.dbms.bolt.netty_server_shutdown_quiet_period';
  return version.startsWith('5.') ? `${name}=0` : `${name}_duration=0s`;
}

/** The Bolt port that a neo4j.conf of ours names. */
export function portOfNeo4jConf(text: string): number | undefined {
  const match = /^server\.bolt\.listen_address=127\.0\.0\.1:(\d+)$/m.exec(text);
  return match === null ? undefined : Number(match[1]);
}
