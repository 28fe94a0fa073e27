// Generated from cypher/read/application/arm-figures.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

interface ArmFiguresParameters {
  /** null for all */
  readonly experiment: string | null;
  /** null for all */
  readonly repository: string | null;
  /** time; an empty string for all */
  readonly since: string;
}

interface ArmFiguresRow {
  readonly agent: string;
  readonly runs: number;
  readonly answered: number;
  readonly failed: number;
  readonly interrupted: number;
  readonly stopped: number;
  readonly rounds: number | null;
  readonly modelCalls: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costMicros: number | null;
  readonly currency: string | null;
  readonly currencies: number;
  readonly secondsMedian: number | null;
  readonly seconds95: number | null;
}

/** What the runs of each agent came to and cost. */
export const armFigures: QueryContract<ArmFiguresParameters, ArmFiguresRow> = {
  name: 'read/application/arm-figures',
  access: 'READ',
  needsRevision: false,
  parameters: { experiment: 'string?', repository: 'string?', since: 'string' },
  columns: { agent: 'string', runs: 'integer', answered: 'integer', failed: 'integer', interrupted: 'integer', stopped: 'integer', rounds: 'float?', modelCalls: 'float?', inputTokens: 'float?', outputTokens: 'float?', costMicros: 'float?', currency: 'string?', currencies: 'integer', secondsMedian: 'float?', seconds95: 'float?' },
  timeLimitMs: 30000,
  rowLimit: 100,
};
