import type { CompiledQuestion } from '@codexgraph/cypher-agent';
import { shortName } from '../grammar/reference.js';
import type { QueryPlan } from './plan.js';

/** How complete an answer about calls is: by call sites that linking could not resolve. */
export interface CompletenessQuestion extends CompiledQuestion {
  /** 'callers': sites elsewhere that name the subject; 'callees': sites inside the subject. */
  readonly about: 'callers' | 'callees';
  readonly names: readonly string[];
}

const CALLERS = `MATCH (x:FUNCTION|METHOD|MODULE|CLASS)
WHERE x.unresolved_calls IS NOT NULL
UNWIND x.unresolved_calls AS site
WITH site WHERE split(site, ':')[0] IN $names
RETURN count(site) AS sites`;
const CALLEES = `MATCH (x) WHERE x.id IN $ids
RETURN sum(coalesce(x.calls_unresolved, 0)) AS sites`;

/** Undefined where the answer does not rest on calls. */
export function completenessQuestion({ reading, subjects }: QueryPlan): CompletenessQuestion | undefined {
  const clause = reading.clauses.find(({ relation }) => relation === 'calls' || relation === 'impact' || relation === 'covers');
  if (clause === undefined || subjects.length === 0) return undefined;
  const code = subjects.filter(({ entries }) => entries.some(({ label }) => ['FUNCTION', 'METHOD'].includes(label)));
  if (code.length === 0) return undefined;
  const names = [...new Set(code.map(({ reference }) => shortName(reference.text)))].sort();
  if (clause.direction === 'in') return { about: 'callers', names, text: CALLERS, parameters: { names } };
  const ids = code.flatMap(({ entries }) => entries.map(({ id }) => id));
  return { about: 'callees', names, text: CALLEES, parameters: { ids } };
}
