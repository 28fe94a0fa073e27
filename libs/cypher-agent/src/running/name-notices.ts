import type { CypherNotice, CypherValue } from '@codexgraph/graph-model';
import { nearestName } from '../safety/checks/nearest-name.js';
import type { ScopedQuery } from '../safety/scope.js';
import { elementsOf, visitExpressions } from '../safety/syntax/parts.js';
import type { Expression, PathPattern, Query } from '../safety/syntax/tree.js';
import { patternsOf } from './query-patterns.js';
import { positionAt } from './text-positions.js';

/** Finds names of symbols that begin with a prefix, in any case. */
export type NameSearch = (prefix: string, limit: number) => Promise<readonly { readonly name: string }[]>;

const MOST_NAMES = 3;
const MOST_FOUND = 100;

/** For an answer without anything in it: names that the query asks for and the repository does not have, with the nearest that it has. */
export async function nameNotices(
  { query, source }: ScopedQuery,
  request: { readonly parameters: Readonly<Record<string, unknown>>; readonly search: NameSearch },
): Promise<readonly CypherNotice[]> {
  const notices: CypherNotice[] = [];
  for (const { name, offset } of askedNames(query, request.parameters).slice(0, MOST_NAMES)) {
    const found = await candidates(name, request.search);
    if (found.includes(name)) continue;
    const suggestion = nearestName(name, found);
    const message = `this repository has no ${name.slice(0, 60)}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
    const place = positionAt(source.written, source.writtenOffset(offset));
    notices.push({ code: 'UNKNOWN_NAME', message, ...place, ...(suggestion !== undefined && { suggestion }) });
  }
  return notices;
}

/** True when nothing was found: no row, or nothing but nulls, zeros and empty lists. */
export function isEmptyAnswer(rows: readonly (readonly CypherValue[])[]): boolean {
  return rows.every((row) => row.every((value) => value === null || value === 0 || (Array.isArray(value) && value.length === 0)));
}

/** Names with the same beginning; a mistake in the first letters is found by the first letter alone. */
async function candidates(name: string, search: NameSearch): Promise<readonly string[]> {
  const exact = await search(name, 1);
  if (exact.some((one) => one.name === name)) return [name];
  const prefixes = [...new Set([name.slice(0, 3), name.slice(0, 1)])].filter((prefix) => prefix !== '');
  const found = await Promise.all(prefixes.map((prefix) => search(prefix, MOST_FOUND)));
  return [...new Set(found.flat().map((one) => one.name))].sort();
}

interface AskedName {
  readonly name: string;
  readonly offset: number;
}

/** Texts that the property `name` is compared with by `=` or in a map. */
function askedNames(query: Query, parameters: Readonly<Record<string, unknown>>): readonly AskedName[] {
  const names: AskedName[] = [];
  const note = (value: Expression): void => {
    const name = value.kind === 'string' ? value.value : value.kind === 'parameter' ? parameters[value.name] : undefined;
    if (typeof name === 'string' && name !== '' && !names.some((one) => one.name === name))
      names.push({ name, offset: value.span.start });
  };
  const maps = patternsOf(query).flatMap(nodeMaps);
  for (const { key, value } of maps.flatMap((map) => map.entries)) if (key === 'name') note(value);
  visitExpressions(query, (expression) => {
    if (expression.kind !== 'chain' || expression.first.kind !== 'property' || expression.first.key !== 'name') return;
    for (const { operator, operand } of expression.rest) if (operator === '=') note(operand);
  });
  return names;
}

function nodeMaps(pattern: PathPattern): readonly Extract<Expression, { readonly kind: 'map' }>[] {
  return elementsOf(pattern).flatMap((element) =>
    element.kind === 'node' && element.properties?.kind === 'map' ? [element.properties] : [],
  );
}
