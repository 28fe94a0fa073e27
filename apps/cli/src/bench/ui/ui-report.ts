import { z } from 'zod';
import { textTable } from '../text-table.js';

const times = z.array(z.number().nonnegative());

/** What a browser measured; sizes are as they were sent, compressed. */
export const uiMeasurementSchema = z.object({
  frames: z.array(z.object({ nodes: z.number().int(), explorer: times, sigma: times, nothing: times })),
  loads: z.array(
    z.object({
      route: z.string(),
      interactiveMs: z.number(),
      scriptBytes: z.number(),
      styleBytes: z.number(),
      fontBytes: z.number(),
    }),
  ),
});

/** See {@link uiMeasurementSchema}. */
export type UiMeasurement = z.infer<typeof uiMeasurementSchema>;

/** A frame of the explorer may take so many times that of sigma alone, for the same graph in the same run. */
export const MAX_FRAME_RATIO = 1.3;
const KB = 1000;

/** One drawing: the mean frame of each, and their ratio. */
export interface FrameRow {
  readonly nodes: number;
  readonly explorerMs: number;
  readonly sigmaMs: number;
  /** Without any drawing: no frame is quicker. */
  readonly nothingMs: number;
  readonly ratio: number;
}

/** Means of the frames of each drawing. */
export function frameRows({ frames }: UiMeasurement): readonly FrameRow[] {
  return frames.map(({ nodes, explorer, sigma, nothing }) => {
    const [explorerMs, sigmaMs] = [mean(explorer), mean(sigma)];
    return { nodes, explorerMs, sigmaMs, nothingMs: mean(nothing), ratio: sigmaMs === 0 ? 0 : explorerMs / sigmaMs };
  });
}

/** Both tables as text. */
export function uiText(measurement: UiMeasurement): string {
  const frames = frameRows(measurement).map(({ nodes, explorerMs, sigmaMs, nothingMs, ratio }) => [
    String(nodes),
    ...[explorerMs, sigmaMs, nothingMs].map((value) => value.toFixed(1)),
    ratio.toFixed(2),
    ratio <= MAX_FRAME_RATIO ? 'met' : 'MISSED',
  ]);
  const loads = measurement.loads.map(({ route, interactiveMs, scriptBytes, styleBytes, fontBytes }) => [
    route,
    interactiveMs.toFixed(0),
    ...[scriptBytes, styleBytes, fontBytes].map((bytes) => (bytes / KB).toFixed(0)),
  ]);
  return [
    textTable(['nodes', 'explorer ms', 'sigma ms', 'empty ms', 'ratio', `at most ${String(MAX_FRAME_RATIO)}`], frames),
    ...(loads.length === 0 ? [] : [textTable(['page', 'interactive ms', 'script kB', 'style kB', 'fonts kB'], loads)]),
  ].join('\n\n');
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
