import { expect, it } from 'vitest';
import { frameRows, uiText } from './ui-report.js';

const measurement = {
  frames: [
    { nodes: 1000, explorer: [16, 18], sigma: [17, 17], nothing: [16, 16] },
    { nodes: 10_000, explorer: [90, 110], sigma: [50, 50], nothing: [16, 16] },
  ],
  loads: [{ route: '/ask', interactiveMs: 412.4, scriptBytes: 171_000, styleBytes: 9_400, fontBytes: 88_000 }],
};

it('compares mean frames', () => {
  expect(frameRows(measurement).map(({ nodes, ratio }) => [nodes, ratio])).toEqual([
    [1000, 1],
    [10_000, 2],
  ]);
});

it('tells what is met, and what pages weigh', () => {
  expect(uiText(measurement)).toBe(`nodes  explorer ms  sigma ms  empty ms  ratio  at most 1.3
1000          17.0      17.0      16.0   1.00          met
10000        100.0      50.0      16.0   2.00       MISSED

page  interactive ms  script kB  style kB  fonts kB
/ask             412        171         9        88`);
});
