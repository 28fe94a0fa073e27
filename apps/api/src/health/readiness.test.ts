import { CodexGraphError } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { askReadiness } from './readiness.js';

describe('askReadiness', () => {
  it('names what is down and why, and what is fine', async () => {
    const readiness = await askReadiness({
      neo4j: () => Promise.reject(new CodexGraphError('DATABASE_UNAVAILABLE', 'bolt://secret')),
      redis: () => Promise.resolve({ workers: 2 }),
    });
    expect(readiness.status).toBe('unavailable');
    expect(readiness.checks['neo4j']).toMatchObject({ ok: false, code: 'DATABASE_UNAVAILABLE' });
    expect(readiness.checks['redis']).toMatchObject({ ok: true, facts: { workers: 2 } });
    expect(JSON.stringify(readiness)).not.toContain('secret');
  });

  it('does not wait for a service that hangs', async () => {
    const { status, checks } = await askReadiness({ redis: () => new Promise(() => undefined) });
    expect(status).toBe('unavailable');
    expect(checks['redis']?.reason).toContain('3000 ms');
  });
});
