import type { ReplyProtocol as ProtocolName, ResponseFormat } from '@codexgraph/llm';
import type { TaskDefinition } from '../tasks.js';
import type { ReplyReading } from './reply-reading.js';

/** A prompt with the variables that it wants. */
export interface PromptCall {
  readonly role: 'system' | 'user';
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What the first messages of a run are made of; every text is ready to be put in. */
export interface OpeningContext {
  readonly task: TaskDefinition;
  readonly question: string;
  /** '' or a part that ends with a blank line. */
  readonly conversation: string;
  /** '' or a part that ends with a line end: symbols to begin with. */
  readonly seeds: string;
  /** '' or the quoted file. */
  readonly file: string;
  readonly rounds: number;
  readonly schema: string;
}

/** A way of talking with the model of an agent. The loop is the same for all of them. */
export interface ReplyProtocol {
  readonly name: ProtocolName;
  /** System prompt of the call that makes an answer. */
  readonly answerPrompt: string;
  opening(context: OpeningContext): readonly PromptCall[];
  /** Hands the report of a search back. */
  observation(report: string, roundsLeft: string): PromptCall;
  responseFormat(task: TaskDefinition): ResponseFormat | undefined;
  /** Reads a reply; never throws. `cutOff`: the reply ended at its token limit. */
  read(reply: string, context: { readonly task: TaskDefinition; readonly cutOff: boolean }): ReplyReading;
}
