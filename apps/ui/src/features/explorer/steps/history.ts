import { readSteps, type Step, writeSteps } from './step.js';

/** The steps of an address, and how many of them are done: the rest was undone and may be done again. */
export interface History {
  readonly steps: readonly Step[];
  readonly done: number;
}

/** How a history stands in an address. */
export interface HistorySearch {
  readonly steps?: string;
  /** Absent: all of them are done. */
  readonly done?: number;
}

/** Longer histories would not fit into the addresses that servers take: the oldest fall off. */
const MAX_STEPS = 120;

/** Reads a history. */
export function historyOf({ steps = '', done }: HistorySearch): History {
  const read = readSteps(steps).slice(-MAX_STEPS);
  return { steps: read, done: Math.min(done ?? read.length, read.length) };
}

/** Writes it. */
export function searchOf({ steps, done }: History): HistorySearch {
  if (steps.length === 0) return {};
  return { steps: writeSteps(steps), ...(done < steps.length ? { done } : {}) };
}

/** Does steps: what was undone before is gone. */
export function doSteps({ steps, done }: History, added: readonly Step[]): History {
  const next = [...steps.slice(0, done), ...added].slice(-MAX_STEPS);
  return { steps: next, done: next.length };
}

/** The steps that count. */
export function doneSteps({ steps, done }: History): readonly Step[] {
  return steps.slice(0, done);
}

/** Goes back one step, or forth again. */
export function moveInHistory(history: History, by: -1 | 1): History {
  return { ...history, done: Math.max(0, Math.min(history.steps.length, history.done + by)) };
}
