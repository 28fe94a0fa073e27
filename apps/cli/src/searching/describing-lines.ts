import type { Cost } from '@codexgraph/llm';
import type { DescribingEstimate, DescribingReport } from '@codexgraph/retrieval';

/** An estimate for a person. */
export function estimateLines(estimate: DescribingEstimate, hasModel: boolean): readonly string[] {
  const { repository, symbols, kept, waiting, calls, inputTokens, outputTokens, cost, withinBudget, model } = estimate;
  return [
    `${repository}: ${String(symbols)} definitions without documentation, ${String(kept)} of them described before, ${String(waiting)} to describe${hasModel ? ` by ${model}` : ''}`,
    `about ${String(calls)} calls, ${tokens(inputTokens)} tokens in, ${tokens(outputTokens)} tokens out${cost === undefined ? '; the model has no price' : `, ${money(cost)}`}`,
    ...(withinBudget === undefined ? [] : [`the budget suffices for about the ${String(withinBudget)} most important ones`]),
  ];
}

/** What was done, for a person. */
export function reportLines(report: DescribingReport): readonly string[] {
  const { repository, model, symbols, kept, described, failed, left, usage, cost, stopped } = report;
  return [
    `${repository}: ${String(kept + described)} of ${String(symbols)} definitions without documentation are described by ${model} (${String(described)} now, ${String(kept)} before), ${String(failed)} failed, ${String(left)} left`,
    `${String(usage.calls)} calls, ${tokens(usage.inputTokens)} tokens in, ${tokens(usage.outputTokens)} tokens out${usage.estimated ? ' (counted here)' : ''}${cost === undefined ? '' : `, ${money(cost)}`}`,
    ...(stopped === undefined ? [] : [`Stopped: ${stopped.message}`]),
  ];
}

/** Cost as the contract's JSON. */
export function costJson(cost: Cost | undefined): Record<string, unknown> {
  if (cost === undefined) return {};
  return { cost: { amount: cost.micros / 1_000_000, currency: cost.currency, estimated: cost.estimated } };
}

function tokens(count: number): string {
  return count.toLocaleString('en');
}

function money({ micros, currency }: Cost): string {
  const amount = micros / 1_000_000;
  return `${amount.toFixed(amount < 1 ? 4 : 2)} ${currency}`;
}
