import { UNBOUNDED_STEPS, type Relation, type SymbolSet } from '@codexgraph/cypher-agent';
import type { Reading, SpokenRelation } from '../grammar/reading.js';

const RELATIONS: Readonly<Partial<Record<SpokenRelation, Relation>>> = {
  calls: 'calls',
  uses: 'uses',
  creates: 'creates',
  inherits: 'inherits',
  overrides: 'overrides',
  imports: 'imports',
  impact: 'calls',
  covers: 'calls',
};

/**
 * What stands in a relation to the answers before: "what do they call?", "who imports them?", "list their methods". Undefined where the answers are
 * picked from ("which of those ...").
 */
export function setFromAnswers(reading: Reading, answers: SymbolSet): SymbolSet | undefined {
  if (reading.isPartitive) return undefined;
  const clause = reading.clauses.find(({ isElliptic, negated }) => isElliptic && !negated);
  const relation = clause === undefined ? undefined : RELATIONS[clause.relation];
  if (clause !== undefined && relation !== undefined) {
    const said = reading.steps === 'all' ? UNBOUNDED_STEPS : (reading.steps ?? 1);
    const steps = clause.relation === 'impact' ? UNBOUNDED_STEPS : said;
    return { kind: 'related', by: { relation, direction: clause.direction, steps }, of: answers };
  }
  if (reading.clauses.length > 0) return undefined;
  const member = reading.heads.find((kind) => kind === 'method' || kind === 'field');
  if (member === undefined) return undefined;
  return {
    kind: 'related',
    by: { relation: member === 'method' ? 'has-method' : 'has-field', direction: 'out', steps: 1 },
    of: answers,
  };
}
