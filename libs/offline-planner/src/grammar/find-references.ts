import type { NameIndex } from '../names/name-index.js';
import type { SymbolEntry } from '../names/symbol-entry.js';
import type { KindConcept } from '../words/concepts.js';
import type { Token } from '../words/token.js';
import { looksLikePath, nameSegments, type Item, type Reference, type ReferenceItem } from './reference.js';

const PLURAL = /(?:[^s]s|sses|ies)$/i;

/** Turns names into references; a known word becomes one where only a name can stand ("a method describe"). */
export function findReferences(tokens: readonly Token[], names: NameIndex): Item[] {
  const hasNames = tokens.some((token) => token.kind === 'name' && !looksLikePath(token.text));
  const items = tokens.map((token, index): Item => {
    if (token.kind === 'name') return referenceItem(token, names);
    if (token.kind === 'word' && (names.link(token.text).length > 0 || isUnknownNameHere(tokens, index)))
      return referenceItem(token, names, true);
    if (token.kind === 'concept' && isNameHere(tokens, index, { names, hasNames })) return referenceItem(token, names);
    return token;
  });
  return attachKinds(items);
}

function referenceItem(token: Token, names: NameIndex, isWeak = false): ReferenceItem {
  const reference: Reference = { text: token.text, entries: names.link(token.text), isPath: looksLikePath(token.text), isWeak };
  return { kind: 'reference', text: token.text, start: token.start, end: token.end, reference };
}

/** "a method describe", "function named call", and, where the question has no other name, "callers of use". */
function isNameHere(
  tokens: readonly Token[],
  index: number,
  { names, hasNames }: { readonly names: NameIndex; readonly hasNames: boolean },
): boolean {
  const token = tokens[index];
  const isArticle = tokens[index - 1]?.text.toLowerCase() === 'the';
  const before = tokens[index - (isArticle ? 2 : 1)];
  const after = tokens[index + 1];
  if (isArticle && isKindFollowing(tokens, index, names)) return true;
  if (token === undefined || before?.kind !== 'concept' || !/^[A-Za-z]\w*$/.test(token.text)) return false;
  if (names.named(token.text).length === 0 && before.concept?.is !== 'named') return false;
  if (isMemberHere(tokens, index, names)) return true;
  const ends =
    after === undefined ||
    after.kind === 'mark' ||
    (after.kind === 'concept' && ['in', 'of', 'from', 'and', 'filler'].includes(after.concept?.is ?? ''));
  if (!ends) return false;
  const expects = before.concept;
  if (expects?.is === 'named') return true;
  if (expects?.is === 'kind') return !PLURAL.test(before.text);
  return !hasNames && (expects?.is === 'of' || expects?.is === 'verb');
}

/** "the count function": a word that names a symbol, before its sort. */
function isKindFollowing(tokens: readonly Token[], index: number, names: NameIndex): boolean {
  const [token, kind] = [tokens[index], tokens[index + 1]];
  if (token === undefined || kind?.concept?.is !== 'kind' || PLURAL.test(kind.text)) return false;
  const isPlain = token.concept !== undefined && ['verb', 'show', 'how-many', 'be', 'filler'].includes(token.concept.is);
  return isPlain && names.named(token.text).length > 0;
}

/** "define foo", "a method foo": a word that the lexicon does not know, where a name stands. */
function isUnknownNameHere(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  const ends = after === undefined || after.kind === 'mark' || after.concept?.is === 'kind';
  if (!ends || before?.kind !== 'concept') return false;
  const concept = before.concept;
  if (concept?.is === 'named') return true;
  if (concept?.is === 'verb') return concept.verb === 'define' || concept.verb === 'have';
  return (
    concept?.is === 'kind' &&
    !PLURAL.test(before.text) &&
    ['method', 'field', 'function', 'class', 'variable'].includes(concept.kind)
  );
}

/** "is describe of ZodType overridden": a word before "of C" that is the name of a member of C. */
function isMemberHere(tokens: readonly Token[], index: number, names: NameIndex): boolean {
  const [before, token, of, owner] = [tokens[index - 1], tokens[index], tokens[index + 1], tokens[index + 2]];
  const expects = before?.concept?.is;
  const isPlace =
    expects !== undefined &&
    ['be', 'auxiliary', 'verb', 'from', 'to', 'and', 'or', 'between', 'of', 'both', 'filler', 'by'].includes(expects);
  const links = of?.concept?.is === 'of' || of?.concept?.is === 'in' || of?.concept?.is === 'from';
  if (!isPlace || token === undefined || !links || owner?.kind !== 'name' || PLURAL.test(token.text)) return false;
  const holders = names.link(owner.text);
  return names.named(token.text).some((entry) => holders.some((holder) => isInside(entry, holder)));
}

/** "the class X", "X 这个类": the sort goes to the name. "which functions X calls" keeps its head. */
function attachKinds(items: readonly Item[]): Item[] {
  const attached: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === undefined) continue;
    const kind = kindOf(item);
    const next = nextMeaningful(items, index);
    if (kind !== undefined && next?.item.kind === 'reference' && isHint(items, index, item)) {
      attached.push(withKind(next.item, kind));
      index = next.index;
      continue;
    }
    const previous = attached.at(-1);
    if (
      kind !== undefined &&
      previous?.kind === 'reference' &&
      previous.reference.kind === undefined &&
      isTrailingHint(items, index)
    ) {
      attached[attached.length - 1] = withKind(previous, kind);
      continue;
    }
    attached.push(item);
  }
  return attached;
}

function kindOf(item: Item): KindConcept | undefined {
  if (item.kind !== 'concept' || item.concept?.is !== 'kind') return undefined;
  return ['code', 'repository', 'test', 'member'].includes(item.concept.kind) ? undefined : item.concept.kind;
}

function isFiller(item: Item | undefined): boolean {
  return item?.kind === 'concept' && item.concept?.is === 'filler';
}

/** The next item, past one "named". */
function nextMeaningful(items: readonly Item[], index: number): { readonly item: Item; readonly index: number } | undefined {
  const next = items[index + 1];
  if (next === undefined) return undefined;
  const after = items[index + 2];
  const isNamed = next.kind === 'concept' && (next.concept?.is === 'named' || next.text === 'called');
  if (isNamed && after?.kind === 'reference' && next.text !== 'called') return { item: after, index: index + 2 };
  if (isNamed && after?.kind === 'reference' && !PLURAL.test(items[index]?.text ?? '')) return { item: after, index: index + 2 };
  return { item: next, index: index + 1 };
}

function isHint(items: readonly Item[], index: number, item: Item): boolean {
  if (PLURAL.test(item.text) && !/^class$/i.test(item.text)) return false;
  const before = items[index - 1];
  const asks =
    before?.kind === 'concept' && (['which', 'what', 'how-many', 'who'] as const).some((is) => before.concept?.is === is);
  if (asks) return false;
  // "A 的 方法 B"? The sort belongs to A's members only when a question word stands before it.
  return true;
}

/** "X class" and "X 这个函数", but not "X 方法数" or "X methods". */
function isTrailingHint(items: readonly Item[], index: number): boolean {
  const item = items[index];
  if (item === undefined || PLURAL.test(item.text)) return false;
  const between = items[index - 1];
  const isHan = /[\u3400-\u9fff]/.test(item.text);
  if (!isHan) return between?.kind === 'reference';
  const after = items[index + 1];
  const asksForKind = after?.kind === 'concept' && after.concept?.is === 'how-many';
  return !asksForKind && (between?.kind === 'reference' || (isFiller(between) && items[index - 2]?.kind === 'reference'));
}

function withKind(item: ReferenceItem, kind: KindConcept): ReferenceItem {
  return { ...item, reference: { ...item.reference, kind, isWeak: false } };
}

/** Does this entry stand inside that owner: as its member, in its file, or in its folder? */
export function isInside(entry: SymbolEntry, owner: SymbolEntry): boolean {
  if (entry.id === owner.id) return false;
  if (owner.label === 'PACKAGE') return entry.filePath.startsWith(`${owner.filePath}/`);
  if (owner.label === 'MODULE') return entry.filePath === owner.filePath && entry.label !== 'MODULE';
  return entry.filePath === owner.filePath && entry.qualifiedName.startsWith(`${owner.qualifiedName}.`);
}

/** The last part of a name. */
export function shortName(text: string): string {
  return nameSegments(text).at(-1) ?? text;
}
