import type { Predicate } from './find-predicates.js';
import { firstGroup, lastGroup, type Bounds, type Group, type Sides } from './name-groups.js';
import type { Sentence } from './sentence.js';

/** Names left and right of a verb, by voice: "X calls Y", "Y is called by X", "where is Y called". */
export function englishSides(sentence: Sentence, predicate: Predicate, bounds: Bounds): Sides {
  const left = lastGroup(sentence, predicate.index, bounds);
  const right = firstGroup(sentence, predicate.index, bounds);
  const around: Around = { left, right, isLeftNearest: left !== undefined && !asksBetween(sentence, left, predicate.index) };
  return predicate.isPassive ? passiveSides(sentence, predicate, around) : activeSides(sentence, predicate, around);
}

interface Around {
  readonly left: Group | undefined;
  readonly right: Group | undefined;
  /** Nothing that is asked for stands between the left names and the verb. */
  readonly isLeftNearest: boolean;
}

function activeSides(sentence: Sentence, predicate: Predicate, { left, right, isLeftNearest }: Around): Sides {
  // "import from X" imports X.
  const isImport = predicate.relation === 'imports';
  const agent = left === undefined || isOwnerOfHead(sentence, left) ? undefined : left;
  if (right === undefined) return agent === undefined ? {} : { subject: agent };
  if (isFromPhrase(sentence, right) && !isImport) return passiveLike(left, right);
  return agent !== undefined && isLeftNearest ? { subject: agent, object: right } : { object: right };
}

function passiveSides(sentence: Sentence, predicate: Predicate, around: Around): Sides {
  const { right } = around;
  // What is derived from X has X as its base.
  if (right !== undefined && predicate.relation === 'inherits' && isFromPhrase(sentence, right)) return { object: right };
  const agent = right !== undefined && isAgentPhrase(sentence, right) ? { subject: right } : undefined;
  return passiveWithAgent(sentence, agent, around);
}

function passiveWithAgent(
  sentence: Sentence,
  agent: { readonly subject: Group } | undefined,
  { left, isLeftNearest }: Around,
): Sides {
  if (left === undefined) return agent ?? {};
  if (!isLeftNearest) return agent ?? { subject: left };
  if (isOwnerOfHead(sentence, left)) return agent ?? {};
  return agent !== undefined && isInPhrase(sentence, left) ? agent : { ...agent, object: left };
}

/** "where does X get called from", "what reaches X from Y". */
function passiveLike(left: Group | undefined, right: Group): Sides {
  return left === undefined ? { subject: right } : { object: left, subject: right };
}

/** A question word or head noun between the group and the verb: the group is not the verb's neighbour. */
function asksBetween(sentence: Sentence, group: Group, verb: number): boolean {
  const last = group.indexes.at(-1) ?? 0;
  for (let at = last + 1; at < verb; at++)
    if (sentence.is(at, 'which', 'who', 'what') || sentence.kind(at) !== undefined) return true;
  return false;
}

/** "methods of C", "functions in f.py": the name belongs to the head noun. */
function isOwnerOfHead(sentence: Sentence, group: Group): boolean {
  const first = group.indexes[0] ?? 0;
  const preposition = sentence.before(first);
  if (!sentence.is(preposition, 'of', 'in', 'from')) {
    const after = sentence.after(group.indexes.at(-1) ?? first);
    return sentence.is(after, 'possessive') && sentence.kind(sentence.after(after)) !== undefined;
  }
  const head = sentence.before(preposition);
  return sentence.kind(head) !== undefined || sentence.verb(head) === 'define';
}

function isFromPhrase(sentence: Sentence, group: Group): boolean {
  return sentence.is(sentence.before(group.indexes[0] ?? 0), 'from');
}

function isAgentPhrase(sentence: Sentence, group: Group): boolean {
  return sentence.is(sentence.before(group.indexes[0] ?? 0), 'by', 'from', 'in');
}

function isInPhrase(sentence: Sentence, group: Group): boolean {
  return sentence.is(sentence.before(group.indexes[0] ?? 0), 'in');
}
