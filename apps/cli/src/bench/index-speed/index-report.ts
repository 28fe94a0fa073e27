import { textTable } from '../text-table.js';
import {
  busyCores,
  bytesPerSymbol,
  extractAndLinkRatio,
  INDEX_GOALS,
  wallExponent,
  writeRatio,
  type SizeMeasurement,
} from './index-measurement.js';

/** One ratio and its goal. */
interface GoalRow {
  readonly what: string;
  readonly value: number | undefined;
  readonly goal: number;
}

/** The report as text: a table of sizes, the phases of the largest, and the goals. */
export function indexSpeedText(sizes: readonly SizeMeasurement[]): string {
  const largest = sizes.at(-1);
  if (largest === undefined) return 'Nothing was measured.';
  return [sizesText(sizes), phasesText(largest), goalsText(sizes)].join('\n\n');
}

/** The report for programs: measurements as they are, and the goals. */
export function indexSpeedJson(sizes: readonly SizeMeasurement[]): unknown {
  return { sizes, goals: goalRows(sizes).map((row) => ({ ...row, met: isMet(row) })) };
}

function sizesText(sizes: readonly SizeMeasurement[]): string {
  const header = [
    'copies',
    'files',
    'kLOC',
    'symbols',
    'edges',
    'wall s',
    'parse alone cpu s',
    'x read+link',
    'x write',
    'cores',
    'peak MB',
  ];
  return textTable(
    header,
    sizes.map((size) => [
      String(size.copies),
      size.parse.files,
      (size.parse.lines / 1000).toFixed(1),
      ...[size.run.symbols, size.run.edges],
      ...[size.run.wallSeconds.toFixed(1), size.parse.cpuSeconds.toFixed(2)],
      ...[decimal(extractAndLinkRatio(size)), decimal(writeRatio(size)), decimal(busyCores(size))],
      size.run.peakRssMb.toFixed(0),
    ]),
  );
}

function phasesText({ run, parse }: SizeMeasurement): string {
  const rows = run.phases.map(({ phase, wallSeconds, cpuSeconds }) => [
    phase,
    ...[wallSeconds.toFixed(2), cpuSeconds.toFixed(2), decimal(cpuSeconds / parse.cpuSeconds)],
  ]);
  const server = run.serverCpuSeconds;
  if (server !== undefined) rows.push(['(database server)', '', server.toFixed(2), decimal(server / parse.cpuSeconds)]);
  return textTable(['phase', 'wall s', 'cpu s', 'x parsing alone'], rows);
}

function goalsText(sizes: readonly SizeMeasurement[]): string {
  return textTable(
    ['goal', 'measured', 'at most', ''],
    goalRows(sizes).map((row) => [row.what, decimal(row.value), String(row.goal), verdict(row)]),
  );
}

function goalRows(sizes: readonly SizeMeasurement[]): GoalRow[] {
  const largest = sizes.at(-1);
  return [
    {
      what: 'CPU of reading and linking / parsing alone',
      value: largest && extractAndLinkRatio(largest),
      goal: INDEX_GOALS.extractAndLinkRatio,
    },
    {
      what: 'CPU of writing, client and server / parsing alone',
      value: largest?.run.serverCpuSeconds === undefined ? undefined : writeRatio(largest),
      goal: INDEX_GOALS.writeRatio,
    },
    { what: 'peak memory of the indexer, MB', value: largest?.run.peakRssMb, goal: INDEX_GOALS.peakRssMb },
    { what: 'bytes of memory per further symbol', value: bytesPerSymbol(sizes), goal: INDEX_GOALS.bytesPerSymbol },
    { what: 'exponent of wall time over lines', value: wallExponent(sizes), goal: INDEX_GOALS.wallExponent },
  ];
}

function verdict(row: GoalRow): string {
  if (row.value === undefined) return 'not measured';
  return isMet(row) ? 'met' : 'MISSED';
}

function isMet({ value, goal }: GoalRow): boolean {
  return value !== undefined && value <= goal;
}

function decimal(value: number | undefined): string {
  if (value === undefined) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
