import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planParts } from './compound/plan-parts.js';
import { sampleDirectory } from './testing/in-memory-symbol-directory.js';

const PAGE = new URL('../../../docs/asking.md', import.meta.url);

/** The questions of the second column of the table. */
const examples = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!about)/.test(line))
  .flatMap((line) => (line.split('|')[2] ?? '').split('·'))
  .map((example) => example.trim())
  .filter((example) => example !== '');

describe('docs/asking.md', () => {
  it('has examples of every sort', () => {
    expect(examples.length).toBeGreaterThan(50);
  });

  it.each(examples)('%s', async (question) => {
    const { parts } = await planParts({ repository: 'sample', question }, sampleDirectory());
    for (const { plan } of parts) {
      expect(plan.kind).toBe('query');
      expect(plan.reading.coverage).toBe(1);
    }
  });
});
