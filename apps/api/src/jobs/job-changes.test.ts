import { describe, expect, it, vi } from 'vitest';
import { JobChanges } from './job-changes.js';
import type { JobView } from './job-view.js';

function setUp() {
  const listeners = new Set<(jobId: string) => void>();
  const view = vi.fn((id: string) => Promise.resolve(id === 'unknown' ? undefined : ({ id } as JobView)));
  const events = {
    onActivity: (listener: (jobId: string) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { changes: new JobChanges(events, view), view, listeners, say: (id: string) => listeners.forEach((tell) => tell(id)) };
}

describe('changes of jobs', () => {
  it('tell what happened in quick succession once, and leave out what is unknown', async () => {
    const { changes, view, say } = setUp();
    for (const id of ['a', 'a', 'unknown', 'b', 'a']) say(id);
    expect((await changes.next()).value).toEqual({ id: 'a' });
    expect((await changes.next()).value).toEqual({ id: 'b' });
    expect(view).toHaveBeenCalledTimes(3);
    say('a');
    expect((await changes.next()).value).toEqual({ id: 'a' });
    await changes.return();
  });

  it('end at once when nobody listens any more, whether or not something happens', async () => {
    const { changes, say, listeners } = setUp();
    const waiting = changes.next();
    await changes.return();
    expect((await waiting).done).toBe(true);
    expect(listeners.size).toBe(0);
    say('a');
    expect((await changes.next()).done).toBe(true);
  });
});
