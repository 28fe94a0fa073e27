import { findReferences } from './grammar/find-references.js';
import { joinOwners } from './grammar/join-owners.js';
import { readQuestion } from './grammar/read-question.js';
import type { Reading } from './grammar/reading.js';
import type { Item } from './grammar/reference.js';
import { Sentence } from './grammar/sentence.js';
import { indexNames } from './names/name-index.js';
import type { SymbolDirectory } from './names/symbol-entry.js';
import { languageOf, tokenize } from './words/lexer.js';

/** Questions beyond this are cut; nobody asks that much in one sentence. */
export const MAX_QUESTION_LENGTH = 4000;

/** Reads a question: words, then names with what they stand for in the repository, then meaning. */
export async function understand(question: string, repository: string, directory: SymbolDirectory): Promise<Reading> {
  const text = question.slice(0, MAX_QUESTION_LENGTH);
  const tokens = tokenize(text);
  const names = await indexNames(directory, repository, tokens);
  const items = await joinOwners(findReferences(tokens, names), { directory, repository });
  return readQuestion(new Sentence(settleWeakNames(items), languageOf(text)));
}

/** Ordinary words that are names by chance are given up where a written name is there and they stand in no place for one. */
function settleWeakNames(items: readonly Item[]): Item[] {
  const hasStrong = items.some((item) => item.kind === 'reference' && !item.reference.isWeak);
  return items.map((item, index) => {
    if (item.kind !== 'reference' || !item.reference.isWeak) return item;
    const before = items[index - 1];
    const isExpected =
      before?.kind === 'concept' &&
      [
        'verb',
        'of',
        'and',
        'or',
        'from',
        'to',
        'between',
        'both',
        'also',
        'role',
        'instead',
        'be',
        'auxiliary',
        'by',
        'for',
        'named',
        'not',
      ].includes(before.concept?.is ?? '');
    return hasStrong && !isExpected ? { kind: 'word', text: item.text, start: item.start, end: item.end } : item;
  });
}
