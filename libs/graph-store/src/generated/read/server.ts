// Generated from cypher/read/server.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../catalog/query-contract.js';

type ServerParameters = Readonly<Record<string, never>>;

interface ServerRow {
  readonly name: string;
  readonly versions: readonly string[];
  readonly edition: string;
}

/** Which server this is. */
export const server: QueryContract<ServerParameters, ServerRow> = {
  name: 'read/server',
  access: 'READ',
  needsRevision: false,
  parameters: {},
  columns: { name: 'string', versions: 'list<string>', edition: 'string' },
  timeLimitMs: 60000,
  rowLimit: 10,
};
