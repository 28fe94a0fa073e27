import { expect, it } from 'vitest';
import {
  bytesPerSymbol,
  extractAndLinkRatio,
  slope,
  wallExponent,
  writeRatio,
  type SizeMeasurement,
} from './index-measurement.js';
import { indexSpeedText } from './index-report.js';
import { cpuSecondsFromStat } from './process-cpu.js';

function measurement(scale: number, exponent: number): SizeMeasurement {
  return {
    copies: scale,
    parse: { cpuSeconds: 2 * scale, files: 10 * scale, characters: 1000 * scale, lines: 100 * scale, nodes: 500 * scale },
    run: {
      phases: [
        { phase: 'parse', wallSeconds: 2 * scale, cpuSeconds: 3 * scale },
        { phase: 'link', wallSeconds: scale, cpuSeconds: scale },
        { phase: 'write', wallSeconds: scale, cpuSeconds: scale },
      ],
      wallSeconds: 4 * scale ** exponent,
      symbols: 1024 * scale,
      edges: 3000 * scale,
      peakRssMb: 100 + scale,
      serverCpuSeconds: scale,
    },
  };
}

it('sets costs against parsing alone', () => {
  expect(extractAndLinkRatio(measurement(1, 1))).toBe(2);
  expect(writeRatio(measurement(1, 1))).toBe(1);
});

it('finds the growth of memory and the exponent of wall time', () => {
  const sizes = [1, 2, 4, 8].map((scale) => measurement(scale, 1.5));
  expect(bytesPerSymbol(sizes)).toBeCloseTo(1024);
  expect(wallExponent(sizes)).toBeCloseTo(1.5);
  expect(indexSpeedText(sizes)).toMatch(/exponent of wall time over lines +1\.50 +1\.1 +MISSED/);
});

it('does not claim what it could not measure', () => {
  expect(slope([[1, 1]])).toBeUndefined();
  const { serverCpuSeconds: _unknown, ...run } = measurement(1, 1).run;
  expect(indexSpeedText([{ ...measurement(1, 1), run }])).toMatch(/client and server .* - +1\.5 +not measured/);
});

it('reads the CPU time of a process whose name holds a parenthesis', () => {
  expect(cpuSecondsFromStat('12 (a) b) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0')).toBe(2);
});
