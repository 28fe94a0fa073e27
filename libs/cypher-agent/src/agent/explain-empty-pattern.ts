import type { CypherRunner } from '@codexgraph/graph-model';
import { quotedInline, type CypherText } from '@codexgraph/llm';
import { prefixSteps, type PrefixStep } from './pattern-prefixes.js';

const TIMEOUT_MS = 2000;

/** Which part of the pattern of a query matched nothing, in one sentence; undefined where it cannot be told within a few short queries. */
export async function explainEmptyPattern(
  { text, parameters }: CypherText,
  context: { readonly runner: CypherRunner; readonly repository: string; readonly signal: AbortSignal },
): Promise<string | undefined> {
  const steps = prefixSteps(text);
  if (steps.length === 0) return undefined;
  const { runner, repository, signal } = context;
  const matches = async (step: PrefixStep): Promise<boolean | undefined> => {
    const limits = { maxRows: 1, timeoutMs: TIMEOUT_MS };
    const given = parameters === undefined ? {} : { parameters };
    const outcome = await runner.run({ repository, text: step.text, ...given, limits, signal });
    return outcome.kind === 'rows' ? outcome.rows.length > 0 : undefined;
  };
  // Halving: all steps up to some one match, and none behind it.
  let matching = 0;
  let empty = steps.length + 1;
  while (empty - matching > 1) {
    const middle = Math.floor((matching + empty) / 2);
    const step = steps[middle - 1];
    if (step === undefined) break;
    const found = await matches(step);
    if (found === undefined) return undefined;
    if (found) matching = middle;
    else empty = middle;
  }
  return sentence(steps, empty - 1);
}

function sentence(steps: readonly PrefixStep[], guilty: number): string {
  const step = steps[guilty];
  if (step === undefined) return 'The pattern matches, but what follows it in the query leaves no row.';
  const written = quotedInline(step.added);
  if (step.kind === 'condition') return `The pattern matches, but nothing that it matches fulfils the condition ${written}.`;
  const before = steps[guilty - 1];
  if (before === undefined) return `Nothing in this repository matches ${written}, with which the pattern begins.`;
  return `The pattern matches as far as ${quotedInline(before.added)}, but nothing matches with ${written} added.`;
}
