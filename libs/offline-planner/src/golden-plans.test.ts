import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describePlan } from './answering/describe-plan.js';
import { planQuestion } from './planning/plan-question.js';
import { sampleDirectory } from './testing/in-memory-symbol-directory.js';

/** Lines in pairs: a question (turns of a conversation between `||`), and two spaces and its plan. To accept changes: UPDATE_GOLDEN=1. */
const GOLDEN = new URL('./testing/golden-plans.txt', import.meta.url);

async function planWords(line: string): Promise<string> {
  const turns = line.split(' || ');
  const plan = await planQuestion(
    { repository: 'sample', question: turns.at(-1) ?? '', earlier: turns.slice(0, -1) },
    sampleDirectory(),
  );
  if (plan.kind === 'query') return `[${plan.reading.wish}] ${describePlan({ ...plan, language: 'en' })}`;
  if (plan.kind === 'search') return `search ${plan.topic}`;
  return plan.kind === 'missing' ? `missing ${plan.missing.text}` : 'not-understood';
}

describe('questions in many wordings', () => {
  const lines = readFileSync(GOLDEN, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const questions = lines.filter((line) => !line.startsWith('  '));

  it('has more than a hundred and fifty, in both languages', () => {
    expect(questions.length).toBeGreaterThan(150);
    expect(questions.filter((line) => /[\u3400-\u9fff]/.test(line)).length).toBeGreaterThan(60);
  });

  it('plans each of them as it did', async () => {
    const planned: string[] = [];
    for (const question of questions) planned.push(question, `  ${await planWords(question)}`);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, `${planned.join('\n')}\n`);
    else expect(planned).toEqual(lines);
  });
});
