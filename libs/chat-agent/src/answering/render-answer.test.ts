import type { Citation } from '@codexgraph/llm';
import { describe, expect, it } from 'vitest';
import { renderChatAnswer } from './render-answer.js';

const cited = (name: string, line: number): Citation => ({
  id: name,
  label: 'METHOD',
  name,
  qualified_name: `pkg.${name}`,
  file_path: 'src/a.py',
  start_line: line,
  end_line: line + 8,
});

describe("the Chat agent's answer", () => {
  it('lists only citations whose place the text does not name', () => {
    const conclusion = '2 callers:\n- `one` (src/a.py:10), method\n- `two` (src/a.py:20-28), method';
    expect(renderChatAnswer({ conclusion, analysis: '' }, [cited('one', 10), cited('two', 20)])).toBe(`## answer\n${conclusion}`);
    expect(renderChatAnswer({ conclusion, analysis: '' }, [cited('one', 10), cited('three', 2)])).toBe(
      `## answer\n${conclusion}\n\n## reference\n- \`pkg.three\` (src/a.py:2-10)`,
    );
  });

  it('lists all of them under a text that names no place, or only the analysis names some', () => {
    expect(
      renderChatAnswer({ conclusion: 'Both do.', analysis: '`one` at src/a.py:10.' }, [cited('one', 10), cited('two', 1)]),
    ).toBe('## answer\nBoth do.\n\n## analysis\n`one` at src/a.py:10.\n\n## reference\n- `pkg.two` (src/a.py:1-9)');
    // Line 1 is not line 10.
    expect(renderChatAnswer({ conclusion: 'src/a.py:10', analysis: '' }, [cited('two', 1)])).toContain('## reference');
  });
});
