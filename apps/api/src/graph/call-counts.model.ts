import { Field, Int, ObjectType } from '@nestjs/graphql';

/** See CallCounts of the graph model. */
@ObjectType('CallCounts', { description: 'How complete the calls of some code are. `total` is the sum of the other three.' })
export class CallCountsModel {
  @Field(() => Int, { description: 'Call sites.' })
  total!: number;

  @Field(() => Int, { description: 'Calls whose target in this repository is known.' })
  resolved!: number;

  @Field(() => Int, { description: 'Calls that leave the repository: libraries and built-ins.' })
  external!: number;

  @Field(() => Int, { description: 'Calls whose target could not be decided. They are counted, never guessed.' })
  unresolved!: number;
}
