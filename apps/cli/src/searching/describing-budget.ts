import type { ModelPrice } from '@codexgraph/llm';
import type { DescribingBudget } from '@codexgraph/retrieval';
import { UsageError } from '../framework/usage-error.js';

const TOKENS = /^(\d+(?:\.\d+)?)\s*([km]?)\s*(?:t|tokens?)$/i;
const MONEY = /^(\d+(?:\.\d+)?)\s*([a-z]{3})?$/i;
const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 };
const MICROS = 1_000_000;

/** A budget as people write it: `2.50`, `2.50USD`, `200000tokens`, `200ktokens`. @throws UsageError when it is none, or in money where there is no price */
export function readBudget(text: string | undefined, price: ModelPrice | undefined): DescribingBudget | undefined {
  if (text === undefined) return undefined;
  const [, tokens, unit = ''] = TOKENS.exec(text.trim()) ?? [];
  if (tokens !== undefined) return { tokens: Math.round(Number(tokens) * (FACTORS[unit.toLowerCase()] ?? 1)) };
  const [, amount, currency] = MONEY.exec(text.trim()) ?? [];
  if (amount === undefined) throw new UsageError(`"${text}" is no budget; write 2.50, 2.50USD or 200ktokens.`);
  if (price === undefined)
    throw new UsageError(
      `The model has no price, so its cost cannot be told. Write the budget in tokens (200ktokens), or the price into CODEXGRAPH_MODEL_ENDPOINTS.`,
    );
  if (currency !== undefined && currency.toUpperCase() !== price.currency)
    throw new UsageError(`The price of the model is in ${price.currency}; write the budget in ${price.currency}, or in tokens.`);
  return { micros: Math.round(Number(amount) * MICROS) };
}
