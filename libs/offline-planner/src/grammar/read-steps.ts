import type { Sentence } from './sentence.js';

/** How far traversals go: "3 levels", "depth 3", "最多 2 次调用", "directly or indirectly". Undefined when nothing is said. */
export function readSteps(sentence: Sentence): number | 'all' | undefined {
  const number = stepNumber(sentence);
  if (number !== undefined) return number;
  if (sentence.has('indirect', 'all-levels')) return 'all';
  if (sentence.hasVerb('reach')) return 'all';
  if (!sentence.has('direct') && sentence.items.some(({ kind, text }) => kind === 'concept' && LINEAGE.test(text))) return 'all';
  return sentence.has('direct') ? 1 : undefined;
}

/** Words that mean the whole line, not the next generation. */
const LINEAGE = /^(?:ancestors?|descendants?|heirs|后代类?|子孙类|祖先类?|继承链)$/;

function stepNumber(sentence: Sentence): number | undefined {
  for (const [index, item] of sentence.items.entries()) {
    if (item.kind !== 'number' || item.value === undefined || item.value < 1) continue;
    if (isUnit(sentence, sentence.after(index)) || isDepthWord(sentence, sentence.before(index))) return item.value;
    if (sentence.is(sentence.before(index), 'up-to')) return item.value;
  }
  return undefined;
}

function isUnit(sentence: Sentence, index: number): boolean {
  return sentence.is(index, 'depth-unit') || sentence.verb(index) === 'call' || sentence.role(index) === 'call-noun';
}

/** "depth 3", "深度为 2", "depth of 3". */
function isDepthWord(sentence: Sentence, index: number): boolean {
  if (sentence.is(index, 'depth-unit')) return true;
  return sentence.is(index, 'be', 'of') && sentence.is(sentence.before(index), 'depth-unit');
}
