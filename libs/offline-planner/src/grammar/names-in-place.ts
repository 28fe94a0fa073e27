import type { NameIndex } from '../names/name-index.js';
import { means, type Token } from '../words/token.js';
import { isInside } from './reference.js';

/** English nouns in the plural: "methods", "classes". */
export const PLURAL = /(?:[^s]s|sses|ies)$/i;

/** Kinds that may stand before a name that the lexicon does not know. */
const NAMED_KINDS: readonly string[] = ['method', 'field', 'function', 'class', 'variable'];

interface Place {
  readonly names: NameIndex;
  /** The question has written names besides. */
  readonly hasNames: boolean;
}

/** Is this known word a name here? "a method describe", "function named call", and, where the question has no other name, "callers of use". */
export function isNameHere(tokens: readonly Token[], index: number, { names, hasNames }: Place): boolean {
  const token = tokens[index];
  if (token === undefined || !/^[A-Za-z]\w*$/.test(token.text)) return false;
  const isArticle = tokens[index - 1]?.text.toLowerCase() === 'the';
  if (isArticle && isBeforeKind(tokens, index, names)) return true;
  const before = tokens[index - (isArticle ? 2 : 1)];
  if (before?.kind !== 'concept' || !canBeName(token, before, names)) return false;
  return isMemberHere(tokens, index, names) || isNameByPlace(tokens, index, { before, hasNames });
}

function isNameByPlace(
  tokens: readonly Token[],
  index: number,
  { before, hasNames }: { readonly before: Token; readonly hasNames: boolean },
): boolean {
  // "which do not implement exists".
  if (means(tokens[index], 'exists') && means(before, 'verb')) return true;
  return (isEndOfPhrase(tokens[index + 1]) && expectsName(before, hasNames)) || isEndOfPath(tokens, index);
}

function canBeName(token: Token, before: Token, names: NameIndex): boolean {
  if (means(token, 'kind', 'it', 'those', 'who', 'which', 'what', 'where', 'decorator') && !means(before, 'named')) return false;
  return means(before, 'named') || names.named(token.text).length > 0;
}

function isEndOfPhrase(token: Token | undefined): boolean {
  return token === undefined || token.kind === 'mark' || means(token, 'in', 'of', 'from', 'and', 'filler');
}

function expectsName(before: Token, hasNames: boolean): boolean {
  if (means(before, 'named')) return true;
  if (means(before, 'kind')) return !PLURAL.test(before.text);
  return !hasNames && means(before, 'of', 'verb');
}

/** "from get to parse_url", "between get and post": both ends of a way are names. */
function isEndOfPath(tokens: readonly Token[], index: number): boolean {
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (means(before, 'from')) return means(after, 'to') || after === undefined || after.kind === 'mark';
  if (means(before, 'between')) return means(after, 'and');
  const isSecond = means(before, 'to', 'and') && (after === undefined || after.kind === 'mark');
  return isSecond && tokens.slice(0, index).some((token) => means(token, 'from', 'between'));
}

/** "the count function": a word that names a symbol, before its sort. */
function isBeforeKind(tokens: readonly Token[], index: number, names: NameIndex): boolean {
  const [token, kind] = [tokens[index], tokens[index + 1]];
  if (token === undefined || !means(kind, 'kind') || PLURAL.test(kind?.text ?? '')) return false;
  return means(token, 'verb', 'show', 'how-many', 'be', 'filler') && names.named(token.text).length > 0;
}

/** "define foo", "a method foo": a word that the lexicon does not know, where a name stands. */
export function isUnknownNameHere(tokens: readonly Token[], index: number): boolean {
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  if (isAskedPlace(tokens, index)) return true;
  if (!isEndOfPhrase(after) && !means(after, 'kind')) return false;
  const concept = before?.concept;
  if (concept === undefined || before === undefined) return false;
  if (concept.is === 'verb') return concept.verb === 'define' || concept.verb === 'have';
  if (concept.is === 'kind') return !PLURAL.test(before.text) && NAMED_KINDS.includes(concept.kind);
  return concept.is === 'named';
}

/** "where is foo defined". */
function isAskedPlace(tokens: readonly Token[], index: number): boolean {
  const verb = tokens[index + 1]?.concept;
  const isDefined = verb?.is === 'verb' && verb.verb === 'define';
  return isDefined && means(tokens[index - 1], 'be') && means(tokens[index - 2], 'where');
}

/** "is describe of ZodType overridden": a word before "of C" that is the name of a member of C. */
function isMemberHere(tokens: readonly Token[], index: number, names: NameIndex): boolean {
  const [before, token, link, owner] = [tokens[index - 1], tokens[index], tokens[index + 1], tokens[index + 2]];
  if (token === undefined || owner === undefined || owner.kind !== 'name' || PLURAL.test(token.text)) return false;
  if (!means(link, 'of', 'in', 'from')) return false;
  if (!means(before, 'be', 'auxiliary', 'verb', 'from', 'to', 'and', 'or', 'between', 'of', 'both', 'filler', 'by')) return false;
  const holders = names.link(owner.text);
  return names.named(token.text).some((entry) => holders.some((holder) => isInside(entry, holder)));
}
