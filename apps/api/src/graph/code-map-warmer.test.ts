import type { RepositoryRecord } from '@codexgraph/graph-model';
import { expect, it, vi } from 'vitest';
import { CodeMapWarmer } from './code-map-warmer.js';

it('reads the maps published last, each revision once, and tries again what failed', async () => {
  const published = [1, 2, 3, 4, 5].map((day) => record(`r${day}`, day, 'a'));
  const read: string[] = [];
  const failures: unknown[] = [];
  let isAway = true;
  const warmer = new CodeMapWarmer({
    graph: { repositories: () => Promise.resolve(published) },
    files: {
      codeMap: (name) => {
        if (isAway) return Promise.reject(new Error('away'));
        read.push(name);
        return Promise.resolve({ entries: [], relations: [], omitted: 0 });
      },
    },
    lookMs: 5,
    onFailure: (error) => {
      failures.push(error);
    },
  });
  await vi.waitFor(() => expect(failures.length).toBeGreaterThan(0));
  isAway = false;
  await vi.waitFor(() => expect(read).toEqual(['r2', 'r3', 'r4', 'r5']));
  published.push(record('r3', 9, 'b'));
  published.splice(2, 1);
  await vi.waitFor(() => expect(read.slice(4)).toEqual(['r3']));
  warmer.close();
});

function record(name: string, day: number, revision: string): RepositoryRecord {
  const publishedAt = `2026-01-0${day}T00:00:00Z`;
  return { name, revision, publishedAt } as RepositoryRecord;
}
