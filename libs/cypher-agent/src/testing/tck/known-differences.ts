import type { TckScenario } from './read-feature.js';

/** Why scenarios have another outcome when they are confined. Explained in docs/cypher-safety.md. */
const CLASSES: readonly (readonly [name: string, fits: (scenario: TckScenario) => boolean])[] = [
  ['range above the bound', ({ query }) => query.includes('range(1000000, 2000000)')],
  ['a node as a condition gives no rows instead of an error', ({ query }) => query.startsWith('MATCH (n) WHERE (n) RETURN n')],
];

/** The class of a known difference; undefined for one that nobody has explained. */
export function differenceClass(scenario: TckScenario): string | undefined {
  return CLASSES.find(([, fits]) => fits(scenario))?.[0];
}
