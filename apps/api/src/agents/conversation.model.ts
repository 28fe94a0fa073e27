import type { ConversationRecord } from '@codexgraph/graph-model';
import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../paging/connection.js';
import { AgentTaskEnum, ConversationModeEnum } from './agent-enums.js';
import { RunModel } from './run.model.js';

/** A conversation about one repository. */
@ObjectType('Conversation', {
  description: 'Questions about one repository, one after the other; later ones may refer to earlier ones.',
})
export class ConversationModel {
  @Field(() => ID, { description: 'Identifier of the conversation.' })
  id!: string;

  @Field(() => ID, { description: 'Repository that it is about.' })
  repositoryName!: string;

  @Field(() => String, { description: 'Its title: the first question, unless it was renamed.' })
  title!: string;

  @Field(() => ConversationModeEnum, { description: 'Which agents answer.' })
  mode!: string;

  @Field(() => String, { nullable: true, description: 'Experiment that chose the agents; null when you did.' })
  experiment!: string | null;

  @Field(() => Int, { description: 'Questions asked so far.' })
  turns!: number;

  @Field(() => GraphQLISODateTime, { description: 'When it began.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { description: 'When the last question was asked.' })
  updatedAt!: Date;
}

/** Pages of conversations. */
export const ConversationConnection = connectionType(ConversationModel, 'ConversationConnection', 'conversations');

/** A question, in a conversation that exists or in a new one. */
@InputType({ description: 'A question, in a conversation that exists or in a new one.' })
export class AskInput {
  @Field(() => String, { description: 'The question, in English or Chinese; up to 20,000 characters.' })
  question!: string;

  @Field(() => ID, { nullable: true, description: 'Conversation to go on with. Absent: a new one about `repositoryName`.' })
  conversationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Repository of a new conversation.' })
  repositoryName?: string | null;

  @Field(() => ConversationModeEnum, {
    nullable: true,
    description: 'Agents of a new conversation. Absent: an active experiment decides, else CHAT.',
  })
  mode?: 'general' | 'chat' | 'both' | null;

  @Field(() => AgentTaskEnum, { nullable: true, description: 'What the agent is to do. Absent: answer the question.' })
  task?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'File that the question is about, relative to the root of the repository.',
  })
  filePath?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stable name of the person who asks, for fair experiments. Absent: one user.',
  })
  user?: string | null;
}

/** A question that was taken. */
@ObjectType('AskResult', { description: 'A question that was taken; follow its runs with `runUpdates`.' })
export class AskResultModel {
  @Field(() => ConversationModel, { description: 'Conversation of the question.' })
  conversation!: ConversationModel;

  @Field(() => [RunModel], { description: 'One run, or two side by side.' })
  runs!: readonly RunModel[];
}

/** A conversation as callers see it. */
export function conversationModel(conversation: ConversationRecord): ConversationModel {
  const { id, repository, title, mode, experiment, turns, createdAt, updatedAt } = conversation;
  return {
    id,
    repositoryName: repository,
    title,
    mode,
    experiment: experiment === '' ? null : experiment,
    turns,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
  };
}
