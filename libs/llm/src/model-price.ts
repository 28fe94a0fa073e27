/** What an endpoint charges, as its operator says it. */
export interface ModelPrice {
  /** Three capital letters, such as USD. */
  readonly currency: string;
  /** For a million tokens of input. */
  readonly inputPerMillion: number;
  /** For a million tokens of input that the server had cached. Absent: as much as other input. */
  readonly cachedInputPerMillion?: number;
  /** For a million tokens of output. */
  readonly outputPerMillion: number;
}

/** What calls cost. */
export interface Cost {
  /** Millionths of the currency, a whole number. */
  readonly micros: number;
  readonly currency: string;
  /** True when tokens were counted by the product itself. */
  readonly estimated: boolean;
}

/** What a price is asked for: see TokenUsage. */
interface BilledTokens {
  readonly inputTokens: number;
  readonly cachedInputTokens?: number;
  readonly outputTokens: number;
  readonly estimated: boolean;
}

/** The cost of one call. */
export function costOf(usage: BilledTokens, price: ModelPrice): Cost {
  const cached = Math.min(usage.cachedInputTokens ?? 0, usage.inputTokens);
  // A price for a million tokens in units of the currency is one for a token in millionths of it.
  const micros =
    (usage.inputTokens - cached) * price.inputPerMillion +
    cached * (price.cachedInputPerMillion ?? price.inputPerMillion) +
    usage.outputTokens * price.outputPerMillion;
  return { micros: Math.round(micros), currency: price.currency, estimated: usage.estimated };
}

/** The sum; undefined as soon as one part has no price, or another currency: half a sum would pass for a whole one. */
export function totalCost(parts: readonly (Cost | undefined)[]): Cost | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  let micros = 0;
  let estimated = false;
  for (const part of parts) {
    if (part === undefined || part.currency !== first.currency) return undefined;
    micros += part.micros;
    estimated ||= part.estimated;
  }
  return { micros, currency: first.currency, estimated };
}
