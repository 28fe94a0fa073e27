import { COMPARED_LABELS, type SymbolReference } from './claims.js';
import { addTo, type GroundTruth, type Scope } from './ground-truth.js';
import type { SymbolMatcher } from './symbol-matcher.js';

/** Definitions of one label. */
export interface LabelJudgement {
  readonly label: string;
  readonly required: number;
  readonly found: number;
  /** Definitions found, required or optional. */
  readonly mapped: number;
  readonly wrong: readonly SymbolReference[];
  readonly missing: readonly number[];
}

/** All definitions; `endsRight` of `endsTold` end lines lie within one line of the truth. */
export interface DefinitionJudgement {
  readonly labels: readonly LabelJudgement[];
  readonly endsRight: number;
  readonly endsTold: number;
}

/** Compares the definitions of an export with the true ones of a scope. */
export function judgeDefinitions(
  symbols: readonly SymbolReference[],
  { truth, matcher, scope }: { readonly truth: GroundTruth; readonly matcher: SymbolMatcher; readonly scope: Scope },
): DefinitionJudgement {
  const wanted = requiredDefinitions(truth, scope);
  const found = new Map<string, Set<number>>();
  const wrong = new Map<string, SymbolReference[]>();
  let endsRight = 0;
  let endsTold = 0;
  for (const symbol of symbols) {
    const file = matcher.file(symbol.file);
    if (file === undefined || !truth.inScope(file, scope)) continue;
    const definition = sameLabel(symbol, { truth, matcher });
    if (definition === undefined) {
      wrong.set(symbol.label, [...(wrong.get(symbol.label) ?? []), symbol]);
      continue;
    }
    addTo(found, definition.label, definition.id);
    if (symbol.endLine === undefined) continue;
    endsTold++;
    if (Math.abs(symbol.endLine - definition.end) <= 1) endsRight++;
  }
  const labels = COMPARED_LABELS.map((label): LabelJudgement => {
    const required = wanted.get(label) ?? new Set<number>();
    const mapped = found.get(label) ?? new Set<number>();
    const missing = [...required].filter((id) => !mapped.has(id));
    return {
      label,
      required: required.size,
      found: required.size - missing.length,
      mapped: mapped.size,
      wrong: wrong.get(label) ?? [],
      missing,
    };
  });
  return { labels, endsRight, endsTold };
}

function sameLabel(
  symbol: SymbolReference,
  { truth, matcher }: { readonly truth: GroundTruth; readonly matcher: SymbolMatcher },
) {
  const match = matcher.match(symbol);
  if (match.state !== 'ok') return undefined;
  return match.ids.map((id) => truth.definition(id)).find((one) => one.label === symbol.label || one.altLabel === symbol.label);
}

function requiredDefinitions(truth: GroundTruth, scope: Scope): Map<string, Set<number>> {
  const wanted = new Map<string, Set<number>>();
  for (const definition of truth.definitions.values()) {
    const isOptional = definition.optional === true || definition.nested === true;
    if (isOptional || !truth.inScope(definition.file, scope) || truth.canonical.has(definition.id)) continue;
    addTo(wanted, definition.label, definition.id);
  }
  return wanted;
}
