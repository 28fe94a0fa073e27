/** What a stretch of a question is: where its words come from says how much they mean. */
export type SectionKind = 'title' | 'prose' | 'code' | 'trace';

/** A stretch of a question, in order. */
export interface QuerySection {
  readonly kind: SectionKind;
  readonly text: string;
}

/** A place that a stack trace names, outermost first as it was written. `name` is '' where the trace gives none. */
export interface TraceFrame {
  readonly path: string;
  readonly line: number;
  readonly name: string;
}

const FENCE = /^\s*(```|~~~)/;
const INDENTED_CODE = /^(?: {4}|\t)\S/;
const PROMPT = /^\s*(>>>|\.\.\.|In \[\d+\]|Out\[\d+\]|\$ )/;
const TRACE_START = /^\s*Traceback \(most recent call last\)/;
const PYTHON_FRAME = /File "([^"]+)", line (\d+)(?:, in ([\w.<>]+))?/g;
const NOTEBOOK_FRAME = /^\s*([\w./\\~-]+\.py) in ([\w.<>]+)\(/gm;
const NODE_FRAME = /\bat (?:async )?(?:([\w$.<>[\] ]+) )?\(?((?:file:\/\/)?[\w@./\\-]+\.[cm]?[jt]sx?):(\d+)(?::\d+)?\)?/g;
const TRACE_LINE = /^\s*(File "[^"]+", line \d+|at .+:\d+:\d+\)?$|-{3,}> ?\d+ )/;

/** Splits a question into its title (the first line of several), prose, code and stack traces. */
export function querySections(text: string): QuerySection[] {
  const lines = text.replace(/<!--[\s\S]*?-->/g, ' ').split(/\r?\n/);
  const sections: { kind: SectionKind; text: string }[] = [];
  const single = lines.filter((line) => line.trim() !== '').length <= 1;
  let fenced = false;
  let traced = false;
  lines.forEach((line, at) => {
    if (FENCE.test(line)) {
      fenced = !fenced;
      traced = false;
      return;
    }
    traced = isTraced(line, traced, fenced);
    const isCode = fenced || isCodeLine(line);
    const kind = traced ? 'trace' : isCode ? 'code' : at === 0 && !single ? 'title' : 'prose';
    appendLine(sections, kind, line);
  });
  return sections;
}

/** Whether a line belongs to a stack trace: that goes on to the next empty line, or to the end of its fence. */
function isTraced(line: string, before: boolean, fenced: boolean): boolean {
  if (line.trim() === '') return before && fenced;
  return before || TRACE_START.test(line) || TRACE_LINE.test(line);
}

/** Adds a line to the last section where that is of its kind, else begins one; a title has one line. */
function appendLine(sections: { kind: SectionKind; text: string }[], kind: SectionKind, line: string): void {
  const last = sections.at(-1);
  if (last?.kind === kind && kind !== 'title') last.text += `\n${line}`;
  else sections.push({ kind, text: line });
}

/** Places that stack traces in a text name, in order. */
export function traceFrames(text: string): TraceFrame[] {
  const python = [...text.matchAll(PYTHON_FRAME)].map(([, path = '', line = '', name = '']) => frame(path, line, name));
  const notebook = [...text.matchAll(NOTEBOOK_FRAME)].map(([, path = '', name = '']) => frame(path, '0', name));
  const node = [...text.matchAll(NODE_FRAME)].map(([, name = '', path = '', line = '']) =>
    frame(path, line, name.split('.').at(-1) ?? ''),
  );
  return [...python, ...notebook, ...node];
}

function frame(path: string, line: string, name: string): TraceFrame {
  return {
    path: path.replaceAll('\\', '/').replace(/^file:\/\//, ''),
    line: Number(line),
    name: name.startsWith('<') ? '' : name,
  };
}

function isCodeLine(line: string): boolean {
  return PROMPT.test(line) || (INDENTED_CODE.test(line) && /[=()[\]{};]/.test(line));
}
