import type { NodeLabel } from '@codexgraph/graph-model';
import type { SearchFields } from '../descriptions/search-fields.js';

/** What ranking reads of a symbol that some signal found. */
export interface RankingCandidate {
  readonly id: string;
  readonly label: NodeLabel;
  readonly name: string;
  readonly class?: string;
  readonly kind?: string;
  readonly visibility?: string;
  readonly filePath: string;
  readonly isTest: boolean;
  /** As its search document holds them. */
  readonly fields: SearchFields;
  /** Cosine of the vectors of the question and the symbol; absent where there is no vector. */
  readonly cosine?: number;
  /** How many symbols call, use or refer to it. */
  readonly inDegree: number;
  /** Ids of symbols that it calls, uses or names, and of those that do so to it. */
  readonly neighbours?: readonly string[];
}
