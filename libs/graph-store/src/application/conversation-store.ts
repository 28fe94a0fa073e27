import {
  CodexGraphError,
  type ConversationFilter,
  type ConversationMode,
  type ConversationRecord,
  type ConversationStorePort,
  type Page,
  type PageRequest,
} from '@codexgraph/graph-model';
import type { QueryExecutor } from '../execution/query-executor.js';
import { conversation as readConversation } from '../generated/read/application/conversation.js';
import { conversations as readConversations } from '../generated/read/application/conversations.js';
import { createConversation } from '../generated/write/application/create-conversation.js';
import { deleteConversation } from '../generated/write/application/delete-conversation.js';
import { renameConversation } from '../generated/write/application/rename-conversation.js';
import { checkBound, decodeCursor, encodeCursor, pageOf } from '../reading/page-cursor.js';

const PAGE = { least: 1, most: 1000 };
const TITLE = { least: 1, most: 200 };
/** After every ISO time. */
const END_OF_TIME = '~';

/** {@link ConversationStorePort} on Neo4j. */
export class ConversationStore implements ConversationStorePort {
  readonly #executor: QueryExecutor;
  readonly #ready: () => Promise<void>;

  /** `ready` makes the constraints before the first write. */
  constructor(executor: QueryExecutor, ready: () => Promise<void>) {
    this.#executor = executor;
    this.#ready = ready;
  }

  async create(conversation: Omit<ConversationRecord, 'turns' | 'updatedAt'>): Promise<ConversationRecord> {
    checkBound('title.length', conversation.title.length, TITLE);
    await this.#ready();
    const { createdAt, ...rest } = conversation;
    const properties = { ...rest, turns: 0, created_at: createdAt, updated_at: createdAt };
    const [row] = await this.#executor.run(createConversation, { properties });
    return toConversation(expectRow(row).conversation);
  }

  async conversation(id: string): Promise<ConversationRecord | undefined> {
    const [row] = await this.#executor.run(readConversation, { id });
    return row && toConversation(row.conversation);
  }

  async list(filter: ConversationFilter, request: PageRequest): Promise<Page<ConversationRecord>> {
    checkBound('limit', request.limit, PAGE);
    const start: readonly [string, string] = [END_OF_TIME, ''];
    const [beforeTime, beforeId] = decodeCursor('conversations', request.after, start);
    const rows = await this.#executor.run(readConversations, {
      user: filter.user ?? null,
      repository: filter.repository ?? null,
      text: filter.text?.toLowerCase() ?? null,
      beforeTime,
      beforeId,
      limit: request.limit + 1,
    });
    const items = rows.map((row) => toConversation(row.conversation));
    return pageOf(items, request.limit, ({ updatedAt, id }) => encodeCursor('conversations', [updatedAt, id]));
  }

  async rename(id: string, title: string): Promise<ConversationRecord | undefined> {
    checkBound('title.length', title.length, TITLE);
    const [row] = await this.#executor.run(renameConversation, { id, title });
    return row && toConversation(row.conversation);
  }

  async delete(id: string): Promise<boolean> {
    const [row] = await this.#executor.run(deleteConversation, { id });
    return (row?.deleted ?? 0) > 0;
  }
}

function toConversation(properties: Readonly<Record<string, unknown>>): ConversationRecord {
  return {
    id: String(properties['id']),
    repository: String(properties['repository']),
    title: String(properties['title']),
    mode: String(properties['mode']) as ConversationMode,
    user: String(properties['user']),
    experiment: String(properties['experiment']),
    turns: Number(properties['turns']),
    createdAt: String(properties['created_at']),
    updatedAt: String(properties['updated_at']),
  };
}

function expectRow<Row>(row: Row | undefined): Row {
  if (row !== undefined) return row;
  throw new CodexGraphError('INTERNAL', 'A conversation that was written did not come back; look at the log of the database.');
}
