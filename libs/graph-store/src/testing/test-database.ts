import { randomUUID } from 'node:crypto';
import { openGraphStore, type GraphStore, type GraphStoreOptions } from '../graph-store.js';
import { connect, type Connection, type ConnectionOptions } from '../connection/connection.js';
import type { ContractSubject } from './contract/contract-fixture.js';

/** Where the server for integration tests is; the tests' set-up starts one and tells it by the environment. */
export function testDatabase(): ConnectionOptions {
  const { NEO4J_URI: uri = 'bolt://127.0.0.1:7687', NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env;
  return { uri, user, password };
}

/** A store on that server, with short leases. */
export function openTestStore(options: Partial<GraphStoreOptions> = {}): Promise<GraphStore> {
  return openGraphStore({ ...testDatabase(), newId: randomUUID, leaseTimes: { lifetimeMs: 2000, heartbeatMs: 300 }, ...options });
}

/** A bare connection, for looking behind the store. */
export function connectTestDatabase(): Promise<Connection> {
  return connect(testDatabase());
}

/** The store on that server, for the contract that every store keeps. */
export const neo4jSubject: ContractSubject = {
  open: () => openTestStore(),
  newName: () => `contract-${randomUUID()}`,
  randomRounds: 2,
};
