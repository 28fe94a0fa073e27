import { describe, expect, it } from 'vitest';
import { analyseQuery } from './analyse-query.js';

const REPORT = `Session.send drops the proxy of a redirect

When \`resolve_redirects\` follows a 302 the proxies are gone, see https://example.org/x/y.py.

\`\`\`python
from shop import Session
s = Session()
s.send(req)
\`\`\`

Traceback (most recent call last):
  File "/usr/lib/python3/site-packages/shop/sessions.py", line 210, in resolve_redirects
    self.rebuild_proxies(req)
  File "/usr/lib/python3/site-packages/shop/adapters.py", line 12, in send
    raise ProxyError()
`;

describe('reading a question', () => {
  it('leaves out what surrounds the message of a change, and knows which words stand side by side', () => {
    const { words, pairs } = analyseQuery('fix: drop the expired session of a fix fixes #12');
    expect(words.map(({ word }) => word)).toEqual(['drop', 'expir', 'session', 'fix']);
    expect(pairs).toEqual(['drop expir', 'expir session', 'session fix']);
  });

  it('keeps the meaningful words of a sentence, folded', () => {
    const { words, names, length, hasCode } = analyseQuery('How are the credentials looked up in a .netrc file?');
    expect(words.map(({ word }) => word)).toEqual(['credenti', 'look', 'netrc', 'file']);
    expect({ names, length, hasCode }).toEqual({ names: [], length: 4, hasCode: false });
  });

  it('finds names, paths and stack frames in a report, and weighs its title most', () => {
    const query = analyseQuery(REPORT);
    expect(query.strongNames).toEqual(expect.arrayContaining(['session.send', 'send', 'resolve_redirects']));
    expect(query.names).toContain('rebuild_proxies');
    expect(query.frames).toEqual([
      { path: '/usr/lib/python3/site-packages/shop/sessions.py', line: 210, name: 'resolve_redirects' },
      { path: '/usr/lib/python3/site-packages/shop/adapters.py', line: 12, name: 'send' },
    ]);
    expect(query.hasCode).toBe(true);
    expect(query.words.slice(0, 3).map(({ word }) => word)).toContain('proxi');
    expect(query.paths.some((path) => path.includes('example.org'))).toBe(false);
  });

  it('reads frames of JavaScript', () => {
    const { frames } = analyseQuery('TypeError: x\n    at Worker.run (/app/src/worker.ts:10:5)\n    at /app/src/main.js:3:1');
    expect(frames).toEqual([
      { path: '/app/src/worker.ts', line: 10, name: 'run' },
      { path: '/app/src/main.js', line: 3, name: '' },
    ]);
  });

  it('falls back to stop words when there is nothing else, and to nothing for signs', () => {
    expect(analyseQuery('what is it').words.map(({ word }) => word)).toEqual(['what', 'is', 'it']);
    expect(analyseQuery('?!').words).toEqual([]);
  });

  it('bounds what it reads of a very long text', () => {
    const { words } = analyseQuery(Array.from({ length: 30_000 }, (_, at) => `w${String(at)}x`).join(' '));
    expect(words.length).toBeLessThanOrEqual(400);
  });
});
