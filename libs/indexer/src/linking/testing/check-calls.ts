import { expect } from 'vitest';
import { linkSources } from './link-sources.js';

/**
 * Checks the calls of a program against its comments: `x.f()  # -> A.f, B.f` (`// -> A.f` in TypeScript) names every definition of
 * the program that the calls of that line may run (functions, methods, classes), `# -> none` says that there is none. Lines without
 * one are not checked. Files begin with a line `# file: path.py` or `// file: path.ts`; the first may go without and is `main.py`.
 */
export async function checkCalls(program: string): Promise<void> {
  const files = splitFiles(program);
  const graph = await linkSources(files);
  const got = new Map<string, Set<string>>();
  for (const edge of graph.edges) {
    if (edge.type !== 'CALLS' && edge.type !== 'INSTANTIATES') continue;
    const [, source = ''] = edge.source.split(':');
    for (const line of edge.lines) {
      const key = `${source}:${String(line)}`;
      const targets = got.get(key) ?? new Set();
      got.set(key, targets.add((edge.target.split(':')[2] ?? '').replace(/~\d+$/, '')));
    }
  }
  const shown = Object.entries(files)
    .map(([path, text]) => annotated(path, text, got))
    .join('\n');
  expect(shown).toBe(Object.values(files).map(normalised).join('\n'));
}

const EXPECTATION = /^(.*\S)\s*(?:#|\/\/) -> (.*)$/;

function annotated(path: string, text: string, got: ReadonlyMap<string, ReadonlySet<string>>): string {
  return text
    .split('\n')
    .map((line, index) => {
      const match = EXPECTATION.exec(line);
      if (match === null) return line;
      const targets = [...(got.get(`${path}:${String(index + 1)}`) ?? [])].sort();
      return `${match[1] ?? ''}  # -> ${targets.length === 0 ? 'none' : targets.join(', ')}`;
    })
    .join('\n');
}

function normalised(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const match = EXPECTATION.exec(line);
      const targets = (match?.[2] ?? '').split(',').map((target) => target.trim());
      return match === null ? line : `${match[1] ?? ''}  # -> ${targets.sort().join(', ')}`;
    })
    .join('\n');
}

function splitFiles(program: string): Record<string, string> {
  const lines = program.replace(/^\n/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  const files: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const line of lines.map((whole) => whole.slice(margin))) {
    const match = /^(?:#|\/\/) file: (\S+)/.exec(line);
    if (match !== null) files[match[1] ?? ''] = current = [];
    else (current ??= files['main.py'] = []).push(line);
  }
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `${text.join('\n').trimEnd()}\n`]));
}
