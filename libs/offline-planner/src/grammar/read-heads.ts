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

/** "are those tests?": said of the answer, not asked for. Handled as an attribute. */
function isPredicateNoun(sentence: Sentence, index: number): boolean {
  return sentence.kind(index) === 'test';
}

/** Does the sentence ask with "which", "who", "what", "where" or a command to list? */
export function looksAsked(sentence: Sentence): boolean {
  return sentence.has('which', 'who', 'where', 'how-many');
}

/** "functions without tests": nothing of the answer is called by a test. With no noun before it, tests are left out. */
export function isUntested(sentence: Sentence): boolean {
  return sentence.has('untested') && headKinds(sentence).some((kind) => kind !== 'code');
}

/** Attributes that answers must have, or must not have. Tests count as an attribute. */
export function readAttributes(sentence: Sentence): { readonly attribute: SymbolAttribute; readonly negated: boolean }[] {
  const found: { attribute: SymbolAttribute; negated: boolean }[] = [];
  for (const index of sentence.items.keys()) {
    const concept = sentence.concept(index);
    if (concept?.is === 'production' || (concept?.is === 'untested' && !isUntested(sentence))) {
      found.push({ attribute: 'test', negated: true });
      continue;
    }
    const attribute: SymbolAttribute | undefined =
      concept?.is === 'attribute' ? concept.attribute : sentence.kind(index) === 'test' ? ('test' as const) : undefined;
    if (attribute === undefined || found.some((other) => other.attribute === attribute)) continue;
    found.push({ attribute, negated: isDenied(sentence, index) });
  }
  return found;
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
