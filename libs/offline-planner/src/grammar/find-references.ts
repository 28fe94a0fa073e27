import type { NameIndex } from '../names/name-index.js';
import type { KindConcept } from '../words/concepts.js';
import { means, type Token } from '../words/token.js';
import { isNameHere, isUnknownNameHere, PLURAL } from './names-in-place.js';
import { looksLikePath, mayBeMember, type Item, type Reference, type ReferenceItem } from './reference.js';

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
  const entries = names.link(token.text);
  const isPath = looksLikePath(token.text) && !(mayBeMember(token.text) && entries.some(({ label }) => label !== 'MODULE'));
  const reference: Reference = { text: token.text, entries, isPath, isWeak };
  return { kind: 'reference', text: token.text, start: token.start, end: token.end, reference };
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

/** The next item, past one "named" ("a method called x"; "methods called x" are those that x is a name of elsewhere). */
function nextMeaningful(items: readonly Item[], index: number): { readonly item: Item; readonly index: number } | undefined {
  const [item, next, after] = [items[index], items[index + 1], items[index + 2]];
  if (item === undefined || next === undefined) return undefined;
  if (after !== undefined && after.kind === 'reference' && isNaming(item, next)) return { item: after, index: index + 2 };
  return { item: next, index: index + 1 };
}

function isNaming(kind: Item, next: Item): boolean {
  if (next.kind !== 'concept') return false;
  return next.text === 'called' ? !PLURAL.test(kind.text) : means(next, 'named');
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
  const text = items[index]?.text ?? '';
  if (PLURAL.test(text)) return false;
  const follows = items[index - 1]?.kind === 'reference';
  if (!/[\u3400-\u9fff]/.test(text)) return follows;
  const after = items[index + 1];
  if (after?.kind === 'concept' && means(after, 'how-many')) return false;
  return follows || (isFiller(items[index - 1]) && items[index - 2]?.kind === 'reference');
}

function withKind(item: ReferenceItem, kind: KindConcept): ReferenceItem {
  return { ...item, reference: { ...item.reference, kind, isWeak: false } };
}
