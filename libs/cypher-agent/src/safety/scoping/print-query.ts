import type { Query, SingleQuery } from '../syntax/tree.js';
import { NO_BINDINGS, type Bindings } from './bindings.js';
import type { Output } from './output.js';
import { printClause } from './print-clause.js';
import { printStandaloneProcedure } from './print-procedure.js';

/** A query. Gives what its first part returns: all parts return the same names. */
export function printQuery(out: Output, query: Query, bindings: Bindings): Bindings {
  let returned = NO_BINDINGS;
  query.parts.forEach((part, index) => {
    if (index > 0) out.write(query.unionAll[index - 1] === true ? 'UNION ALL' : 'UNION');
    const after = printSingle(out, part, bindings);
    if (index === 0) returned = after;
  });
  return returned;
}

function printSingle(out: Output, single: SingleQuery, before: Bindings): Bindings {
  const [first] = single.clauses;
  if (single.clauses.length === 1 && first?.kind === 'procedure') return printStandaloneProcedure(out, first, before);
  let bindings = before;
  for (const clause of single.clauses) bindings = printClause(out, clause, bindings);
  return bindings;
}
