import type { SearchDocument, SymbolSource } from '@codexgraph/graph-model';
import { wordsOfCode } from '../text/code-words.js';
import { wordsOfText } from '../text/words-of-text.js';

/** Names around a symbol: what else says what it is for. Each in a stable order, without repetition. */
export interface SymbolNeighbours {
  /** Qualified names of what calls, instantiates or uses it. */
  readonly usedBy: readonly string[];
  /** Names of what it calls, instantiates or uses. */
  readonly uses: readonly string[];
  /** Names of its methods, fields and nested definitions. */
  readonly members: readonly string[];
  /** Names of the classes it inherits from, and of the methods it overrides. */
  readonly parents: readonly string[];
}

/** The texts of {@link searchFieldsOf}; every field is there, possibly empty. */
export type SearchFields = Required<SearchDocument['fields']>;

/** A word stands in a field at most so often: more of it says nothing more. */
const REPETITIONS = 4;
const CODE_CHARACTERS = 12_000;
/** A class is told by its header and its members; the bodies of these are documents of their own. */
const CLASS_CHARACTERS = 2_000;
const MEMBER_NAMES = 60;
const NEIGHBOUR_NAMES = 30;

/** What full-text search, ranking and the built-in embedder read of a symbol: words, folded by `wordsOfText`. */
export function searchFieldsOf(symbol: SymbolSource, neighbours: SymbolNeighbours): SearchFields {
  const owner = enclosingNames(symbol);
  const signature = wordsOfCode((symbol.signature ?? '').replace(symbol.name, ' '));
  const characters = symbol.label === 'CLASS' ? CLASS_CHARACTERS : CODE_CHARACTERS;
  const code = wordsOfCode(symbol.code.slice(0, characters));
  const members = neighbours.members.slice(0, MEMBER_NAMES).flatMap((name) => wordsOfText(name));
  const context = [
    ...neighbours.parents,
    ...neighbours.uses.slice(0, NEIGHBOUR_NAMES),
    ...neighbours.usedBy.slice(0, NEIGHBOUR_NAMES),
  ];
  const told = symbol.docstring ?? (symbol.descriptionSource === 'derived' ? '' : (symbol.description ?? ''));
  return {
    identifier: [...wholeNames(symbol)].join(' '),
    name: wordsOfText(symbol.name).join(' '),
    path: bag([...wordsOfText(withoutExtension(symbol.filePath)), ...wordsOfText(owner), ...wordsOfText(symbol.class ?? '')]),
    signature: bag(signature),
    description: bag(wordsOfText(told)),
    code: bag([...code, ...members]),
    context: bag(context.flatMap((name) => wordsOfText(lastNames(name)))),
  };
}

/** Whole names of a symbol as people write them in questions: lower case, without spaces. */
function wholeNames(symbol: SymbolSource): Set<string> {
  const name = symbol.name.toLowerCase();
  const names = new Set([name, symbol.qualifiedName.toLowerCase()]);
  if (symbol.class !== undefined) names.add(`${symbol.class.toLowerCase()}.${name}`);
  return new Set([...names].map((each) => each.replace(/\s+/g, '')));
}

/** The words, each at most {@link REPETITIONS} times, in the order of their first places. */
function bag(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, Math.min(REPETITIONS, (counts.get(word) ?? 0) + 1));
  return [...counts].map(([word, count]) => Array(count).fill(word).join(' ')).join(' ');
}

/** The last name of the dotted name's owner: its class or function, else its module. */
function enclosingNames(symbol: SymbolSource): string {
  const names = symbol.qualifiedName.split('.');
  return names.length > 1 ? (names.at(-2) ?? '') : '';
}

function lastNames(qualifiedName: string): string {
  return qualifiedName.split('.').slice(-2).join('.');
}

function withoutExtension(path: string): string {
  return path.replace(/\.[A-Za-z\d]+$/, '');
}
