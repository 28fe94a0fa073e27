import type { CypherText, MatchFallback } from '@codexgraph/llm';
import type { NameLookup, SymbolNames } from './name-lookup.js';
import { nameLiterals, withLiteral, type NameKey, type NameLiteral } from './name-literals.js';

/** A query with a name that exists in place of one that does not. */
export interface Replacement {
  readonly cypher: CypherText;
  readonly fallback: MatchFallback;
  /** What was replaced by what, in one sentence. */
  readonly explanation: string;
}

/** A name of a query that matched nothing. */
export interface NearMiss {
  readonly key: NameKey;
  readonly value: string;
  /** True when something of that very name exists: then it is not the name that matched nothing. */
  readonly exists: boolean;
  /** The nearest names that exist, best first; at most 5. */
  readonly nearest: readonly string[];
  readonly replacements: readonly Replacement[];
}

const MOST_LITERALS = 6;
const MOST_REPLACEMENTS = 2;

/** Looks up every name of a query that matched nothing: does it exist, in other case, or nearly? In the order of the text. */
export async function nearMisses(
  cypher: CypherText,
  context: { readonly names: NameLookup; readonly repository: string; readonly signal: AbortSignal },
): Promise<readonly NearMiss[]> {
  const misses: NearMiss[] = [];
  for (const literal of nameLiterals(cypher).slice(0, MOST_LITERALS)) misses.push(await nearMiss(cypher, literal, context));
  return misses;
}

async function nearMiss(
  cypher: CypherText,
  literal: NameLiteral,
  { names, repository, signal }: Parameters<typeof nearMisses>[1],
): Promise<NearMiss> {
  const { key, value } = literal;
  const anyCase = namesOf(key, await names.inAnyCase(repository, value, signal));
  const miss = (rest: Pick<NearMiss, 'exists' | 'nearest' | 'replacements'>): NearMiss => ({ key, value, ...rest });
  if (anyCase.includes(value)) return miss({ exists: true, nearest: [], replacements: [] });
  const inOtherCase = anyCase.filter((name) => name.toLowerCase() === value.toLowerCase());
  if (inOtherCase.length > 0) {
    return miss({
      exists: false,
      nearest: inOtherCase,
      replacements: replace(cypher, literal, { names: inOtherCase, fallback: 'case-insensitive' }),
    });
  }
  const byWords = namesOf(key, await names.byWords(repository, value, signal));
  return miss({
    exists: false,
    nearest: byWords,
    replacements: replace(cypher, literal, { names: byWords, fallback: 'full-text' }),
  });
}

function namesOf(key: NameKey, symbols: readonly SymbolNames[]): readonly string[] {
  // A class is looked up by its own name.
  const values = symbols.map((symbol) => symbol[key === 'class' ? 'name' : key]);
  return [...new Set(values.filter((name) => name !== ''))];
}

function replace(
  cypher: CypherText,
  literal: NameLiteral,
  { names, fallback }: { readonly names: readonly string[]; readonly fallback: MatchFallback },
): readonly Replacement[] {
  return names.slice(0, MOST_REPLACEMENTS).map((name) => ({
    cypher: withLiteral(cypher, literal, name),
    fallback,
    explanation: `Nothing has the ${literal.key} '${literal.value}'; '${name}' was searched for instead.`,
  }));
}
