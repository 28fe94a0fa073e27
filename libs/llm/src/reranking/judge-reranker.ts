import { CodexGraphError } from '@codexgraph/graph-model';
import type { ChatModel, ChatRequest } from '../chat-model.port.js';
import { completeText } from '../complete-text.js';
import { cutToTokens } from '../embeddings/plan-batches.js';
import { loadPromptCatalog } from '../prompts/prompt-catalog.js';
import { withoutThinking } from '../replies/marked-sections.js';
import { quotedData } from '../replies/quoted-data.js';
import { findJsonObject, type JsonValue } from '../replies/tolerant-json.js';
import type { RerankReply, RerankRequest, Reranker } from '../reranker.port.js';
import { checkedRerank, timeBoxed } from './rerank-request.js';

const PROMPT_FOLDER = new URL('../../prompts/', import.meta.url);
const MOST_DOCUMENTS = 50;
const DOCUMENT_TOKENS = 200;
const QUERY_TOKENS = 400;
const REPLY_TOKENS = 600;
const RESPONSE_FORMAT = {
  name: 'ranking',
  schema: {
    type: 'object',
    properties: { ranking: { type: 'array', items: { type: 'integer' } } },
    required: ['ranking'],
    additionalProperties: false,
  },
};

/**
 * A language model as a re-ranker: all documents in one call, listwise. Documents that it does not name keep their order behind those that it names.
 * Text of documents stands behind bars, so that it is data; all that a hostile one can do is to rank itself.
 */
export function judgeReranker(model: ChatModel): Reranker {
  const prompts = loadPromptCatalog([PROMPT_FOLDER]);
  const identity = { endpoint: model.identity.endpoint, model: model.identity.model };
  return {
    identity,
    mostDocuments: MOST_DOCUMENTS,
    async rerank(request, signal) {
      checkedRerank(request, MOST_DOCUMENTS);
      if (request.documents.length === 0)
        return { scores: [], truncated: [], usage: { inputTokens: 0, calls: 0, estimated: false } };
      return timeBoxed(request, identity, { signal, work: (inner) => judge(request, inner) });
    },
  };

  async function judge({ query, documents }: RerankRequest, signal: AbortSignal): Promise<RerankReply> {
    const count = (text: string): number => model.countTokens(text);
    const cut = documents.map((document) => cutToTokens(document, DOCUMENT_TOKENS, count));
    const { message, use } = prompts.message('user', 'rerank/judge', {
      query: quotedData(cutToTokens(query, QUERY_TOKENS, count)),
      documents: cut.map((document, index) => `Piece ${index + 1}:\n${quotedData(document)}`).join('\n\n'),
      count: String(documents.length),
    });
    const request: ChatRequest = {
      messages: [message],
      purpose: { role: 'critique', stage: 'rerank', query },
      prompts: [use],
      responseFormat: RESPONSE_FORMAT,
      maxOutputTokens: REPLY_TOKENS,
      temperature: 0,
    };
    const reply = await completeText(model, request, { signal });
    const scores = scoresOf(reply.text, documents.length);
    if (scores === undefined) throw unreadable(model);
    return {
      scores,
      truncated: documents.flatMap((document, index) => (document.length > (cut[index] ?? '').length ? [index] : [])),
      usage: { inputTokens: reply.usage.inputTokens, calls: 1, estimated: reply.usage.estimated },
    };
  }
}

/** The first named gets the highest score; those that are not named get scores below 0 in their order. */
function scoresOf(reply: string, documents: number): readonly number[] | undefined {
  const reading = findJsonObject(withoutThinking(reply), (value) => Array.isArray(value['ranking']));
  if (!reading.ok) return undefined;
  const ranking = reading.value['ranking'] as readonly JsonValue[];
  const places = ranking.map(Number).filter((place) => Number.isInteger(place) && place >= 1 && place <= documents);
  if (places.length === 0 && ranking.length > 0) return undefined;
  const order = [...new Set(places)];
  return Array.from({ length: documents }, (_, index) => {
    const place = order.indexOf(index + 1);
    return place < 0 ? -(index + 1) / (documents + 1) : 1 - place / documents;
  });
}

function unreadable({ identity }: ChatModel): CodexGraphError {
  return new CodexGraphError(
    'MODEL_FAILED',
    `The model "${identity.model}" gave no ranking. Rank without it, or set another model for the role critique.`,
  );
}
