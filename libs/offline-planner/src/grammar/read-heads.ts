import type { SymbolAttribute } from '@codexgraph/cypher-agent';
import type { KindConcept } from '../words/concepts.js';
import type { Sentence } from './sentence.js';

/** Nouns of what is asked for: "which functions or methods", "方法". Nouns beside a name were given to the name before. */
export function headKinds(sentence: Sentence): KindConcept[] {
  const kinds: KindConcept[] = [];
  for (const index of sentence.items.keys()) {
    const kind = sentence.kind(index);
    if (kind === undefined || kind === 'repository' || kinds.includes(kind) || isPredicateNoun(sentence, index)) continue;
    kinds.push(kind);
  }
  return kinds;
}

const CLASS_KINDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^interfaces?$|^接口$/, ['interface', 'protocol']],
  [/^enums?$|^枚举$/, ['enum']],
  [/^traits?$|^特征$/, ['trait']],
  [/^structs?$|^结构体$/, ['struct']],
];

/** Sorts of classes that the head nouns name. */
export function classKinds(sentence: Sentence): string[] {
  const texts = sentence.items.flatMap((_, index) =>
    ['class', 'interface'].includes(sentence.kind(index) ?? '') ? [sentence.text(index)] : [],
  );
  const kinds = texts.map((text) => CLASS_KINDS.find(([pattern]) => pattern.test(text))?.[1]);
  // "classes and interfaces" are all of them.
  return kinds.includes(undefined) ? [] : kinds.flatMap((names) => names ?? []);
}

/** "are those tests?": said of the answer, not asked for. Handled as an attribute. */
function isPredicateNoun(sentence: Sentence, index: number): boolean {
  return sentence.kind(index) === 'test';
}

/** Does the sentence ask with "which", "who", "what", "where" or a command to list? */
export function looksAsked(sentence: Sentence): boolean {
  if (sentence.has('which', 'who', 'where', 'how-many')) return true;
  return sentence.items.some((_, index) => sentence.is(index, 'what') && sentence.kind(sentence.after(index)) !== undefined);
}

/** "functions without tests": nothing of the answer is called by a test. With no noun before it, tests are left out. */
export function isUntested(sentence: Sentence): boolean {
  return sentence.has('untested') && headKinds(sentence).some((kind) => kind !== 'code');
}

/** Attributes that answers must have, or must not have. Tests count as an attribute. */
export function readAttributes(sentence: Sentence): { readonly attribute: SymbolAttribute; readonly negated: boolean }[] {
  const found: { attribute: SymbolAttribute; negated: boolean }[] = [];
  for (const index of sentence.items.keys()) {
    const said = attributeAt(sentence, index);
    if (said !== undefined && !found.some((other) => other.attribute === said.attribute)) found.push(said);
  }
  return found;
}

function attributeAt(
  sentence: Sentence,
  index: number,
): { readonly attribute: SymbolAttribute; readonly negated: boolean } | undefined {
  const concept = sentence.concept(index);
  if (concept?.is === 'undocumented') return { attribute: 'documented', negated: true };
  if (concept?.is === 'production' || (concept?.is === 'untested' && !isUntested(sentence)))
    return { attribute: 'test', negated: true };
  const said = spokenAttribute(sentence, index);
  return said === undefined ? undefined : { attribute: said, negated: isDenied(sentence, index) };
}

function spokenAttribute(sentence: Sentence, index: number): SymbolAttribute | undefined {
  const concept = sentence.concept(index);
  if (concept?.is === 'attribute') return concept.attribute;
  // "does f have tests", "f 有没有测试".
  if (sentence.kind(index) === 'test') return sentence.verb(sentence.before(index)) === 'have' ? 'tested' : 'test';
  return isRecursive(sentence, index) ? 'recursive' : undefined;
}

/** "is f recursive": beside a relation the word tells how far. */
function isRecursive(sentence: Sentence, index: number): boolean {
  if (!/^recursive$|^递归$/.test(sentence.text(index)) || !sentence.is(index, 'indirect')) return false;
  return sentence.items.every(
    (_, at) => ['have', 'define', undefined].includes(sentence.verb(at)) && sentence.role(at) === undefined,
  );
}

/** "not tests", "outside the tests", "排除测试", "测试除外". */
function isDenied(sentence: Sentence, index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
    if (sentence.is(at, 'not', 'except', 'never')) return true;
    if (sentence.reference(at) !== undefined || sentence.is(at, 'only', 'which')) break;
    if (sentence.verb(at) !== undefined && sentence.verb(at) !== 'belong' && sentence.verb(at) !== 'have') break;
  }
  return sentence.is(index + 1, 'except') || sentence.is(index + 2, 'except');
}
