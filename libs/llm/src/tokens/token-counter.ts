/** Counts the tokens of a text. */
export interface TokenCounter {
  readonly count: (text: string) => number;
  /** Name of the vocabulary, or `estimate`. */
  readonly vocabulary: string;
}

interface Vocabulary {
  countTokens(text: string, options?: { readonly disallowedSpecial?: Set<string> }): number;
}

/** Vocabularies by names of models; the first that fits counts. Versions, sizes and owners before the name do not matter. */
const VOCABULARIES: readonly { readonly models: RegExp; readonly name: string; readonly load: () => Promise<Vocabulary> }[] = [
  { models: /^gpt-oss/, name: 'o200k_harmony', load: () => import('gpt-tokenizer/encoding/o200k_harmony') },
  {
    models: /^(?:gpt-(?:4o|4\.1|4\.5|5|6)|chatgpt-|o[1-9](?:-|$)|codex)/,
    name: 'o200k_base',
    load: () => import('gpt-tokenizer/encoding/o200k_base'),
  },
  { models: /^text-embedding-/, name: 'cl100k_base', load: () => import('gpt-tokenizer/encoding/cl100k_base') },
  { models: /^gpt-(?:4|3\.5|35)/, name: 'cl100k_base', load: () => import('gpt-tokenizer/encoding/cl100k_base') },
];

const ASCII_CHARACTERS_PER_TOKEN = 3;
/** Above this many characters a text is estimated even where the vocabulary is known: counting would hold up everything else. */
const EXACT_CHARACTERS = 100_000;
/** Merging pairs takes time that grows with the square of a word's length, so the longest words are estimated. */
const LONG_RUN = /\S{400,}|\s{400,}/g;

/** Tokens without a vocabulary: a third of the ASCII characters, and each other character one. Rather too high, so that budgets hold. */
export const ESTIMATED_TOKENS: TokenCounter = { count: estimateTokens, vocabulary: 'estimate' };

/** The counter of a model by its name: the model's own vocabulary where it is known, else an estimate. Loading takes about a second, once a process. */
export async function tokenCounterFor(model: string): Promise<TokenCounter> {
  const name = model.toLowerCase().split('/').at(-1) ?? '';
  const known = VOCABULARIES.find(({ models }) => models.test(name));
  if (known === undefined) return ESTIMATED_TOKENS;
  const vocabulary = await known.load();
  // Texts of repositories may hold the names of special tokens; they are counted as the ordinary text they are.
  const asText = { disallowedSpecial: new Set<string>() };
  return {
    vocabulary: known.name,
    count: (text) => {
      if (text.length > EXACT_CHARACTERS) return estimateTokens(text);
      let estimated = 0;
      const countable = text.replaceAll(LONG_RUN, (run) => {
        estimated += estimateTokens(run);
        return ' ';
      });
      return estimated + vocabulary.countTokens(countable, asText);
    },
  };
}

function estimateTokens(text: string): number {
  let ascii = 0;
  let others = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) < 128) ascii += 1;
    else others += 1;
  }
  return Math.ceil(ascii / ASCII_CHARACTERS_PER_TOKEN) + others;
}
