import { languageOf, tokenize } from '../words/lexer.js';
import { means, type Token } from '../words/token.js';
import { shareWords } from './share-words.js';
import {
  firstTelling,
  hasContent,
  isCommand,
  isInterrogative,
  isInverted,
  isNameLike,
  isNounPhrase,
  isPossessed,
} from './clause-shapes.js';

/** Questions of one text that are answered. */
export const MOST_PARTS = 8;

/** A text as its questions. */
export interface SplitText {
  /** Sentences before the first question that name something ("I am changing parse_url."); what follows may lean on them. */
  readonly remarks: readonly string[];
  /** At least one; never an empty one, unless the text is. */
  readonly questions: readonly string[];
}

/** Marks after which a new sentence begins. */
const SENTENCE_END = /^[?？;；。!！.]$/;
const CLAUSE_MARK = /^[,，]$/;
const CHINESE_JOINTS = /^(?:以及|并且|而且|同时|另外|还有|然后|此外|并)$/;

/**
 * Cuts a text where a question of its own begins: after the end of a sentence, and before a clause that asks something itself ("..., and where is X
 * defined?", "……，其中哪些是测试"). Conditions of one question are left together ("that inherit from A and override b"). What asks nothing stays with
 * its neighbour.
 */
export function splitQuestion(text: string): SplitText {
  const tokens = tokenize(text);
  const isChinese = languageOf(text) === 'zh';
  const sentences = cut(tokens, sentenceStarts(tokens, text));
  const asking = sentences.map((sentence) => asksAlone(sentence, isChinese));
  const first = asking.indexOf(true);
  const remarks = first === -1 ? [] : sentences.slice(0, first).filter(hasName);
  const told = remarks.length === 0 ? sentences : sentences.slice(first);
  const joined = joinSilent(told, (sentence) => asksAlone(sentence, isChinese));
  const clauses = joined.flatMap((sentence) => clausesOf(sentence, isChinese)).map((clause) => textOf(clause, text));
  const questions = clauses.filter((clause) => clause !== '').flatMap(shareWords);
  return {
    remarks: remarks.map((remark) => textOf(remark, text)),
    questions: questions.length > 1 || remarks.length > 0 ? questions : [text.trim()],
  };
}

function hasName(sentence: readonly Token[]): boolean {
  return sentence.some((token) => token.kind === 'name');
}

function textOf(part: readonly Token[], text: string): string {
  const [first, last] = [part[0], part.at(-1)];
  return first === undefined || last === undefined ? '' : text.slice(first.start, last.end).trim();
}

function cut(tokens: readonly Token[], starts: readonly number[]): Token[][] {
  const bounds = [0, ...starts, tokens.length];
  return bounds.slice(0, -1).map((from, index) => tokens.slice(from, bounds[index + 1]));
}

function sentenceStarts(tokens: readonly Token[], text: string): number[] {
  return [...tokens.keys()].slice(1).filter((index) => {
    const [before, token] = [tokens[index - 1], tokens[index]];
    if (before === undefined || token === undefined || isEnd(token)) return false;
    // What stands in brackets behind a question explains it.
    if (/^[(（]$/.test(token.text)) return false;
    return isEnd(before) || text.slice(before.end, token.start).includes('\n');
  });
}

function isEnd(token: Token): boolean {
  return token.kind === 'mark' && SENTENCE_END.test(token.text);
}

/** Joins what asks nothing to what follows, and the rest to what came before. */
function joinSilent(pieces: readonly Token[][], asks: (piece: readonly Token[]) => boolean): Token[][] {
  const joined: Token[][] = [];
  let silent: Token[] = [];
  for (const piece of pieces) {
    silent.push(...piece);
    if (!asks(piece)) continue;
    joined.push(silent);
    silent = [];
  }
  const last = joined.at(-1);
  if (last === undefined) return [silent];
  last.push(...silent);
  return joined;
}

/** Is the sentence a question, a command, or the noun of an answer ("callers of X")? */
function asksAlone(sentence: readonly Token[], isChinese: boolean): boolean {
  if (!hasContent(sentence)) return false;
  if (sentence.some((_, index) => isInterrogative(sentence, index))) return true;
  const first = firstTelling(sentence);
  if (isCommand(sentence[first]) || sentence.some(isWholeRole)) return true;
  if (isChinese) return !/^(?:我|我们)$/.test(sentence[0]?.text ?? '') && sentence.some(saysWhat);
  if (isInverted(sentence, first) || means(sentence[first], 'whether')) return true;
  const isTold = sentence.slice(0, first + 1).some((token) => /^(?:i|we|you|my|our|this|when|if)$/i.test(token.text));
  return !isTold && sentence.some((token) => isNameLike(token) || means(token, 'kind', 'attribute', 'undocumented'));
}

function saysWhat(token: Token): boolean {
  return isNameLike(token) || means(token, 'whether', 'role', 'kind', 'show');
}

/** "entry points", "dead code": asks without a name. */
function isWholeRole(token: Token): boolean {
  return token.concept?.is === 'role' && ['entry-points', 'dead-code', 'cycles', 'overview'].includes(token.concept.role);
}

/** Clauses of one sentence that ask something themselves. */
function clausesOf(sentence: Token[], isChinese: boolean): Token[][] {
  const clauses: Token[][] = [];
  let from = 0;
  for (let index = 1; index < sentence.length; index++) {
    const start = joinedStart(sentence, index, isChinese);
    if (start === undefined || start <= from) continue;
    const [left, right] = [sentence.slice(from, index), sentence.slice(start)];
    const isCut = isChinese ? asksInChinese(left) && opensInChinese(right) : asksInEnglish(left) && opensInEnglish(right);
    if (!isCut) continue;
    clauses.push(left);
    from = start;
    index = start;
  }
  clauses.push(sentence.slice(from));
  return clauses;
}

/** Where the words behind a comma, an "and" or both begin; undefined when no joint begins here. */
function joinedStart(sentence: readonly Token[], index: number, isChinese: boolean): number | undefined {
  const isMark = (at: number): boolean => sentence[at]?.kind === 'mark' && CLAUSE_MARK.test(sentence[at].text);
  const isWord = (at: number): boolean =>
    isChinese
      ? CHINESE_JOINTS.test(sentence[at]?.text ?? '')
      : means(sentence[at], 'and', 'also') || /^(?:then|next|finally|secondly)$/i.test(sentence[at]?.text ?? '');
  let at = index;
  while (isMark(at) || isWord(at)) at++;
  if (at > index) return at < sentence.length ? at : undefined;
  // "... 和它的子类": a plain "and" before a pronoun.
  return isChinese && /^[和及跟]$/.test(sentence[index]?.text ?? '') && means(sentence[index + 1], 'it') ? index + 1 : undefined;
}

function asksInEnglish(left: readonly Token[]): boolean {
  if (!hasContent(left)) return false;
  const first = firstTelling(left);
  if (left.some((_, index) => isInterrogative(left, index))) return true;
  if (means(left[first], 'be', 'auxiliary', 'whether') || isCommand(left[first])) return true;
  if (means(left[first], 'role', 'kind', 'attribute', 'direct', 'indirect')) return left.some(isNameLike);
  return isNameLike(left[first]) && left.some((token) => means(token, 'role'));
}

function opensInEnglish(right: readonly Token[]): boolean {
  if (!hasContent(clauseBefore(right))) return false;
  const first = firstTelling(right);
  if (isNegatedVerb(right, first)) return false;
  return (
    isInterrogative(right, first) ||
    isInverted(right, first) ||
    isCommand(right[first]) ||
    isPossessed(right, first) ||
    isNounPhrase(right, first)
  );
}

/** "and does not call b": a condition of the same question. */
function isNegatedVerb(tokens: readonly Token[], first: number): boolean {
  return means(tokens[first], 'not') || (means(tokens[first], 'be', 'auxiliary') && means(tokens[first + 1], 'not'));
}

function clauseBefore(tokens: readonly Token[]): readonly Token[] {
  const mark = tokens.findIndex((token) => token.kind === 'mark' && /^[,，;；?？]$/.test(token.text));
  return mark === -1 ? tokens : tokens.slice(0, mark);
}

/** 哪些 ... , ... 吗, or a command. A topic alone ("X 的调用者，哪些是测试") asks nothing yet. */
function asksInChinese(left: readonly Token[]): boolean {
  if (!hasContent(left) || means(left.at(-1), 'inside-of')) return false;
  if (left.some((token, index) => isInterrogative(left, index) || means(token, 'whether') || token.text === '有没有'))
    return true;
  return left.slice(0, firstTelling(left) + 1).some((token) => means(token, 'show')) && left.some(isNameLike);
}

function opensInChinese(right: readonly Token[]): boolean {
  // 如果 ... , ...: the question stands behind the comma.
  const clause = /^(?:如果|若|假如)$/.test(right[0]?.text ?? '') ? right : clauseBefore(right);
  if (!hasContent(clause)) return false;
  if (clause.some((token, index) => isInterrogative(clause, index) || means(token, 'whether') || token.text === '有没有'))
    return true;
  const first = firstTelling(clause);
  if (clause.slice(0, first + 1).some((token) => means(token, 'show'))) return true;
  return clause.slice(0, 2).some((token) => means(token, 'it')) && clause.some((token) => means(token, 'role', 'kind'));
}
