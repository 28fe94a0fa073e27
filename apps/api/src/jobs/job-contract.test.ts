import { CodexGraphError } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { doesTheSame, type JobPayload, parseJobPayload, repositoryKey } from './job-contract.js';

const folder = { kind: 'folder', location: '/src/shop', subfolder: '' } as const;
const index: JobPayload = { v: 1, operation: 'index', repository: 'shop', source: folder };

function refused(value: unknown): string {
  try {
    parseJobPayload(value);
  } catch (error) {
    if (CodexGraphError.isInstance(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('parseJobPayload', () => {
  it('accepts each operation', () => {
    expect(parseJobPayload(index)).toEqual(index);
    expect(parseJobPayload({ v: 1, operation: 'update', repository: 'a/b' })).toEqual({
      v: 1,
      operation: 'update',
      repository: 'a/b',
    });
  });

  it.each([
    ['an unknown operation', { ...index, operation: 'drop' }, 'operation'],
    ['an unknown version', { ...index, v: 2 }, 'v'],
    ['a field that is not in the contract', { ...index, token: 'x' }, 'token'],
    ['a hostile name', { ...index, repository: "a'} DETACH DELETE" }, 'repository'],
    ['an empty name', { ...index, repository: '' }, 'repository'],
    ['a missing source', { v: 1, operation: 'index', repository: 'shop' }, 'source'],
    ['a location without end', { ...index, source: { ...folder, location: 'x'.repeat(3000) } }, 'location'],
    ['more than fits', { ...index, source: { ...folder, location: 'é'.repeat(2000), subfolder: 'é'.repeat(1000) } }, 'too long'],
    ['no object', 'index shop', 'payload'],
  ])('refuses %s', (_, value, part) => {
    expect(refused(value)).toContain('BAD_INPUT');
    expect(refused(value)).toContain(part);
  });
});

describe('doesTheSame', () => {
  it('compares operation, repository and source', () => {
    expect(doesTheSame(index, { ...index })).toBe(true);
    expect(doesTheSame(index, { v: 1, operation: 'update', repository: 'shop' })).toBe(false);
    expect(doesTheSame(index, { ...index, repository: 'other' })).toBe(false);
    expect(doesTheSame(index, { ...index, source: { ...folder, subfolder: 'lib' } })).toBe(false);
    expect(doesTheSame(index, { ...index, source: { ...folder, requestedRevision: 'main' } })).toBe(false);
  });
});

describe('repositoryKey', () => {
  it('is stable, and differs between repositories', () => {
    expect(repositoryKey('shop')).toBe(repositoryKey('shop'));
    expect(repositoryKey('shop')).not.toBe(repositoryKey('Shop'));
    expect(repositoryKey('a/b')).toMatch(/^[0-9a-f]{20}$/);
  });
});
