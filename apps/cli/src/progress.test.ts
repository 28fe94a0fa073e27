import { describe, expect, it } from 'vitest';
import type { TextStream } from './framework/output.js';
import { createProgress, formatCount } from './progress.js';

function screen(isTTY: boolean): { stream: TextStream; text: () => string; clock: { ms: number } } {
  let written = '';
  const stream: TextStream = {
    isTTY,
    columns: 60,
    write: (chunk) => {
      written += chunk;
      return true;
    },
    once: () => undefined,
    off: () => undefined,
  };
  return { stream, text: () => written, clock: { ms: 0 } };
}

describe('progress in a pipe', () => {
  it('writes a line at the start, one every five seconds and one at the end', () => {
    const { stream, text, clock } = screen(false);
    const task = createProgress({ stream, nowMs: () => clock.ms }).start('Parsing');
    for (let done = 0; done <= 120; done += 1) {
      task.update({ done, total: 120, unit: 'files' });
      clock.ms += 100;
    }
    task.finish('120 files');
    task.update({ done: 1 });
    expect(text()).toBe(
      'Parsing ...\nParsing: 50 of 120 files (41 %)\nParsing: 100 of 120 files (83 %)\nParsing: 120 files (12.1 s)\n',
    );
  });
});

describe('progress on a terminal', () => {
  it('redraws one line and takes it off the screen at the end', () => {
    const { stream, text, clock } = screen(true);
    const progress = createProgress({ stream, nowMs: () => clock.ms });
    const task = progress.start('Parsing');
    clock.ms = 100;
    task.update({ done: 1, total: 2, unit: 'files', detail: 'a.py' });
    progress.clear();
    clock.ms = 1500;
    task.finish();
    expect(text()).toBe(
      '\r\u001b[2KParsing [############............] 1 of 2 files (50 %) a.py\r\u001b[2KParsing: done (1.5 s)\n',
    );
  });

  it('never writes past the edge, and survives a total of zero', () => {
    const { stream, text, clock } = screen(true);
    const task = createProgress({ stream, nowMs: () => clock.ms }).start('T'.repeat(80));
    clock.ms = 100;
    task.update({ done: 0, total: 0 });
    task.stop();
    expect(text().replaceAll('\r\u001b[2K', '')).toBe('T'.repeat(59));
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [12.34, '12.3'],
  ])('%d is %s', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });
});
