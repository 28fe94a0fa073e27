// Generated from cypher/read/application/arm-votes.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface ArmVotesParameters {
  /** null for all */
  readonly experiment: string | null;
  /** null for all */
  readonly repository: string | null;
  /** time; an empty string for all */
  readonly since: string;
}

interface ArmVotesRow {
  readonly agent: string;
  /** up, down, preferred, other or tie */
  readonly verdict: string;
  readonly votes: number;
}

/** How the runs of each agent were judged. */
export const armVotes: QueryContract<ArmVotesParameters, ArmVotesRow> = {
  name: 'read/application/arm-votes',
  access: 'READ',
  needsRevision: false,
  parameters: { experiment: 'string?', repository: 'string?', since: 'string' },
  columns: { agent: 'string', verdict: 'string', votes: 'integer' },
  timeLimitMs: 30000,
  rowLimit: 1000,
};
