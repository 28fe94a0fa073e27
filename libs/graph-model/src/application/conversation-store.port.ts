import type { Page, PageRequest } from '../symbol-reader.port.js';

/** Who answers in a conversation: one agent, or both side by side on the same question. */
export type ConversationMode = 'general' | 'chat' | 'both';

/** A conversation about one repository. Application data: it stays when the repository is indexed again or deleted. */
export interface ConversationRecord {
  readonly id: string;
  readonly repository: string;
  /** 1..200 characters. */
  readonly title: string;
  readonly mode: ConversationMode;
  /** Stable name of the person or program that asks; '' on a machine of one user. */
  readonly user: string;
  /** Experiment that chose the mode; '' when the user did. */
  readonly experiment: string;
  /** Questions asked so far. */
  readonly turns: number;
  /** ISO 8601 in UTC, as all times of application data. */
  readonly createdAt: string;
  /** Time of the last question; conversations are listed by it, newest first. */
  readonly updatedAt: string;
}

/** Which conversations to list; absent fields do not restrict. */
export interface ConversationFilter {
  readonly user?: string;
  readonly repository?: string;
  /** Part of the title or of a question, whatever the case. */
  readonly text?: string;
}

/** Keeps conversations. */
export interface ConversationStorePort {
  /** @throws CONFLICT when the id is taken. */
  create(conversation: Omit<ConversationRecord, 'turns' | 'updatedAt'>): Promise<ConversationRecord>;
  conversation(id: string): Promise<ConversationRecord | undefined>;
  /** Newest first by (updatedAt, id). */
  list(filter: ConversationFilter, request: PageRequest): Promise<Page<ConversationRecord>>;
  /** Undefined when there is none. */
  rename(id: string, title: string): Promise<ConversationRecord | undefined>;
  /** With its runs, their events and votes. False when there was none. */
  delete(id: string): Promise<boolean>;
}
