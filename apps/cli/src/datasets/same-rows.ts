import type { RowsCheck } from '@codexgraph/datasets';
import type { CypherRunner } from '@codexgraph/graph-model';

/** Whether a query still gives the rows that a run saw, in any order. Of an answer of more rows than were kept, the number is compared. */
export async function givesSameRows(cypher: CypherRunner, check: RowsCheck): Promise<boolean> {
  const { repository, cypher: text, parameters, rows, rowCount } = check;
  const outcome = await cypher.run({ repository, text, parameters, limits: { maxRows: rowCount + 1 } }).catch(() => undefined);
  if (outcome?.kind !== 'rows' || outcome.rows.length !== rowCount) return false;
  if (rows.length < rowCount) return true;
  const sorted = (some: readonly (readonly unknown[])[]) => some.map((row) => JSON.stringify(row)).sort();
  const [before, now] = [sorted(rows), sorted(outcome.rows)];
  return before.every((row, index) => row === now[index]);
}
