import { type ApplicationStorePort, CodexGraphError } from '@codexgraph/graph-model';
import type { AgentTask } from '@codexgraph/llm';
import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Connection, toConnection } from '../paging/connection.js';
import { PageArguments, pageRequest } from '../paging/page-arguments.js';
import { AGENT_RUNS, APPLICATION_STORE, QUESTIONS } from '../ports.js';
import type { AgentRuns } from './agent-runs.js';
import { Blindness } from './blindness.js';
import { AskInput, AskResultModel, ConversationConnection, ConversationModel, conversationModel } from './conversation.model.js';
import { type Questions } from './questions.js';
import { RunModel, runModel } from './run.model.js';

const CONVERSATION_ID = { type: () => ID, description: 'Identifier of the conversation.' } as const;

/** Which conversations to list. */
@ArgsType()
class ConversationListArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Only conversations about this repository.' })
  repositoryName?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this user.' })
  user?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those with these words in the title or a question, whatever the case.',
  })
  text?: string | null;
}

/** Questions and conversations. */
@Resolver(() => ConversationModel)
export class ConversationsResolver {
  private readonly blindness: Blindness;

  constructor(
    @Inject(APPLICATION_STORE) private readonly store: ApplicationStorePort,
    @Inject(QUESTIONS) private readonly questions: Questions,
    @Inject(AGENT_RUNS) private readonly agentRuns: AgentRuns,
  ) {
    this.blindness = new Blindness(store);
  }

  @Mutation(() => AskResultModel, {
    description: 'Asks a question. It is answered in the background; follow its runs with `runUpdates`.',
  })
  async ask(@Args('input', { description: 'The question and where it belongs.' }) input: AskInput): Promise<AskResultModel> {
    const { conversation, runs } = await this.questions.ask({
      text: input.question,
      ...(input.conversationId == null ? {} : { conversationId: input.conversationId }),
      ...(input.repositoryName == null ? {} : { repository: input.repositoryName }),
      ...(input.mode == null ? {} : { mode: input.mode }),
      ...(input.task == null ? {} : { task: input.task as AgentTask }),
      ...(input.filePath == null ? {} : { filePath: input.filePath }),
      ...(input.user == null ? {} : { user: input.user }),
    });
    return {
      conversation: conversationModel(conversation),
      runs: runs.map((run) => runModel(run, { isBlind: run.seat !== '', queuePlace: this.agentRuns.placeInQueue(run.id) })),
    };
  }

  @Query(() => ConversationConnection, { description: 'Conversations, the latest first.' })
  async conversations(@Args() page: ConversationListArguments): Promise<Connection<ConversationModel>> {
    const filter = {
      ...(page.repositoryName == null ? {} : { repository: page.repositoryName }),
      ...(page.user == null ? {} : { user: page.user }),
      ...(page.text == null || page.text === '' ? {} : { text: page.text }),
    };
    return toConnection(await this.store.conversations.list(filter, pageRequest(page)), conversationModel);
  }

  @Query(() => ConversationModel, { nullable: true, description: 'The conversation of that id; null when there is none.' })
  async conversation(@Args('id', CONVERSATION_ID) id: string): Promise<ConversationModel | null> {
    const conversation = await this.store.conversations.conversation(id);
    return conversation === undefined ? null : conversationModel(conversation);
  }

  @Mutation(() => ConversationModel, { description: 'Gives a conversation another title.' })
  async renameConversation(
    @Args('id', CONVERSATION_ID) id: string,
    @Args('title', { type: () => String, description: '1 to 200 characters.' }) title: string,
  ): Promise<ConversationModel> {
    const renamed = await this.store.conversations.rename(id, title.trim());
    if (renamed === undefined) throw new CodexGraphError('NOT_FOUND', `There is no conversation '${id}'.`);
    return conversationModel(renamed);
  }

  @Mutation(() => Boolean, { description: 'Deletes a conversation with its runs, traces and votes. False when there was none.' })
  async deleteConversation(@Args('id', CONVERSATION_ID) id: string): Promise<boolean> {
    for (const run of await this.store.runs.runsOfConversation(id)) {
      if (run.state === 'queued' || run.state === 'running') await this.agentRuns.stop(run.id);
    }
    return this.store.conversations.delete(id);
  }

  @ResolveField(() => [RunModel], { description: 'Its runs by turn and seat, the newest 500.' })
  async runs(@Parent() { id }: ConversationModel): Promise<readonly RunModel[]> {
    const [runs, voted] = await Promise.all([this.store.runs.runsOfConversation(id), this.blindness.votedTurns(id)]);
    return runs.map((run) =>
      runModel(run, { isBlind: run.seat !== '' && !voted.has(run.turn), queuePlace: this.agentRuns.placeInQueue(run.id) }),
    );
  }

  @ResolveField(() => String, { description: 'The whole conversation as Markdown: questions, answers and their sources.' })
  async markdown(@Parent() { id, title }: ConversationModel): Promise<string> {
    return conversationMarkdown(title, await this.runs({ id } as ConversationModel));
  }
}

function conversationMarkdown(title: string, runs: readonly RunModel[]): string {
  const parts = [`# ${title}`];
  let turn = 0;
  for (const run of runs) {
    if (run.turn !== turn) parts.push(`## ${String(run.turn)}. ${run.question}`);
    turn = run.turn;
    if (run.seat !== null) parts.push(`### Answer ${run.seat}${run.agent === null ? '' : ` (${run.agent})`}`);
    parts.push(run.answer ?? `(${run.state})`);
    if (run.citations.length > 0) parts.push(run.citations.map(sourceLine).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function sourceLine({ qualifiedName, filePath, startLine }: RunModel['citations'][number]): string {
  return `- \`${qualifiedName}\`, ${filePath}${startLine === null ? '' : `:${String(startLine)}`}`;
}
