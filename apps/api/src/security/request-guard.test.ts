import { describe, expect, it } from 'vitest';
import type { ServerConfiguration } from '../config/configuration.js';
import { RequestGuard } from './request-guard.js';

const loopback: ServerConfiguration = { host: '127.0.0.1', port: 4000, allowedHosts: [], allowedOrigins: [], allowedRoots: [] };
const TOKEN = '0123456789abcdef01234567';

function address(headers: Record<string, string>, server: Partial<ServerConfiguration> = {}): 'passes' | number {
  const refusal = new RequestGuard({ ...loopback, ...server }).refuseAddress({ headers, remoteAddress: '127.0.0.1' });
  return refusal?.status ?? 'passes';
}

describe('refuseAddress', () => {
  it.each(['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', 'LOCALHOST', '127.0.0.1'])('Host %s passes on loopback', (host) => {
    expect(address({ host })).toBe('passes');
  });

  it.each([
    'rebound.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'user@localhost',
    'localhost:4000/x',
    '',
    '0.0.0.0:4000',
  ])('Host %j is refused on loopback', (host) => {
    expect(address({ host })).toBe(403);
  });

  it('refuses a request without Host', () => {
    expect(address({})).toBe(403);
  });

  it('lets in names that are configured', () => {
    expect(address({ host: 'graph.example:4000' }, { host: '0.0.0.0', allowedHosts: ['Graph.example'] })).toBe('passes');
    expect(address({ host: 'other.example' }, { host: '0.0.0.0', allowedHosts: ['graph.example'] })).toBe(403);
    expect(address({ host: '10.0.0.5:4000' }, { host: '10.0.0.5' })).toBe('passes');
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000'])('Origin %s is the server itself', (origin) => {
    expect(address({ host: '127.0.0.1:4000', origin })).toBe('passes');
  });

  it.each(['http://evil.example', 'http://127.0.0.1:9999', 'null', 'file://', 'http://localhost', 'chrome-extension://abc'])(
    'Origin %s is refused',
    (origin) => {
      expect(address({ host: '127.0.0.1:4000', origin })).toBe(403);
    },
  );

  it('lets in origins that are configured, and no others', () => {
    const server = { allowedOrigins: ['https://tools.example'] };
    expect(address({ host: 'localhost:4000', origin: 'https://tools.example' }, server)).toBe('passes');
    expect(address({ host: 'localhost:4000', origin: 'http://tools.example' }, server)).toBe(403);
  });

  it('refuses what a browser marks as cross-site even without an Origin', () => {
    expect(address({ host: 'localhost:4000', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(address({ host: 'localhost:4000', 'sec-fetch-site': 'same-origin' })).toBe('passes');
  });

  it('lets a person follow a link from another site, but no page embed the server', () => {
    const link = { host: 'localhost:4000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(address({ ...link, 'sec-fetch-dest': 'document' })).toBe('passes');
    expect(address({ ...link, 'sec-fetch-dest': 'iframe' })).toBe(403);
    expect(address({ ...link, 'sec-fetch-dest': 'document', origin: 'https://evil.example' })).toBe(403);
  });
});

describe('refuseToken', () => {
  const guard = new RequestGuard({ ...loopback, token: TOKEN });

  it('passes the right token only', () => {
    expect(guard.refuseToken(`Bearer ${TOKEN}`)).toBeUndefined();
    expect(guard.refuseToken(`bearer ${TOKEN}`)).toBeUndefined();
  });

  it.each([undefined, '', 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN])(
    'refuses %j',
    (header) => {
      expect(guard.refuseToken(header)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    },
  );

  it('asks for nothing when no token is configured', () => {
    expect(new RequestGuard(loopback).refuseToken(undefined)).toBeUndefined();
  });
});

describe('isRemote', () => {
  const cases: {
    name: string;
    server?: Partial<ServerConfiguration>;
    headers?: Record<string, string>;
    from?: string;
    remote: boolean;
  }[] = [
    { name: 'loopback', from: '127.0.0.1', remote: false },
    { name: 'loopback over IPv6', from: '::1', remote: false },
    { name: 'mapped loopback', from: '::ffff:127.0.0.1', remote: false },
    { name: 'another machine', server: { host: '0.0.0.0' }, from: '10.1.2.3', remote: true },
    { name: 'a local caller of a public server', server: { host: '0.0.0.0' }, from: '127.0.0.1', remote: true },
    { name: 'a local proxy', headers: { 'x-forwarded-for': '10.1.2.3' }, from: '127.0.0.1', remote: true },
    { name: 'an unknown socket', remote: true },
  ];
  it.each(cases)('$name', ({ server, headers, from, remote }) => {
    expect(new RequestGuard({ ...loopback, ...server }).isRemote({ headers: headers ?? {}, remoteAddress: from })).toBe(remote);
  });
});
