import type { ResultOf } from '../graphql/graphql.js';
import type { marginsDocument } from './source.documents.js';

type Ends = NonNullable<NonNullable<ResultOf<typeof marginsDocument>['repository']>['symbol']>;

/** A symbol that stands beside a line. */
export interface MarginSymbol {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly qualifiedName: string;
}

/** What stands beside the lines of a function: who calls it on the left, what it calls on the right. Lines are 1-based. */
export interface Margins {
  readonly left: ReadonlyMap<number, MarginSymbol>;
  readonly right: ReadonlyMap<number, readonly MarginSymbol[]>;
}

const SHOWN_A_LINE = 3;

/**
 * Callees stand at the lines of their calls. Callers stand one a line from the first line of the function on, as far as it goes; all of them are in
 * the list below the source.
 */
export function marginsOf({ callees, callers }: Ends, lines: { readonly from: number; readonly to: number }): Margins {
  const right = new Map<number, MarginSymbol[]>();
  for (const { relation, symbol } of callees.nodes)
    for (const line of relation.lines) {
      const known = right.get(line) ?? [];
      if (known.length < SHOWN_A_LINE && !known.some(({ id }) => id === symbol.id)) right.set(line, [...known, symbol]);
    }
  const left = new Map<number, MarginSymbol>();
  const once = new Map(callers.nodes.map(({ symbol }) => [symbol.id, symbol]));
  [...once.values()].slice(0, lines.to - lines.from + 1).forEach((symbol, place) => left.set(lines.from + place, symbol));
  return { left, right };
}
