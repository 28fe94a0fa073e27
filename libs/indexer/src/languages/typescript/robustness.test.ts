import { describe, expect, it } from 'vitest';
import { extractFile } from '../../extraction/file-extractor.js';
import { languages } from './language.js';
import { scriptFacts } from './testing/script-facts.js';

const SAMPLE = `
import a, { b } from './m';
export class A<T> extends b(a) { #x = 1; @d m(@p q = \`\${a}\`) { return this.#x ?? super.m(); } }
function* g() { for (const [k, { v = 1, ...w }] of g()) { label: if (k) continue; else yield* v; } }
export default { get x() { return 1; }, ['y' + 1]: async () => await import('./z') };
`;

describe('TypeScript: text that is no program', () => {
  it('extracts every prefix of a file without failing', async () => {
    for (const language of languages) {
      for (let length = 0; length <= SAMPLE.length; length += 7) {
        const facts = await extractFile(language, SAMPLE.slice(0, length));
        expect(facts.definitions[0]?.label).toBe('MODULE');
      }
    }
  });

  it('keeps what stands around an error', async () => {
    const facts = await scriptFacts(
      'a.ts',
      'function before() {}\nclass B { ) }\nfunction after() {}\n',
      'definitions',
      'problems',
    );
    expect(facts).toContain('FUNCTION function before');
    expect(facts).toContain('FUNCTION function after');
    expect(facts).toContain('syntax_error');
  });

  it('leaves out syntax that is nested too deeply and says so', async () => {
    const facts = await scriptFacts('a.ts', `const x = ${'['.repeat(450)}${']'.repeat(450)};\n`, 'problems');
    expect(facts).toContain('too_deep');
  });
});
