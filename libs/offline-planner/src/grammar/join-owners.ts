import type { SymbolDirectory } from '../names/symbol-entry.js';
import { classesOf, isInside, shortName, type Item, type Reference, type ReferenceItem } from './reference.js';

/** What owners are looked up with. */
export interface OwnerLookup {
  readonly directory: SymbolDirectory;
  readonly repository: string;
}

interface Joint {
  /** Index of the first item after the joint. */
  readonly end: number;
  readonly member: ReferenceItem;
  readonly owner: ReferenceItem;
  /** A class or file that is named as the owner beyond doubt ("a of B", "B 的 a"). */
  readonly certain: boolean;
}

/** Joins "send of Session", "`Session` 的 `send`", "info (src/help.py)", "info in help.py" to one reference each. */
export async function joinOwners(items: readonly Item[], lookup: OwnerLookup): Promise<Item[]> {
  let joined = [...items];
  for (let index = 0; index < joined.length; index++) {
    const joint = jointAt(joined, index);
    if (joint === undefined) continue;
    const reference = await ownedReference(joint, lookup);
    if (reference === undefined) continue;
    const first = joined[index];
    const last = joined[joint.end - 1];
    if (first === undefined || last === undefined) continue;
    const item: ReferenceItem = { kind: 'reference', text: reference.text, start: first.start, end: last.end, reference };
    joined = [...joined.slice(0, index), item, ...joined.slice(joint.end)];
    // The joined name may have an owner of its own: "a of B in file.py".
    index = Math.max(-1, index - 4);
  }
  return joined;
}

/** Does a joint begin at this reference? */
function jointAt(items: readonly Item[], index: number): Joint | undefined {
  const first = items[index];
  if (first?.kind !== 'reference') return undefined;
  return bracketJoint(items, index, first) ?? englishJoint(items, index, first) ?? chineseJoint(items, index, first);
}

function bracketJoint(items: readonly Item[], index: number, first: ReferenceItem): Joint | undefined {
  const [open, inside, close] = items.slice(index + 1, index + 4);
  if (open?.kind !== 'mark' || !'(（'.includes(open.text) || inside?.kind !== 'reference' || close?.kind !== 'mark')
    return undefined;
  return ')）'.includes(close.text) ? { end: index + 4, member: first, owner: inside, certain: true } : undefined;
}

function englishJoint(items: readonly Item[], index: number, first: ReferenceItem): Joint | undefined {
  const next = items[index + 1];
  if (next === undefined || isHan(next.text)) return undefined;
  const skip = isConcept(items[index + 2], 'filler') ? 3 : 2;
  const second = items[index + skip];
  if (second?.kind !== 'reference') return undefined;
  const end = index + skip + 1;
  if (isConcept(next, 'possessive')) return { end, member: second, owner: first, certain: true };
  const isOf = isConcept(next, 'of');
  return isOf || isConcept(next, 'in') || isConcept(next, 'from')
    ? { end, member: first, owner: second, certain: isOf }
    : undefined;
}

/** "B 的 a", "B 里的 a", "B 中 a", "B 中定义的 a". */
function chineseJoint(items: readonly Item[], index: number, first: ReferenceItem): Joint | undefined {
  let next = index + 1;
  let links = 0;
  for (; next < items.length; next++) {
    const item = items[next];
    const isLink =
      isConcept(item, 'inside-of') || (isConcept(item, 'of') && isHan(item?.text ?? '')) || (links > 0 && isVerb(item, 'define'));
    if (!isLink) break;
    links++;
  }
  const second = items[next];
  if (links === 0 || second?.kind !== 'reference') return undefined;
  return { end: next + 1, member: second, owner: first, certain: isConcept(items[next - 1], 'of') };
}

async function ownedReference({ member, owner, certain }: Joint, lookup: OwnerLookup): Promise<Reference | undefined> {
  const [inner, outer] = [member.reference, owner.reference];
  if (inner.isPath || inner.missingFrom !== undefined) return undefined;
  const fitting = inner.entries.filter((entry) => outer.entries.some((holder) => isInside(entry, holder)));
  const text = ownedText(inner, outer);
  if (fitting.length > 0) return { ...inner, text, entries: fitting, isWeak: false };
  if (!certain || outer.entries.length === 0) return undefined;
  // "A of B" with a B that cannot have members is two names.
  const classes = classesOf(outer);
  if (classes.length > 0) {
    const inherited = await lookup.directory.inherited(
      lookup.repository,
      classes.map((entry) => entry.id),
      [shortName(inner.text)],
    );
    const nearest = inherited[0];
    if (nearest !== undefined) return { ...inner, text, entries: [nearest], isWeak: false, isInherited: true };
  }
  const canOwn = outer.isPath || outer.entries.some((entry) => ['CLASS', 'MODULE', 'TYPE', 'PACKAGE'].includes(entry.label));
  return canOwn ? { ...inner, text, entries: [], isWeak: false, missingFrom: outer } : undefined;
}

function ownedText(inner: Reference, outer: Reference): string {
  return outer.isPath ? `${inner.text} (${outer.text})` : `${outer.text}.${inner.text}`;
}

function isConcept(item: Item | undefined, is: string): boolean {
  return item?.kind === 'concept' && item.concept?.is === is;
}

function isVerb(item: Item | undefined, verb: string): boolean {
  return item?.kind === 'concept' && item.concept?.is === 'verb' && item.concept.verb === verb;
}

function isHan(text: string): boolean {
  return /[\u3400-\u9fff]/.test(text);
}
