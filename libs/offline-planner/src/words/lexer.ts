import { CHINESE_LEXICON } from './chinese-lexicon.js';
import type { Concept } from './concepts.js';
import { ENGLISH_LEXICON } from './english-lexicon.js';
import { chineseNumber, englishNumber } from './numbers.js';
import type { QuestionLanguage, Token } from './token.js';

const HAN = /[\u3400-\u9fff]/;
const QUOTED = /`([^`\n]{1,300})`|“([^”\n]{1,200})”|「([^」\n]{1,200})」|"([^"\n]{1,200})"|(?<![\w])'([^'\n]{2,200})'(?!\w)/y;
const CODE = /(?:\.{0,2}\/)?[@$\w]+(?:(?:\.|::|#|\/|->|-(?=[\w.-]*[./]))[@$\w-]+)*(?:\.\w+)*(?:\(\))?/y;
const UNIT_AFTER_NUMERAL = /^\s*(?:个)?[层级跳步次代行]|^\s*(?:个|条)(?!都)/;
const TEXT_NOUN = /^(?:strings?|text|literals?|words?|phrases?|substrings?|comments?|messages?|keywords?)$/i;
/** What stands before a quotation that is looked for in code. */
const BEFORE_TEXT =
  /(?:\b(?:strings?|text|literals?|words?|phrases?|substrings?|comments?|messages?|keywords?)\s*(?:like|such as|of|:)?|(?:contain|mention|includ)\w*(?:\s+the)?|字符串|文本|文字|字样|字面量|关键字|关键词|单词|(?:包含|含有|出现|提到|写着|含)[了过]?)\s*[:：]?\s*$/i;
const AFTER_TEXT = /^\s*(?:这个|这一)?(?:字符串|字样|文本|文字|字面量|关键字|关键词|单词|词|strings?\b|literals?\b|text\b)/i;
/** Between back-ticks stands a name, unless a text is spoken of. */
const TEXT_WORD_BEFORE = /(?:string|text|literal|word|phrase|字符串|文本|字样|字面量|单词)s?\s*[:：]?\s*$/i;
const BEFORE_BARE_TEXT =
  /(?:contain|mention|includ|with|has|have)\w*\s+(?:the\s+)?(?:string|text|literal|word|substring|phrase|keyword)\s+$/i;
const MAX_CHINESE_WORD = 8;
const MAX_ENGLISH_PHRASE = 6;

/** The language that answers are given in: Chinese when the question, apart from quoted names, has Chinese characters. */
export function languageOf(question: string): QuestionLanguage {
  return HAN.test(question.replace(/`[^`]*`/g, '')) ? 'zh' : 'en';
}

/** Cuts a question into names, known words and numbers. Never fails; characters without meaning become `unknown`. */
export function tokenize(question: string): Token[] {
  const chinese = languageOf(question) === 'zh';
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < question.length) {
    const token = nextToken(question, offset, { chinese });
    if (token === undefined) offset++;
    else {
      tokens.push(token);
      offset = Math.max(token.end, offset + 1);
    }
  }
  return chinese ? tokens : joinEnglishPhrases(withTextNouns(tokens));
}

interface LexerMode {
  readonly chinese: boolean;
}

function nextToken(text: string, start: number, mode: LexerMode): Token | undefined {
  const character = text.charAt(start);
  if (/\s/.test(character)) return undefined;
  return (
    quotedName(text, start) ??
    arrow(text, start) ??
    possessive(text, start) ??
    codeOrWord(text, start, mode) ??
    chineseWord(text, start) ??
    mark(text, start)
  );
}

function quotedName(text: string, start: number): Token | undefined {
  QUOTED.lastIndex = start;
  const match = QUOTED.exec(text);
  if (match === null) return undefined;
  const inner = match[0].slice(1, -1).trim();
  if (inner === '') return undefined;
  const isText = BEFORE_TEXT.test(textBefore(text, start)) || AFTER_TEXT.test(text.slice(start + match[0].length));
  if (isText && !(match[0].startsWith('`') && !TEXT_WORD_BEFORE.test(textBefore(text, start))))
    return { kind: 'text', text: inner, start, end: start + match[0].length };
  // Quotation marks around a phrase are no name.
  if (!match[0].startsWith('`') && (/\s/.test(inner) || HAN.test(inner))) return undefined;
  let end = start + match[0].length;
  if (text.startsWith('()', end)) end += 2;
  return { kind: 'name', text: inner.replace(/\(\s*\)$/, ''), start, end, quoted: true };
}

function arrow(text: string, start: number): Token | undefined {
  const match = /^(?:->|=>|→|⟶)/.exec(text.slice(start, start + 2));
  return match === null
    ? undefined
    : { kind: 'concept', concept: { is: 'to' }, text: match[0], start, end: start + match[0].length };
}

function possessive(text: string, start: number): Token | undefined {
  return /^['’]s(?![A-Za-z])/.test(text.slice(start, start + 3))
    ? { kind: 'concept', concept: { is: 'possessive' }, text: "'s", start, end: start + 2 }
    : undefined;
}

function codeOrWord(text: string, start: number, mode: LexerMode): Token | undefined {
  if (!/[A-Za-z0-9_$@./]/.test(text.charAt(start))) return undefined;
  CODE.lastIndex = start;
  const matched = CODE.exec(text)?.[0];
  if (matched === undefined) return undefined;
  const word = trimPunctuation(matched, text, start);
  const end = start + word.length;
  const contraction = /^n?['’]t\b/.exec(text.slice(end));
  if (contraction !== null && /^[a-z]+$/i.test(word))
    return { kind: 'concept', concept: { is: 'not' }, text: word, start, end: end + contraction[0].length };
  return specialWord(word, { start, end, before: textBefore(text, start) }, mode) ?? plainWord(word, { start, end }, mode);
}

/** Enough of the text before a place to tell what is spoken of. */
function textBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - 40), start);
}

function specialWord(
  word: string,
  { start, end, before }: { readonly start: number; readonly end: number; readonly before: string },
  mode: LexerMode,
): Token | undefined {
  if (/^@[A-Za-z_][\w.]*$/.test(word)) return { kind: 'decorator', text: word.slice(1), start, end };
  if (BEFORE_BARE_TEXT.test(before)) return { kind: 'text', text: word, start, end };
  const number = englishNumber(word.toLowerCase());
  const isNumber = number !== undefined && (!mode.chinese || /^\d/.test(word));
  return isNumber ? { kind: 'number', value: number, text: word, start, end } : undefined;
}

function plainWord(word: string, { start, end }: { readonly start: number; readonly end: number }, mode: LexerMode): Token {
  if (looksLikeCode(word)) return { kind: 'name', text: word.replace(/\(\)$/, ''), start, end };
  if (!mode.chinese) return { kind: 'word', text: word, start, end };
  const concept = CHINESE_LEXICON.get(word.toLowerCase());
  return concept === undefined ? { kind: 'name', text: word, start, end } : { kind: 'concept', concept, text: word, start, end };
}

function trimPunctuation(matched: string, text: string, start: number): string {
  let word = matched.replace(/[.\-/]+$/, '');
  // "Session's" is the name and a possessive.
  if (text.startsWith('()', start + word.length)) word += '()';
  return word;
}

/** Is this how code is written: with `_`, `$`, a dot, a slash, digits among letters, or capitals inside? */
function looksLikeCode(word: string): boolean {
  return /[_$#]|::|\/|->|\(\)$/.test(word) || /\w\.\w/.test(word) || /[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|[A-Z]{2,}[a-z]/.test(word);
}

function chineseWord(text: string, start: number): Token | undefined {
  if (!HAN.test(text.charAt(start))) return undefined;
  const numeral = chineseNumber(text.charAt(start));
  if (numeral !== undefined && UNIT_AFTER_NUMERAL.test(text.slice(start + 1)))
    return { kind: 'number', value: numeral, text: text.charAt(start), start, end: start + 1 };
  for (let length = Math.min(MAX_CHINESE_WORD, text.length - start); length > 0; length--) {
    const word = text.slice(start, start + length).toLowerCase();
    const concept = CHINESE_LEXICON.get(word);
    if (concept !== undefined) return { kind: 'concept', concept, text: word, start, end: start + length };
  }
  return { kind: 'unknown', text: text.charAt(start), start, end: start + 1 };
}

function mark(text: string, start: number): Token {
  return { kind: 'mark', text: text.charAt(start), start, end: start + 1 };
}

/** "string" and its like are only words about text beside a quotation; elsewhere they may be names. */
function withTextNouns(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index): Token => {
    const isBeside =
      tokens[index + 1]?.kind === 'text' || tokens[index - 1]?.kind === 'text' || tokens[index + 2]?.kind === 'text';
    return isBeside && token.kind === 'word' && TEXT_NOUN.test(token.text)
      ? { ...token, kind: 'concept', concept: { is: 'text-noun' } }
      : token;
  });
}

/** Words of English become concepts, the longest phrase first; what the lexicon does not know stays a word. */
function joinEnglishPhrases(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length;) {
    const found = longestPhrase(tokens, index);
    const token = tokens[index];
    if (token === undefined) break;
    joined.push(
      found?.token ?? (token.kind === 'word' && /^[A-Z]/.test(token.text) && index > 0 ? { ...token, kind: 'name' } : token),
    );
    index += found?.length ?? 1;
  }
  return joined;
}

function longestPhrase(tokens: readonly Token[], from: number): { readonly token: Token; readonly length: number } | undefined {
  for (let length = Math.min(MAX_ENGLISH_PHRASE, tokens.length - from); length > 0; length--) {
    const parts = tokens.slice(from, from + length);
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined || !parts.every(isPhraseWord) || isNameThere(parts, tokens[from - 1])) continue;
    const concept = phraseConcept(parts);
    if (concept === undefined) continue;
    const text = parts.map((part) => part.text).join(' ');
    return { token: { kind: 'concept', concept, text, start: first.start, end: last.end }, length };
  }
  return undefined;
}

/** A capital in the middle of a sentence is a name ("methods of Command"), and so is what a way begins at ("from get to parse_url"). */
function isNameThere(parts: readonly Token[], before: Token | undefined): boolean {
  const first = parts[0]?.text ?? '';
  if (parts.length === 1) return before !== undefined && before.kind !== 'mark' && /^[A-Z][a-z]/.test(first);
  return first === 'get' && /^(?:from|between|of)$/i.test(before?.text ?? '');
}

function isPhraseWord(token: Token): boolean {
  return (
    token.kind === 'word' || token.kind === 'number' || (token.kind === 'mark' && token.text === '-') || token.kind === 'concept'
  );
}

function phraseConcept(parts: readonly Token[]): Concept | undefined {
  const only = parts[0];
  if (parts.length === 1 && only?.kind !== 'word') return undefined;
  const words = parts.map((part) => part.text.toLowerCase());
  return (
    ENGLISH_LEXICON.get(words.join(' ').replaceAll(' - ', '-')) ??
    (parts.length > 1 ? ENGLISH_LEXICON.get(words.join('')) : undefined)
  );
}
