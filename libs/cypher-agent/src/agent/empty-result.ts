import type { CypherNotice } from '@codexgraph/graph-model';
import type { NearMiss } from './near-misses.js';

/** Why a query gave no rows, as far as its names and notices tell, in a few sentences; undefined where they tell nothing. */
export function emptyExplanation(notices: readonly CypherNotice[], misses: readonly NearMiss[]): string | undefined {
  const missing = misses.filter(({ exists }) => !exists);
  if (missing.length > 0) return missing.map(missingName).join(' ');
  const reasons = notices.filter(({ code }) => code !== 'CAPPED');
  return reasons.length > 0 ? reasons.map(noticeSentence).join(' ') : undefined;
}

/** What is to be said of a query whose names exist, where nothing more is known. */
export function plainExplanation(misses: readonly NearMiss[]): string {
  if (misses.length === 0) return 'Nothing in this repository fits the pattern.';
  const names = [...new Set(misses.map(({ value }) => `'${value}'`))].join(', ');
  return `${names} ${misses.length === 1 ? 'exists' : 'exist'}, but nothing fits the rest of the pattern: the relationship or the other conditions matched nothing.`;
}

function missingName({ key, value, nearest }: NearMiss): string {
  const near = nearest.length === 0 ? 'Nothing is named alike.' : `Nearest: ${nearest.map((name) => `'${name}'`).join(', ')}.`;
  return `Nothing in this repository has the ${key} '${value}'. ${near}`;
}

function noticeSentence({ message, suggestion }: CypherNotice): string {
  return `${message}${suggestion === undefined ? '' : ` (nearest: ${suggestion})`}.`;
}
