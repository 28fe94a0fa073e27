import type { TextQueryShapes } from '@codexgraph/cypher-agent';
import type { CypherRunner } from '@codexgraph/graph-model';
import type { CypherText } from '@codexgraph/llm';
import { planParts } from '../compound/plan-parts.js';
import { RunnerSymbolDirectory } from '../names/runner-symbol-directory.js';
import { plannedQueries } from './planned-queries.js';

/** Ready-made traversals for text queries of a language model: those that the planner understands to the last word need no model to write their Cypher. */
export class PlannedShapes implements TextQueryShapes {
  readonly #directory: RunnerSymbolDirectory;

  constructor(runner: CypherRunner) {
    this.#directory = new RunnerSymbolDirectory(runner);
  }

  /** @throws CodexGraphError NOT_FOUND (no such repository), DATABASE_UNAVAILABLE */
  async compile(textQuery: string, { repository }: { readonly repository: string }): Promise<readonly CypherText[] | undefined> {
    const { parts, left } = await planParts({ repository, question: textQuery }, this.#directory);
    const isUnderstood = parts.every(({ plan }) => plan.kind === 'query' && plan.reading.coverage === 1);
    if (!isUnderstood || left.length > 0) return undefined;
    return plannedQueries(parts).map(({ cypher }) => cypher);
  }
}
