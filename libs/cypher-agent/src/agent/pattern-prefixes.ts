import { readQuery } from '../safety/syntax/read-query.js';
import type { Clause, MatchClause, PathPattern } from '../safety/syntax/tree.js';

/** A growing part of a query: when a step matches and the next one does not, what was added is to blame. */
export interface PrefixStep {
  /** Asks whether this much matches anything. */
  readonly text: string;
  /** What this step added to the one before, as it stands in the query. */
  readonly added: string;
  readonly kind: 'pattern' | 'condition';
}

const MOST_STEPS = 24;

/**
 * The required MATCH clauses at the beginning of a query, piece by piece: node, then arrow and node, ..., then the condition of the clause. Empty for a query
 * that begins otherwise, cannot be read or has too many pieces. Each step matches nothing where the one before matches nothing.
 */
export function prefixSteps(text: string): readonly PrefixStep[] {
  const read = readQuery(text);
  if (!('query' in read) || read.query.parts.length !== 1 || read.explain) return [];
  const steps: PrefixStep[] = [];
  for (const clause of leadingMatches(read.query.parts[0]?.clauses ?? [])) {
    const before = text.slice(read.query.span.start, clause.span.start);
    let patterns = '';
    for (const pattern of clause.patterns) {
      const prefix = patterns === '' ? '' : `${patterns}, `;
      for (const { until, from } of pieces(pattern)) {
        const shown = `${prefix}${text.slice(pattern.span.start, until)}`;
        steps.push({ text: `${before}MATCH ${shown} RETURN 1 LIMIT 1`, added: text.slice(from, until).trim(), kind: 'pattern' });
      }
      patterns = `${prefix}${text.slice(pattern.span.start, pattern.span.end)}`;
    }
    if (clause.where !== undefined) {
      const whole = text.slice(read.query.span.start, clause.span.end);
      const condition = text.slice(clause.where.span.start, clause.where.span.end);
      steps.push({ text: `${whole} RETURN 1 LIMIT 1`, added: condition.trim(), kind: 'condition' });
    }
  }
  return steps.length > MOST_STEPS ? [] : steps;
}

function leadingMatches(clauses: readonly Clause[]): readonly MatchClause[] {
  const matches: MatchClause[] = [];
  for (const clause of clauses) {
    if (clause.kind !== 'match' || clause.optional || clause.mode !== undefined) break;
    matches.push(clause);
  }
  return matches;
}

/** Ends of the parts of a path that are paths themselves; a path that only works as a whole is one piece. */
function pieces({ span, elements, selector, shortest, variable }: PathPattern): readonly { from: number; until: number }[] {
  const isWhole = selector !== undefined || shortest !== undefined || variable !== undefined;
  if (isWhole || elements.some(({ kind }) => kind === 'group')) return [{ from: span.start, until: span.end }];
  let from = span.start;
  return elements.flatMap((element) => {
    if (element.kind !== 'node') return [];
    const piece = { from, until: element.span.end };
    from = element.span.end;
    return [piece];
  });
}
