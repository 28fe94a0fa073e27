import { type Interval, wilsonInterval } from '@codexgraph/chat-agent';
import type { ArmFigures, ExperimentRecord } from '@codexgraph/graph-model';
import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { AgentEnum } from './agent-enums.js';
import { CostModel, costModel } from './run.model.js';

/** Shares of the arms of an experiment. */
@ObjectType('ArmWeights', { description: 'Share of each arm, relative to their sum.' })
@InputType('ArmWeightsInput', { description: 'Share of each arm, relative to their sum; at least one above 0.' })
export class ArmWeights {
  @Field(() => Float, { description: 'The General agent alone.' })
  general!: number;

  @Field(() => Float, { description: 'The Chat agent alone.' })
  chat!: number;

  @Field(() => Float, { description: 'Both side by side.' })
  both!: number;
}

/** An experiment. */
@ObjectType('Experiment', {
  description: 'A distribution of new conversations over the agents; the same user always gets the same arm.',
})
export class ExperimentModel {
  @Field(() => ID, { description: 'Its name.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'Only conversations about this repository; null for all.' })
  repositoryName!: string | null;

  @Field(() => ArmWeights, { description: 'Shares of the arms.' })
  weights!: ArmWeights;

  @Field(() => Boolean, { description: 'Whether it assigns new conversations.' })
  isActive!: boolean;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

/** An experiment to keep. */
@InputType({ description: 'An experiment to add, or to replace by its name.' })
export class ExperimentInput {
  @Field(() => ID, { description: 'Letters, digits and . _ -; at most 100.' })
  name!: string;

  @Field(() => ID, { nullable: true, description: 'Only conversations about this repository. Absent: all.' })
  repositoryName?: string | null;

  @Field(() => ArmWeights, { description: 'Shares of the arms.' })
  weights!: ArmWeights;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it assigns new conversations.' })
  isActive!: boolean;
}

/** A share with its confidence interval. */
@ObjectType('Proportion', { description: 'A share with its 95 % Wilson interval.' })
export class ProportionModel {
  @Field(() => Int, { description: 'How many.' })
  count!: number;

  @Field(() => Int, { description: 'Of how many.' })
  total!: number;

  @Field(() => Float, { nullable: true, description: 'The share, 0 to 1; null of nothing.' })
  share!: number | null;

  @Field(() => Float, { nullable: true, description: 'Lower end of the interval.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the interval.' })
  high!: number | null;
}

/** Figures of one agent. */
@ObjectType('ArmFigures', { description: 'What the runs of one agent came to and cost.' })
export class ArmFiguresModel {
  @Field(() => AgentEnum, { description: 'The agent.' })
  agent!: string;

  @Field(() => ProportionModel, { description: 'Runs with an answer, of all that ended by themselves.' })
  answered!: ProportionModel;

  @Field(() => ProportionModel, {
    description: 'Side-by-side votes for this agent, of those for one of the two; ties are left out.',
  })
  preferred!: ProportionModel;

  @Field(() => Int, { description: 'Side-by-side votes for neither.' })
  ties!: number;

  @Field(() => ProportionModel, { description: 'Thumbs up, of all thumbs.' })
  thumbsUp!: ProportionModel;

  @Field(() => Int, { description: 'Runs that somebody stopped.' })
  stopped!: number;

  @Field(() => Float, { description: "Mean turns of the agent's model." })
  rounds!: number;

  @Field(() => Float, { description: 'Mean calls of models.' })
  modelCalls!: number;

  @Field(() => Float, { description: 'Mean tokens read by models.' })
  inputTokens!: number;

  @Field(() => Float, { description: 'Mean tokens written by models.' })
  outputTokens!: number;

  @Field(() => CostModel, {
    nullable: true,
    description: 'Mean over runs with a cost; null without one, and where currencies differ.',
  })
  cost!: CostModel | null;

  @Field(() => Float, { description: 'Median of seconds.' })
  secondsMedian!: number;

  @Field(() => Float, { description: '95th percentile of seconds.' })
  seconds95!: number;
}

/** An experiment as callers see it. */
export function experimentModel({ repository, createdAt, ...rest }: ExperimentRecord): ExperimentModel {
  return { ...rest, repositoryName: repository === '' ? null : repository, createdAt: new Date(createdAt) };
}

/** Figures as callers see them. */
export function armFiguresModel(figures: ArmFigures): ArmFiguresModel {
  const { answered, failed, interrupted, preferred, notPreferred, thumbsUp, thumbsDown, cost, ...rest } = figures;
  return {
    ...rest,
    cost: costModel(cost),
    answered: proportion(answered, answered + failed + interrupted),
    preferred: proportion(preferred, preferred + notPreferred),
    thumbsUp: proportion(thumbsUp, thumbsUp + thumbsDown),
  };
}

function proportion(count: number, total: number): ProportionModel {
  const interval: Interval | undefined = wilsonInterval(count, total);
  return { count, total, share: interval?.share ?? null, low: interval?.low ?? null, high: interval?.high ?? null };
}
