import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ModelPrice } from '@codexgraph/llm';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { DescribingBudget, DescribingEstimate } from '@codexgraph/retrieval';

const MICROS = 1_000_000;

/** What to describe, and what it may use. */
@ArgsType()
export class DescribingArguments {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether code of tests is described, too.' })
  tests: boolean = false;

  @Field(() => Float, {
    nullable: true,
    description: "Most to spend, in the currency of the model's price. Absent: no bound; refused where the model has no price.",
  })
  budget?: number | null;

  @Field(() => Int, { nullable: true, description: 'Most tokens to use, in and out together. Absent: no bound.' })
  budgetTokens?: number | null;
}

/** The same for one repository. */
@ArgsType()
export class DescribeRepositoryArguments extends DescribingArguments {
  @Field(() => ID, { description: 'Name of the repository.' })
  name!: string;
}

/** A repository to be made anew, step by step. */
@ArgsType()
export class RebuildRepositoryArguments extends DescribeRepositoryArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a language model describes what has no documentation. Absent: where one is configured.',
  })
  describe?: boolean | null;
}

/** What describing would take. */
@ObjectType('DescribingEstimate', {
  description: 'What it would take to let a language model describe what has no documentation.',
})
export class DescribingEstimateModel {
  @Field(() => String, { nullable: true, description: 'The model that would describe; null: none is configured.' })
  model!: string | null;

  @Field(() => Int, { description: 'Classes, functions, methods and types without documentation.' })
  symbols!: number;

  @Field(() => Int, { description: 'Those that this model described before: they cost nothing.' })
  kept!: number;

  @Field(() => Int, { description: 'Those that wait.' })
  waiting!: number;

  @Field(() => Int, { description: 'Calls of the model.' })
  calls!: number;

  @Field(() => Int, { description: 'Tokens of the calls, rather too many.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'Tokens of the replies, rather too many.' })
  outputTokens!: number;

  @Field(() => Float, { nullable: true, description: 'Cost in `currency`; null when the model has no price.' })
  cost!: number | null;

  @Field(() => String, { nullable: true, description: 'Currency of the cost.' })
  currency!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Symbols that the given budget is expected to suffice for; null without one.',
  })
  withinBudget!: number | null;
}

/** The budget of a request. @throws BAD_INPUT for one that is below 0, or in money where there is no price */
export function budgetOf(
  { budget, budgetTokens }: DescribingArguments,
  price: ModelPrice | undefined,
): { readonly budget?: DescribingBudget } {
  if ((budget ?? 0) < 0 || (budgetTokens ?? 0) < 0) throw new CodexGraphError('BAD_INPUT', 'A budget is not below 0.');
  if (budget != null && price === undefined)
    throw new CodexGraphError('BAD_INPUT', 'The model has no price, so its cost cannot be told. Give budgetTokens instead.');
  const given: DescribingBudget = {
    ...(budget == null ? {} : { micros: Math.round(budget * MICROS) }),
    ...(budgetTokens == null ? {} : { tokens: budgetTokens }),
  };
  return Object.keys(given).length === 0 ? {} : { budget: given };
}

/** An estimate as callers see it. */
export function describingEstimateModel(estimate: DescribingEstimate, model: string | undefined): DescribingEstimateModel {
  const { symbols, kept, waiting, calls, inputTokens, outputTokens, cost, withinBudget } = estimate;
  return {
    model: model ?? null,
    symbols,
    kept,
    waiting,
    calls,
    inputTokens,
    outputTokens,
    cost: cost === undefined ? null : cost.micros / MICROS,
    currency: cost?.currency ?? null,
    withinBudget: withinBudget ?? null,
  };
}
