/** A share and the interval in which the true one lies, all 0 to 1. */
export interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Normal quantile of 95 %, two-sided. */
const Z = 1.959963984540054;

/**
 * 95 % confidence interval of a share of successes; honest also for few trials and for shares near 0 or 1. Undefined of no trials.
 *
 * Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927).
 */
export function wilsonInterval(successes: number, trials: number): Interval | undefined {
  if (trials <= 0) return undefined;
  const share = successes / trials;
  const scale = 1 + (Z * Z) / trials;
  const centre = (share + (Z * Z) / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
