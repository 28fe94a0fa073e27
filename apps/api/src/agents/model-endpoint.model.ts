import type { EndpointStatus } from '@codexgraph/llm';
import { Field, Float, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import { EndpointStatusEnum } from './agent-enums.js';

/** A model that answers, and how it stands. */
@ObjectType('ModelEndpoint', { description: 'A model that answers, and how it stands.' })
export class ModelEndpointModel {
  @Field(() => String, { description: 'Its name; offline for the built-in planner.' })
  name!: string;

  @Field(() => String, { description: 'Name of the model there.' })
  model!: string;

  @Field(() => [String], {
    description: 'What it answers for: agent, cypher, critique, generation, description, embedding, rerank.',
  })
  roles!: readonly string[];

  @Field(() => EndpointStatusEnum, { description: 'How it stood at the last check.' })
  status!: string;

  @Field(() => Float, { nullable: true, description: 'Milliseconds that the last check took.' })
  latency!: number | null;

  @Field(() => String, { nullable: true, description: 'What is wrong and what to do; null while it is up.' })
  lastError!: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Time of the last check; null before the first.' })
  checkedAt!: Date | null;
}

/** An endpoint as callers see it. */
export function modelEndpointModel({ lastError, latencyMs, checkedAt, ...rest }: EndpointStatus): ModelEndpointModel {
  return { ...rest, latency: latencyMs ?? null, lastError: lastError?.message ?? null, checkedAt: checkedAt ?? null };
}
