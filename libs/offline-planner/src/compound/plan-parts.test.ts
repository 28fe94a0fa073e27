import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { QuestionPlan } from '../planning/plan.js';
import { describePlan } from '../answering/describe-plan.js';
import { sampleDirectory } from '../testing/in-memory-symbol-directory.js';
import { planParts } from './plan-parts.js';
import { MOST_PARTS } from './split-question.js';

const directory = sampleDirectory();
const HAN = /[\u3400-\u9fff]/;

function meaning(plan: QuestionPlan): string {
  return plan.kind === 'query' ? `[${plan.reading.wish}] ${describePlan({ ...plan, language: 'en' })}` : plan.kind;
}

async function meanings(question: string): Promise<string[]> {
  const { parts } = await planParts({ repository: 'sample', question }, directory);
  return parts.map(({ plan }) => meaning(plan));
}

/** Blocks of lines: a text, and its questions' plans with two spaces before each. To accept changes: UPDATE_GOLDEN=1. */
function blocks(file: string): { readonly question: string; readonly plans: readonly string[] }[] {
  const text = readFileSync(new URL(`../testing/${file}`, import.meta.url), 'utf8');
  return text
    .split(/\n(?! )/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [question = '', ...plans] = block.trimEnd().split('\n');
      return { question, plans: plans.map((plan) => plan.trim()) };
    });
}

describe('texts with several questions', () => {
  it.each(blocks('golden-compounds.txt'))('$question', async ({ question, plans }) => {
    expect(await meanings(question)).toEqual(plans);
  });

  it('means what its two questions mean alone, for pairs of the golden wordings', async () => {
    const alone = new Map<string, readonly string[]>();
    for (const { question, plans } of blocks('golden-plans.txt'))
      if (!question.includes('||') && !/missing|not-understood|^search/.test(plans[0] ?? ''))
        alone.set(question, await meanings(question));
    const questions = [...alone.keys()];
    const differing: string[] = [];
    for (const [index, first] of questions.entries()) {
      const second = questions[(index * 13 + 37) % questions.length] ?? first;
      if (HAN.test(first) !== HAN.test(second)) continue;
      const wanted = [...new Set([...(alone.get(first) ?? []), ...(alone.get(second) ?? [])])];
      for (const text of joinedTexts(first, second))
        if (JSON.stringify(await meanings(text)) !== JSON.stringify(wanted)) differing.push(text);
    }
    expect(differing).toEqual([]);
  }, 60_000);

  it('answers the first questions of a text that has too many, and names the others', async () => {
    const texts = ['Session', 'parse_url', 'to_text', 'Adapter', 'info', 'main', 'select_proxy', 'encode_body', 'get', 'post'];
    const { parts, left } = await planParts(
      { repository: 'sample', question: texts.map((name) => `Where is \`${name}\` defined?`).join(' ') },
      directory,
    );
    expect([parts.length, left.length]).toEqual([MOST_PARTS, texts.length - MOST_PARTS]);
  });
});

/** The two questions in one text, in the ways that people join them. */
function joinedTexts(first: string, second: string): string[] {
  const begin = first.replace(/[?？。]\s*$/, '');
  if (HAN.test(first)) return ['？', '；', '。'].map((joint) => `${begin}${joint}${second}`);
  const texts = ['? ', '; ', '. '].map((joint) => `${begin}${joint}${second}`);
  const asks = /^(?:who|which|what|where|how many|does)\b/i;
  return asks.test(first) && asks.test(second)
    ? [...texts, `${begin}, and ${second.charAt(0).toLowerCase()}${second.slice(1)}`]
    : texts;
}
