import type { ParseCost } from './parse-baseline.js';

/** One phase of indexing. CPU is that of the whole indexer process with its threads. */
export interface PhaseCost {
  readonly phase: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** One run of the indexer in a process of its own. */
export interface IndexRun {
  readonly phases: readonly PhaseCost[];
  readonly wallSeconds: number;
  /** Nodes of the published graph. */
  readonly symbols: number;
  readonly edges: number;
  readonly peakRssMb: number;
  /** CPU of the database server while the indexer ran; undefined when the server is not a process of this machine. */
  readonly serverCpuSeconds?: number;
}

/** One size of a corpus: the run, and what parsing the same files alone costs. */
export interface SizeMeasurement {
  readonly copies: number;
  readonly parse: ParseCost;
  readonly run: IndexRun;
}

/** The goals: ratios to parsing alone, so that they hold on any machine. */
export const INDEX_GOALS = {
  extractAndLinkRatio: 3,
  writeRatio: 1.5,
  peakRssMb: 500,
  bytesPerSymbol: 2048,
  wallExponent: 1.1,
} as const;

const EXTRACT_AND_LINK = ['scan', 'parse', 'link'];
const WRITE = ['write', 'publish', 'clean'];

/** CPU of reading and linking over CPU of parsing alone. */
export function extractAndLinkRatio({ run, parse }: SizeMeasurement): number {
  return cpuOf(run, EXTRACT_AND_LINK) / parse.cpuSeconds;
}

/** CPU of writing, client and server together, over CPU of parsing alone. */
export function writeRatio({ run, parse }: SizeMeasurement): number {
  return (cpuOf(run, WRITE) + (run.serverCpuSeconds ?? 0)) / parse.cpuSeconds;
}

/** Cores that reading files kept busy on average; undefined when the phase was too short to tell. */
export function busyCores({ run }: SizeMeasurement): number | undefined {
  const parse = run.phases.find(({ phase }) => phase === 'parse');
  return parse === undefined || parse.wallSeconds === 0 ? undefined : parse.cpuSeconds / parse.wallSeconds;
}

/** Bytes of peak memory that each further symbol costs; undefined with fewer than two sizes. */
export function bytesPerSymbol(sizes: readonly SizeMeasurement[]): number | undefined {
  return slope(sizes.map(({ run }) => [run.symbols, run.peakRssMb * 1024 * 1024]));
}

/** e in wall = c * lines^e: 1 is linear; undefined with fewer than two sizes. */
export function wallExponent(sizes: readonly SizeMeasurement[]): number | undefined {
  return slope(sizes.map(({ run, parse }) => [Math.log(parse.lines), Math.log(run.wallSeconds)]));
}

/** Slope of the line of least squares. */
export function slope(points: readonly (readonly [number, number])[]): number | undefined {
  const mean = (pick: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const meanX = mean(([x]) => x);
  const meanY = mean(([, y]) => y);
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (points.length < 2 || spread === 0) return undefined;
  return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

function cpuOf(run: IndexRun, phases: readonly string[]): number {
  return run.phases.filter(({ phase }) => phases.includes(phase)).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
