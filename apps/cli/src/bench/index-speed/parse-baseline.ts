import { runMeasuringProcess } from './measuring-process.js';

/** A file to parse, and the grammar that reads it; both absolute. */
export interface FileToParse {
  readonly path: string;
  readonly grammarPath: string;
}

/** What parsing alone costs: one thread, one tree at a time, each walked whole with the library's own cursor. */
export interface ParseCost {
  /** User and system seconds of parsing and walking; start-up and loading of grammars are left out. */
  readonly cpuSeconds: number;
  readonly files: number;
  /** UTF-16 code units. */
  readonly characters: number;
  readonly lines: number;
  /** Syntax nodes visited. */
  readonly nodes: number;
}

/** Parses the files in a process of its own, so that nothing of ours is measured with it. */
export async function measureParsing(files: readonly FileToParse[], signal: AbortSignal): Promise<ParseCost> {
  return (await runMeasuringProcess('./parse-baseline.process.js', files, signal)) as ParseCost;
}
