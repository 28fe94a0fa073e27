import type { TextStream } from './framework/output.js';

/** One step of work whose progress is shown until it is done or failed. */
export interface ProgressTask {
  /** New counts; `total` undefined while unknown; `detail` a few words after the counts. Calls may be as frequent as they like. */
  update(state: { readonly done: number; readonly total?: number; readonly unit?: string; readonly detail?: string }): void;
  /** Ends the task with a closing remark (`12,345 nodes`); elapsed time is added. */
  finish(remark?: string): void;
  /** Ends the task without a closing line of success. */
  stop(): void;
}

/** Shows progress on stderr: a bar that redraws itself on a terminal, a plain line every few seconds in a pipe. */
export interface Progress {
  start(title: string): ProgressTask;
  /** Takes the bar off the screen, so that other text can be written; the next update draws it again. */
  clear(): void;
}

/** What progress needs from outside. */
export interface ProgressOptions {
  readonly stream: TextStream;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
}

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 5_000;
const BAR_CELLS = 24;
const CLEAR_LINE = '\r\u001b[2K';

interface TaskState {
  readonly title: string;
  readonly startedMs: number;
  lastShownMs: number;
  done: number;
  total: number | undefined;
  unit: string;
  detail: string;
}

/** See {@link Progress}. */
export function createProgress(options: ProgressOptions): Progress {
  const { stream, nowMs } = options;
  const onTerminal = stream.isTTY === true;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stream.write(CLEAR_LINE);
    drawn = false;
  };
  const show = (state: TaskState): void => {
    const now = nowMs();
    if (now - state.lastShownMs < (onTerminal ? REDRAW_MS : PLAIN_LINE_MS)) return;
    state.lastShownMs = now;
    if (onTerminal) {
      stream.write(CLEAR_LINE + barLine(state, stream.columns ?? 80));
      drawn = true;
    } else {
      stream.write(`${plainLine(state)}\n`);
    }
  };
  return {
    clear,
    start: (title) => startTask({ title, options, onTerminal, show, clear }),
  };
}

function startTask(parts: {
  readonly title: string;
  readonly options: ProgressOptions;
  readonly onTerminal: boolean;
  readonly show: (state: TaskState) => void;
  readonly clear: () => void;
}): ProgressTask {
  const { stream, nowMs } = parts.options;
  const startedMs = nowMs();
  const state: TaskState = {
    title: parts.title,
    startedMs,
    lastShownMs: startedMs,
    done: 0,
    total: undefined,
    unit: '',
    detail: '',
  };
  if (!parts.onTerminal) stream.write(`${parts.title} ...\n`);
  let ended = false;
  return {
    update(next) {
      if (ended) return;
      state.done = next.done;
      state.total = next.total;
      state.unit = next.unit ?? state.unit;
      state.detail = next.detail ?? '';
      parts.show(state);
    },
    finish(remark) {
      if (ended) return;
      ended = true;
      parts.clear();
      const seconds = ((nowMs() - startedMs) / 1000).toFixed(1);
      stream.write(`${parts.title}: ${remark === undefined ? 'done' : remark} (${seconds} s)\n`);
    },
    stop() {
      ended = true;
      parts.clear();
    },
  };
}

function plainLine(state: TaskState): string {
  return `${state.title}: ${counts(state)}${state.detail === '' ? '' : ` ${state.detail}`}`;
}

function barLine(state: TaskState, columns: number): string {
  const bar = state.total === undefined || state.total === 0 ? '' : ` ${bargraph(state.done / state.total)}`;
  return `${state.title}${bar} ${counts(state)}${state.detail === '' ? '' : ` ${state.detail}`}`.slice(
    0,
    Math.max(1, columns - 1),
  );
}

function bargraph(share: number): string {
  const cells = Math.round(Math.min(1, Math.max(0, share)) * BAR_CELLS);
  return `[${'#'.repeat(cells)}${'.'.repeat(BAR_CELLS - cells)}]`;
}

function counts(state: TaskState): string {
  const unit = state.unit === '' ? '' : ` ${state.unit}`;
  if (state.total === undefined) return `${formatCount(state.done)}${unit}`;
  const percent = state.total === 0 ? 100 : Math.floor((state.done / state.total) * 100);
  return `${formatCount(state.done)} of ${formatCount(state.total)}${unit} (${String(percent)} %)`;
}

/** A count with commas between thousands: `1,234,567`; at most one decimal. */
export function formatCount(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  const [whole = '', fraction] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
