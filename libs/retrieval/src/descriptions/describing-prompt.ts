import type { RetrievalReaderPort, SymbolSource } from '@codexgraph/graph-model';
import { loadPromptCatalog, type ChatRequest, type PromptCatalog } from '@codexgraph/llm';
import type { SymbolGraph } from '../expansion/symbol-graph.js';
import { MAX_CODE_LENGTH } from '../refresh/corpus.js';
import { neighbourIds, symbolNeighbours, type SymbolNames } from '../refresh/symbol-neighbours.js';
import { describedHash } from './described-hash.js';
import { describedText } from './described-text.js';
import type { PlannedText } from './describing-plan.js';

const PROMPT_FOLDER = new URL('../../prompts/', import.meta.url);
const NEIGHBOURS = 40;
const TOKENS_OF_A_REPLY = 400;
const TOKENS_OF_A_TEXT = 120;
const RESPONSE_FORMAT = {
  name: 'descriptions',
  schema: {
    type: 'object',
    properties: {
      descriptions: {
        type: 'array',
        items: {
          type: 'object',
          properties: { piece: { type: 'integer' }, text: { type: 'string' } },
          required: ['piece', 'text'],
          additionalProperties: false,
        },
      },
    },
    required: ['descriptions'],
    additionalProperties: false,
  },
};
let catalog: PromptCatalog | undefined;

/** Tokens that a call takes beside its texts, by an estimate that is rather too high. */
export const PROMPT_TOKENS = 320;

/** Texts of one call as they stand now, and the call itself. */
export interface DescribingPrompt {
  /** In the order of their pieces; texts that have changed or gone since they were planned are left out. */
  readonly texts: readonly PlannedText[];
  readonly request: ChatRequest & { readonly maxOutputTokens: number };
}

/** Reads the texts and writes the prompt; undefined when none of them is as it was planned. */
export async function describingPrompt(
  reader: Pick<RetrievalReaderPort, 'sources' | 'symbols'>,
  work: { readonly repository: string; readonly graph: SymbolGraph; readonly texts: readonly PlannedText[] },
): Promise<DescribingPrompt | undefined> {
  const { repository, graph } = work;
  const ids = work.texts.map((text) => text.ids[0]);
  const sources = new Map<string, SymbolSource>();
  for await (const source of reader.sources(repository, { maxCodeLength: MAX_CODE_LENGTH, ids })) sources.set(source.id, source);
  const texts = work.texts.filter(({ ids: [id], hash }) => {
    const source = sources.get(id);
    return source !== undefined && describedHash(source) === hash;
  });
  const [first] = texts;
  if (first === undefined) return undefined;
  const names = await namesAround(reader, repository, { graph, texts });
  const pieces = texts.flatMap(({ ids: [id] }, index) => {
    const source = sources.get(id);
    if (source === undefined) return [];
    return [
      `Piece ${String(index + 1)}: ${describedText(
        source,
        symbolNeighbours(graph, id, (other) => names.get(other)),
      )}`,
    ];
  });
  catalog ??= loadPromptCatalog([PROMPT_FOLDER]);
  const { message, use } = catalog.message('user', 'describe/symbols', {
    count: String(pieces.length),
    pieces: pieces.join('\n\n'),
  });
  return {
    texts,
    request: {
      messages: [message],
      purpose: { role: 'description', stage: 'describe', repository, symbolId: first.ids[0] },
      prompts: [use],
      responseFormat: RESPONSE_FORMAT,
      maxOutputTokens: TOKENS_OF_A_REPLY + TOKENS_OF_A_TEXT * pieces.length,
      temperature: 0,
    },
  };
}

async function namesAround(
  reader: Pick<RetrievalReaderPort, 'symbols'>,
  repository: string,
  { graph, texts }: { readonly graph: SymbolGraph; readonly texts: readonly PlannedText[] },
): Promise<ReadonlyMap<string, SymbolNames>> {
  const ids = new Set(texts.flatMap((text) => neighbourIds(graph, text.ids[0]).slice(0, NEIGHBOURS)));
  const symbols = await reader.symbols(repository, [...ids]);
  return new Map(symbols.map((symbol) => [symbol.id, symbol]));
}
