import { describe, expect, it } from 'vitest';
import { checkRevision, looksLikeGitUrl, parseGitUrl } from './git-url.js';

describe('parseGitUrl', () => {
  it.each([
    ['https://github.com/psf/requests.git', 'https', 'https://github.com/psf/requests.git'],
    ['https://me:s3cret@host.example/a/b', 'https', 'https://host.example/a/b'],
    ['https://host.example:8443/a', 'https', 'https://host.example:8443/a'],
    ['ssh://git@host.example:22/a/b.git', 'ssh', 'ssh://git@host.example:22/a/b.git'],
    ['git@host.example:a/b.git', 'ssh', 'git@host.example:a/b.git'],
    ['host.example:a/b.git', 'ssh', 'host.example:a/b.git'],
    ['git+ssh://git@host/a', 'ssh', 'ssh://git@host/a'],
  ])('takes %s', (text, transport, url) => {
    expect(parseGitUrl(text)).toMatchObject({ transport, url });
  });

  it.each([
    'ext::sh -c "touch /tmp/owned"',
    'fd::17',
    'EXT::x',
    '--upload-pack=touch /tmp/owned',
    '-oProxyCommand=x',
    'ssh://-oProxyCommand=touch/x',
    'ssh://-oProxyCommand=x@host/x',
    'ssh://host/-x',
    'git@host:-x',
    '-x@host:a',
    'git@-host:a',
    'https://host/a\nb',
    'https://host/a%0ab',
    'https://us%0aer:x@host/a',
    'https://host',
    'https:///path',
    'git://host/a',
    'ftp://host/a',
    'http://host/a',
    'file:///etc',
    'file://host/share',
    'javascript://x',
    '',
    '/etc/passwd',
    'https://host/%E0%A4%A',
    'a\0b',
  ])('refuses %j', (text) => {
    expect(() => parseGitUrl(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }) as Error);
  });

  it('keeps credentials apart and out of every name and message', () => {
    const parsed = parseGitUrl('https://me:s3cr%40t@host.example/a/b');
    expect(parsed.credentials).toBe('me:s3cr@t');
    expect(JSON.stringify({ ...parsed, credentials: '' })).not.toMatch(/s3cr|me:/);
    expect(parsed.folderName).toBe(parseGitUrl('https://host.example/a/b').folderName);
    expect(() => parseGitUrl('gopher://me:s3cret@host/a')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') as string }) as Error,
    );
  });

  it('gives folder names without anything special in them', () => {
    for (const text of [
      'https://host/../../etc',
      "https://host/a'b`c$(x)",
      'git@host:/../..',
      `https://host/${'x'.repeat(4000)}`,
      'https://host/.git/',
    ]) {
      expect(parseGitUrl(text).folderName).toMatch(/^[A-Za-z0-9][A-Za-z0-9.-]{0,80}-[0-9a-f]{12}\.git$/);
    }
    expect(parseGitUrl('https://host/a-b').folderName).not.toBe(parseGitUrl('https://host/a/b').folderName);
  });

  it('allows files and http only when told to', () => {
    expect(parseGitUrl('file:///srv/repo', ['file'])).toMatchObject({ transport: 'file', url: 'file:///srv/repo' });
    expect(parseGitUrl('http://host/a', ['http'])).toMatchObject({ transport: 'http' });
    expect(() => parseGitUrl('https://host/a', ['ssh'])).toThrow(/allowed: ssh/);
  });
});

describe('looksLikeGitUrl', () => {
  it('tells URLs from paths', () => {
    expect(['https://h/a', 'git@h:a', 'host.example:a', 'ext::x', 'file:///a'].map(looksLikeGitUrl)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['.', '/a/b', 'a:b', 'C:\\code', 'C:/code', './x:y', 'src/a:b', '~/code'].map(looksLikeGitUrl)).toEqual(
      Array.from({ length: 8 }, () => false),
    );
  });
});

describe('checkRevision', () => {
  it('takes names and hashes', () => {
    for (const revision of ['main', 'v1.2.3', 'feature/x-1', 'release@2', 'größe', 'a'.repeat(40), 'a1b2c3d'])
      expect(() => checkRevision(revision)).not.toThrow();
  });

  it.each([
    '',
    '-x',
    '--upload-pack=x',
    'a b',
    'a..b',
    'a:b',
    'a^',
    'a~1',
    '@{0}',
    '@',
    'a\nb',
    '/a',
    'a/',
    'a//b',
    'a.lock',
    'a*',
    'refs/x:refs/y',
    'a\\b',
    'x'.repeat(300),
  ])('refuses %j', (revision) => {
    expect(() => checkRevision(revision)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }) as Error);
  });
});
