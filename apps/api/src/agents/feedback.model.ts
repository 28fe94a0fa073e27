import type { Preference, Thumb } from '@codexgraph/graph-model';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { PreferenceEnum, ThumbEnum } from './agent-enums.js';

const COMMENT = { defaultValue: '', description: 'Free words; up to 4,000 characters.' } as const;
const USER = { defaultValue: '', description: 'Stable name of the person who judges.' } as const;

/** A judgement of one answer. */
@InputType({ description: 'A judgement of one answer.' })
export class RateRunInput {
  @Field(() => ID, { description: 'Identifier of the run.' })
  runId!: string;

  @Field(() => ThumbEnum, { description: 'Whether it helped.' })
  thumb!: Thumb;

  @Field(() => String, COMMENT)
  comment!: string;

  @Field(() => String, USER)
  user!: string;
}

/** A vote between two answers. */
@InputType({ description: 'A vote between the two answers of a side-by-side question.' })
export class PreferAnswerInput {
  @Field(() => ID, { description: 'Identifier of the conversation.' })
  conversationId!: string;

  @Field(() => Int, { description: 'Number of the question, 1-based.' })
  turn!: number;

  @Field(() => PreferenceEnum, { description: 'The better one.' })
  preference!: Preference;

  @Field(() => String, COMMENT)
  comment!: string;

  @Field(() => String, USER)
  user!: string;
}
