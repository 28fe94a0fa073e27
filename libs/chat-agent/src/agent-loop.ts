import { schemaText } from '@codexgraph/cypher-agent';
import type { ChatMessage, CypherReport, PromptUse } from '@codexgraph/llm';
import type { BugLocation, ReplyReading } from './protocols/reply-reading.js';
import { conversationText } from './running/conversation-memory.js';
import { quotedFileText } from './running/file-input.js';
import { limitSentence } from './running/run-budget.js';
import { renderMessages, runRequest, type RunContext, type SearchResult } from './running/run-context.js';

const FILE_SHARE = 0.4;
const LONGEST_KEPT_REPLY = 8000;

/**
 * The search of a run: rounds of one reply and its observation, until a reply ends it or a bound does. The same for both agents; the reply protocol makes the difference.
 *
 * @throws what models and the database throw; CANCELLED when the run is stopped
 */
export async function searchInRounds(context: RunContext): Promise<SearchResult> {
  const search = new Search(context, await context.search.seeds(context.question));
  const { rounds } = context.budget.limits;
  for (let round = 1; round <= rounds; round += 1) {
    const isOver = await search.round(round, rounds);
    if (isOver) break;
    if (round === rounds) context.budget.reach('rounds');
  }
  const { reached, limits } = context.budget;
  if (reached !== undefined) context.recorder.tell({ kind: 'limit', limit: reached, message: limitSentence(reached, limits) });
  return search.result;
}

class Search {
  readonly #context: RunContext;
  readonly #reports: CypherReport[] = [];
  readonly #analyses: string[] = [];
  #messages: readonly ChatMessage[];
  #prompts: readonly PromptUse[];
  #draft: string | undefined;
  #complaint: string | undefined;
  #locations: readonly BugLocation[] = [];
  #rounds = 0;

  constructor(context: RunContext, seeds: string) {
    this.#context = context;
    const { task, question, conversation, file, budget, messages } = context;
    const share = { ...messages, tokens: Math.floor(messages.tokens * FILE_SHARE) };
    const opening = renderMessages(
      context.prompts,
      context.protocol.opening({
        task,
        question,
        conversation: conversationText(conversation),
        file: file === undefined ? '' : quotedFileText(file, share),
        seeds,
        rounds: budget.limits.rounds,
        schema: schemaText(),
      }),
    );
    this.#messages = opening.messages;
    this.#prompts = opening.prompts;
  }

  get result(): SearchResult {
    return {
      rounds: this.#rounds,
      reports: this.#reports,
      analyses: this.#analyses,
      locations: this.#locations,
      ...(this.#draft === undefined ? {} : { draft: this.#draft }),
    };
  }

  /** True when the search is over. */
  async round(round: number, rounds: number): Promise<boolean> {
    const { recorder, protocol, task } = this.#context;
    const reply = await this.#reply(round, rounds);
    if (reply === undefined) return true;
    const reading = protocol.read(reply.text, { task, cutOff: reply.finish === 'length' });
    if (reading.analysis !== undefined) {
      this.#analyses.push(reading.analysis);
      recorder.tell({ kind: 'analysis', round, text: reading.analysis });
    }
    this.#messages = [...this.#messages, { role: 'assistant', content: reply.text.slice(0, LONGEST_KEPT_REPLY) }];
    this.#keep(reading, round);
    if (reading.queries.length > 0) {
      await this.#search(reading.queries, round, rounds);
      return false;
    }
    if (reading.end !== undefined) return true;
    this.#complain(reading.complaint ?? 'Your reply could not be used.', round);
    return false;
  }

  async #reply(round: number, rounds: number) {
    const { calls, recorder, protocol, task } = this.#context;
    this.#rounds = round;
    recorder.tell({ kind: 'round-started', round, rounds });
    const responseFormat = protocol.responseFormat(task);
    const request = runRequest(
      this.#context,
      { messages: this.#messages, prompts: this.#prompts },
      {
        role: 'agent',
        stage: 'round',
        round,
        reports: [...this.#reports],
        ...(this.#draft === undefined ? {} : { draft: this.#draft }),
        ...(this.#complaint === undefined ? {} : { complaint: this.#complaint }),
      },
    );
    return calls.search(responseFormat === undefined ? request : { ...request, responseFormat });
  }

  #keep({ queries, end }: ReplyReading, round: number): void {
    if (end?.draft !== undefined) {
      this.#draft = end.draft;
      if (queries.length > 0) this.#context.recorder.tell({ kind: 'draft', round, text: end.draft });
    }
    if (end !== undefined && end.locations.length > 0) this.#locations = end.locations;
  }

  async #search(queries: readonly string[], round: number, rounds: number): Promise<void> {
    const { recorder, cypher, calls, budget, repository, question, conversation, signal, onRevision, runId } = this.#context;
    this.#complaint = undefined;
    recorder.tell({ kind: 'text-queries', round, queries });
    const report = await cypher.answer(queries, {
      repository,
      question,
      conversation,
      signal,
      onEvent: (event) => recorder.tell(event),
      callModel: (request) => calls.search({ ...request, requestId: runId }),
      nextQuery: () => budget.nextQuery(),
      onRevision,
      requestId: (query) => `${runId}-${query}`,
      findByWords: (words) => this.#context.search.forTextQuery(words),
    });
    recorder.tell({ kind: 'report', round, text: report.text });
    this.#reports.push(report);
    const { messages, prompts } = renderMessages(this.#context.prompts, [
      this.#context.protocol.observation(report.text, roundsLeftText(round, rounds)),
    ]);
    this.#messages = [...this.#messages, ...messages];
    this.#prompts = [...this.#prompts.filter(({ id }) => id !== prompts[0]?.id), ...prompts];
  }

  #complain(complaint: string, round: number): void {
    this.#complaint = complaint;
    this.#context.recorder.tell({ kind: 'complaint', round, text: complaint });
    const left = roundsLeftText(round, this.#context.budget.limits.rounds);
    this.#messages = [...this.#messages, { role: 'user', content: `${complaint}\n${left}` }];
  }
}

/** Told before the last round, so that the model can end by itself. */
function roundsLeftText(round: number, rounds: number): string {
  const left = rounds - round;
  if (left === 1) return 'The next round is the last one: end in it with what you know; a further search will not be run.';
  return left === 0 ? 'There are no rounds left.' : `${left} rounds are left.`;
}
