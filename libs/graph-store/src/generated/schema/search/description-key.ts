// Generated from cypher/schema/search/description-key.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '../../../catalog/query-contract.js';

type DescriptionKeyParameters = Readonly<Record<string, never>>;

type DescriptionKeyRow = Readonly<Record<string, never>>;

/** What a model made of a text is kept once, found by repository, hash of the text and model. */
export const descriptionKey: QueryContract<DescriptionKeyParameters, DescriptionKeyRow> = {
  name: 'schema/search/description-key',
  access: 'SCHEMA',
  needsRevision: false,
  parameters: {},
  columns: {},
  timeLimitMs: 30000,
  rowLimit: 0,
};
