import type { CypherParameter, CypherValue } from '@codexgraph/graph-model';
import type { JsonObject } from '../json.js';
import type { RunTrace } from '../trace/run-trace.js';

/** One training example before it is cleaned. */
export interface DraftExample {
  readonly body: JsonObject;
  /** The run that it comes from. */
  readonly trace: RunTrace;
  /** True when it holds text of the repository's files; false: names, questions and Cypher alone. */
  readonly holdsSource: boolean;
  /** What still has to hold when the data set is built. */
  readonly check?: RowsCheck;
}

/** Rows that a query gave when the run was made, and must give again. */
export interface RowsCheck {
  readonly repository: string;
  readonly revision: string;
  readonly cypher: string;
  readonly parameters: Readonly<Record<string, CypherParameter>>;
  readonly rows: readonly (readonly CypherValue[])[];
  /** All rows of the answer; above `rows.length` only as many are compared. */
  readonly rowCount: number;
}

/** Makes examples of runs: purely, so that the same runs give the same examples. */
export interface DatasetBuilder {
  /** Name in commands and manifests; a change of what it gives raises its version. */
  readonly name: string;
  readonly version: number;
  /** One sentence for the data card. */
  readonly purpose: string;
  /** @param runs a run, or the runs that answered one question side by side */
  build(runs: readonly RunTrace[]): readonly DraftExample[];
}

/** An answer worth learning from: whole, with citations that hold, and disliked by nobody. */
export function isGoodAnswer(trace: RunTrace): boolean {
  return (
    trace.outcome === 'answered' &&
    trace.citations.verified > 0 &&
    trace.citations.removed === 0 &&
    trace.feedback.thumb !== 'down' &&
    trace.feedback.preference !== 'lost' &&
    trace.feedback.preference !== 'neither'
  );
}
