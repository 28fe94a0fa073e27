import { languageOf, tokenize } from '../words/lexer.js';
import { means, type Token } from '../words/token.js';
import { isNameLike } from './clause-shapes.js';

/**
 * One clause that asks two things of one name, as two clauses: "callers and callees of X", "X's bases and subclasses", "where is X defined and used",
 * "X 的父类和子类". The clause itself where it asks one thing.
 */
export function shareWords(clause: string): readonly string[] {
  const tokens = tokenize(clause);
  const spans = languageOf(clause) === 'zh' ? chineseSpans(tokens) : (nounSpans(tokens) ?? verbSpans(tokens));
  if (spans === undefined) return [clause];
  const before = clause.slice(0, spans.from);
  const after = clause.slice(spans.to);
  return spans.words.map((word) => `${before}${clause.slice(word.start, word.end)}${after}`.trim());
}

interface Spans {
  /** Where the shared words before end, and those after begin. */
  readonly from: number;
  readonly to: number;
  readonly words: readonly { readonly start: number; readonly end: number }[];
}

/** "callers and (the) callees of X", "its callers and callees". */
function nounSpans(tokens: readonly Token[]): Spans | undefined {
  const nouns = runOf(tokens, {
    isWord: isAskedNoun,
    isJoint: (token) => means(token, 'and') || token.text === ',',
    isSkipped: isArticle,
  });
  const [first, last] = [nouns[0], nouns.at(-1)];
  if (nouns.length < 2 || first === undefined || last === undefined || !nouns.some(({ token }) => means(token, 'role')))
    return undefined;
  const before = tokens[first.index - 1];
  const after = tokens[last.index + 1];
  const isOf =
    means(after, 'of', 'for') &&
    tokens.slice(last.index + 2, last.index + 5).some((token) => isNameLike(token) || means(token, 'it', 'those'));
  const isOwned = before !== undefined && (means(before, 'possessive') || /^(?:its|their)$/i.test(before.text));
  if (!isOf && !isOwned) return undefined;
  if (tokens.some((token) => means(token, 'common'))) return undefined;
  return spansOf(nouns);
}

function spansOf(nouns: readonly Found[]): Spans | undefined {
  const [first, last] = [nouns[0], nouns.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    from: first.token.start,
    to: last.token.end,
    words: nouns.map(({ token }) => ({ start: token.start, end: token.end })),
  };
}

/** "X 的父类和子类有哪些". */
function chineseSpans(tokens: readonly Token[]): Spans | undefined {
  const verbs = verbSpans(tokens);
  if (verbs !== undefined) return verbs;
  const nouns = runOf(tokens, {
    isWord: isAskedNoun,
    isJoint: (token) => means(token, 'and') && token.text !== '的',
    isSkipped: () => false,
  });
  const first = nouns[0];
  if (nouns.length < 2 || first === undefined || !nouns.some(({ token }) => means(token, 'role'))) return undefined;
  const owner = tokens[first.index - 1];
  const isOwned = means(owner, 'of', 'it') || isNameLike(owner);
  const isCommon = tokens.some((token) => means(token, 'common'));
  return isOwned && !isCommon ? spansOf(nouns) : undefined;
}

function isAskedNoun(token: Token | undefined): boolean {
  return (
    means(token, 'role', 'kind') &&
    !(token?.concept?.is === 'kind' && ['code', 'repository', 'test'].includes(token.concept.kind))
  );
}

function isArticle(token: Token | undefined): boolean {
  return means(token, 'filler', 'direct', 'indirect') && token?.kind === 'concept';
}

/** "where is X defined and used", "X 在哪里定义和使用". */
function verbSpans(tokens: readonly Token[]): Spans | undefined {
  if (!tokens.some((token) => means(token, 'where'))) return undefined;
  const verbs = runOf(tokens, {
    isWord: (token) => means(token, 'verb'),
    isJoint: (token) => means(token, 'and') || token.text === ',',
    isSkipped: (token) => means(token, 'be', 'auxiliary', 'passive', 'filler'),
  });
  const names = verbs.map(({ token }) => (token.concept?.is === 'verb' ? token.concept.verb : ''));
  if (verbs.length < 2 || !names.includes('define') || new Set(names).size < 2) return undefined;
  return spansOf(verbs);
}

interface Found {
  readonly index: number;
  readonly token: Token;
}

interface RunWords {
  readonly isWord: (token: Token | undefined) => boolean;
  readonly isJoint: (token: Token) => boolean;
  readonly isSkipped: (token: Token | undefined) => boolean;
}

/** The first run of at least two words with joints between them. */
function runOf(tokens: readonly Token[], words: RunWords): readonly Found[] {
  for (let start = 0; start < tokens.length; start++) {
    const token = tokens[start];
    if (token === undefined || !words.isWord(token)) continue;
    const found: Found[] = [{ index: start, token }];
    for (let next = nextWord(tokens, start, words); next !== undefined; next = nextWord(tokens, next.index, words))
      found.push(next);
    if (found.length > 1) return found;
  }
  return [];
}

/** The word behind the joints that follow `index`. */
function nextWord(tokens: readonly Token[], index: number, { isWord, isJoint, isSkipped }: RunWords): Found | undefined {
  let joints = 0;
  for (let at = index + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    if (isJoint(token)) joints++;
    else if (joints > 0 && isWord(token)) return { index: at, token };
    else if (joints === 0 || !isSkipped(token)) return undefined;
  }
  return undefined;
}
