import { assignArm, checkQuestion } from '@codexgraph/chat-agent';
import {
  type ApplicationStorePort,
  CodexGraphError,
  type ConversationMode,
  type ConversationRecord,
  type GraphReaderPort,
  type RunRecord,
} from '@codexgraph/graph-model';
import type { AgentTask } from '@codexgraph/llm';
import type { AgentRuns } from './agent-runs.js';
import { titleOf } from './conversation-title.js';
import { Gate } from './gate.js';

/** A question as a caller puts it. */
export interface QuestionRequest {
  readonly text: string;
  readonly conversationId?: string;
  readonly repository?: string;
  readonly mode?: ConversationMode;
  readonly task?: AgentTask;
  readonly filePath?: string;
  readonly user?: string;
}

/** What {@link Questions} is composed of. */
export interface QuestionParts {
  readonly store: ApplicationStorePort;
  readonly graph: Pick<GraphReaderPort, 'repository'>;
  readonly runs: AgentRuns;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Questions that are written down at the same time: many at once must not use up the connections to the database. */
const MOST_AT_ONCE = 8;

/** Takes questions: finds or begins their conversation, lets experiments choose the agents, and queues the runs. */
export class Questions {
  private readonly gate = new Gate(MOST_AT_ONCE);

  constructor(private readonly parts: QuestionParts) {}

  /** @throws BAD_INPUT, NOT_FOUND, LIMIT_EXCEEDED, and errors of the stores. */
  async ask(
    request: QuestionRequest,
  ): Promise<{ readonly conversation: ConversationRecord; readonly runs: readonly RunRecord[] }> {
    const text = checkQuestion(request.text);
    return this.gate.pass(() => this.take(request, text));
  }

  private async take(request: QuestionRequest, text: string): ReturnType<Questions['ask']> {
    const conversation = await this.conversationOf(request, text);
    const task = request.task ?? 'question-answering';
    const filePath = request.filePath === undefined ? {} : { filePath: request.filePath };
    const runs = await this.parts.runs.ask(conversation, { text, task, ...filePath });
    return { conversation: (await this.parts.store.conversations.conversation(conversation.id)) ?? conversation, runs };
  }

  private async conversationOf(request: QuestionRequest, text: string): Promise<ConversationRecord> {
    if (request.conversationId !== undefined) return this.known(request.conversationId);
    if (request.repository === undefined)
      throw new CodexGraphError('BAD_INPUT', 'Name the repository that the question is about, or a conversation to go on with.');
    await this.assertRepository(request.repository);
    const user = request.user ?? '';
    const { mode, experiment } = await this.modeOf(request.repository, user, request.mode);
    return this.parts.store.conversations.create({
      id: this.parts.newId(),
      repository: request.repository,
      title: titleOf(text),
      mode,
      user,
      experiment,
      createdAt: this.parts.now().toISOString(),
    });
  }

  private async known(id: string): Promise<ConversationRecord> {
    const conversation = await this.parts.store.conversations.conversation(id);
    if (conversation === undefined)
      throw new CodexGraphError('NOT_FOUND', `There is no conversation '${id}'; leave the id out to begin a new one.`);
    await this.assertRepository(conversation.repository);
    return conversation;
  }

  private async assertRepository(name: string): Promise<void> {
    if ((await this.parts.graph.repository(name)) !== undefined) return;
    throw new CodexGraphError(
      'NOT_FOUND',
      `There is no repository '${name}'. Index it first, or look at the list of repositories.`,
    );
  }

  /** What the caller wants, else what the first active experiment gives this user, else the Chat agent. */
  private async modeOf(
    repository: string,
    user: string,
    wanted: ConversationMode | undefined,
  ): Promise<{ readonly mode: ConversationMode; readonly experiment: string }> {
    if (wanted !== undefined) return { mode: wanted, experiment: '' };
    const experiments = await this.parts.store.experiments.experiments();
    const active = experiments.find((item) => item.isActive && (item.repository === '' || item.repository === repository));
    if (active === undefined) return { mode: 'chat', experiment: '' };
    return { mode: assignArm(active.name, user, active.weights), experiment: active.name };
  }
}
