import { quotedInline, type ChatRequest, type FailedQuery, type PromptCatalog, type ResponseFormat } from '@codexgraph/llm';
import { schemaText } from '../schema/schema-text.js';
import type { CypherAgentRun } from './cypher-agent-run.js';

const RESPONSE_FORMAT: ResponseFormat = {
  name: 'cypher_queries',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['queries'],
    properties: {
      queries: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['text_query', 'cypher'],
          properties: { text_query: { type: 'integer' }, cypher: { type: 'string' } },
        },
      },
    },
  },
};

/** The messages of one exchange with the model of the role `cypher`. */
export class CypherConversation {
  readonly #prompts: PromptCatalog;
  readonly #run: CypherAgentRun;
  readonly #queriesPerReply: number;
  #request: ChatRequest | undefined;

  constructor(prompts: PromptCatalog, options: { readonly run: CypherAgentRun; readonly queriesPerReply: number }) {
    this.#prompts = prompts;
    this.#run = options.run;
    this.#queriesPerReply = options.queriesPerReply;
  }

  /** Asks for Cypher. */
  requests(textQueries: readonly string[]): ChatRequest {
    const { question, conversation, repository } = this.#run;
    const system = this.#prompts.message('system', 'cypher/system', {
      schema: schemaText(),
      most_queries: String(this.#queriesPerReply),
    });
    const earlier = conversation.map((turn) => `- ${quotedInline(turn.question)}`).join('\n');
    const user = this.#prompts.message('user', 'cypher/requests', {
      question,
      conversation: earlier === '' ? '' : `Earlier questions of the conversation:\n${earlier}\n\n`,
      requests: textQueries.map((words, index) => `${index + 1}. ${quotedInline(words)}`).join('\n'),
    });
    return this.#remember({
      messages: [system.message, user.message],
      prompts: [system.use, user.use],
      purpose: { role: 'cypher', stage: 'cypher', repository, question, textQueries, failures: [], conversation, attempt: 1 },
      responseFormat: RESPONSE_FORMAT,
      temperature: 0,
    });
  }

  /** Asks again after a reply without queries. */
  complaint(
    reply: string,
    complaint: string,
    purpose: { readonly textQueries: readonly string[]; readonly attempt: number },
  ): ChatRequest {
    return this.#goOn(reply, complaint, { ...purpose, stage: 'cypher', failures: [] });
  }

  /** Asks for failed queries again. */
  repair(reply: string, failures: readonly FailedQuery[], attempt: number): ChatRequest {
    const prompt = this.#prompts.message('user', 'cypher/repair', { failures: failures.map(failureText).join('\n\n') });
    const textQueries = failures.map(({ textQuery }) => textQuery);
    const request = this.#goOn(reply, prompt.message.content, { textQueries, attempt, stage: 'repair-cypher', failures });
    return { ...request, prompts: [...request.prompts, prompt.use] };
  }

  #goOn(
    reply: string,
    answer: string,
    changes: {
      readonly textQueries: readonly string[];
      readonly attempt: number;
      readonly stage: 'cypher' | 'repair-cypher';
      readonly failures: readonly FailedQuery[];
    },
  ): ChatRequest {
    const before = this.#request ?? this.requests(changes.textQueries);
    const { question, conversation, repository } = this.#run;
    return this.#remember({
      ...before,
      messages: [...before.messages, { role: 'assistant', content: reply }, { role: 'user', content: answer }],
      purpose: { role: 'cypher', repository, question, conversation, ...changes },
    });
  }

  #remember(request: ChatRequest): ChatRequest {
    this.#request = request;
    return request;
  }
}

function failureText({ textQuery, cypher, problems }: FailedQuery, index: number): string {
  const errors = problems.map(({ line, column, message, hint, suggestion }) => {
    const advice = [
      suggestion === undefined ? '' : ` Nearest that exists: ${suggestion}.`,
      hint === undefined ? '' : ` Instead: ${hint}.`,
    ].join('');
    return `- ${line}:${column} ${message}${advice}`;
  });
  return [`${index + 1}. ${quotedInline(textQuery)}`, '```cypher', cypher, '```', ...errors].join('\n');
}
