import type { CypherParameter } from '@codexgraph/graph-model';
import { visitExpressions } from '../safety/syntax/parts.js';
import type { Query } from '../safety/syntax/tree.js';

/**
 * Parameters under which the server finds the plan that it has. It plans a text anew for every order of magnitude of a list: for one value, for up to ten,
 * for up to a hundred. A list of one value that the text uses in `x IN $list` alone, where it makes no difference, has its value twice; so the two
 * commonest sizes are one, and a name that stands for several symbols needs no plan of its own.
 */
export function paddedLists(
  query: Query,
  text: string,
  parameters: Readonly<Record<string, CypherParameter>>,
): Readonly<Record<string, CypherParameter>> {
  const single = Object.entries(parameters).filter(([, value]) => Array.isArray(value) && value.length === 1);
  if (single.length === 0) return parameters;
  const sought = membershipTests(query);
  const padded = single.flatMap(([name, value]): [string, CypherParameter][] =>
    Array.isArray(value) && sought.get(name) === mentions(text, name)
      ? [[name, [...(value as readonly CypherParameter[]), ...(value as readonly CypherParameter[])]]]
      : [],
  );
  return padded.length === 0 ? parameters : { ...parameters, ...Object.fromEntries(padded) };
}

/** How often each parameter is what stands right of `IN`. */
function membershipTests(query: Query): ReadonlyMap<string, number> {
  const tests = new Map<string, number>();
  visitExpressions(query, (expression) => {
    if (expression.kind !== 'chain') return;
    for (const { operator, operand } of expression.rest)
      if (operator === 'IN' && operand.kind === 'parameter') tests.set(operand.name, (tests.get(operand.name) ?? 0) + 1);
  });
  return tests;
}

/** How often a text names a parameter; mentions in strings and comments count, which leaves the parameter as it is. */
function mentions(text: string, name: string): number {
  const names = [...text.matchAll(/\$\s*(?:`((?:[^`]|``)*)`|([\p{L}\p{N}_]+))/gu)];
  return names.filter(([, quoted, plain]) => (plain ?? quoted?.replaceAll('``', '`')) === name).length;
}
