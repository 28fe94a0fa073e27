import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('navigator', { language: 'en', userAgent: '' });
vi.stubGlobal('localStorage', { getItem: () => null });
vi.stubGlobal('window', globalThis);
const { Markdown } = await import('./markdown.js');

const html = (text: string) => renderToStaticMarkup(createElement(Markdown, { text })).replace(/^<div[^>]*>|<\/div>$/g, '');

describe('Markdown', () => {
  it('makes elements of what people write', () => {
    expect(html('Three **callers** of `add`:\n\n- a\n- b')).toBe(
      '<p>Three <strong>callers</strong> of <code>add</code>:</p><ul><li>a</li><li>b</li></ul>',
    );
  });

  it.each([
    ['<script>alert(1)</script>', /<script/],
    ['a <img src=x onerror=alert(1)> b', /<img/],
    ['![x](https://evil.example/pixel.png)', /<img|evil\.example/],
    ['[x](javascript:alert(1))', /href/],
    ['[x](data:text/html,<script>1</script>)', /href|<script/],
    ['<a href="javascript:alert(1)">x</a>', /<a /],
    ['`<b>`', /<b>/],
    ['&lt;b&gt;', /<b>/],
  ])('never becomes markup of its own: %s', (text, forbidden) => {
    expect(html(text)).not.toMatch(forbidden);
  });

  it('links to the web only, without telling where from', () => {
    expect(html('[docs](https://host/page)')).toBe(
      '<p><a href="https://host/page" target="_blank" rel="noreferrer noopener">docs</a></p>',
    );
  });

  it('shows generic types and comparisons as they are written', () => {
    expect(html('a `Map<string, X>` & 1 < 2')).toBe('<p>a <code>Map&lt;string, X&gt;</code> &amp; 1 &lt; 2</p>');
  });
});
