import { readFile } from 'node:fs/promises';

/** A command of a page with the answer that the page promises. */
export interface Example {
  readonly language: 'sh' | 'js';
  readonly code: string;
  readonly answer: unknown;
  /** 1-based line of the page. */
  readonly line: number;
}

const FENCE = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** Blocks of one language of a page, in order. */
export async function blocks(page: URL): Promise<readonly { language: string; text: string; line: number }[]> {
  const markdown = await readFile(page, 'utf8');
  return [...markdown.matchAll(FENCE)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

/** Every command of a page; each must be followed by the JSON it prints. */
export async function examples(page: URL): Promise<readonly Example[]> {
  const all = await blocks(page);
  return all.flatMap(({ language, text, line }, at) => {
    if (language !== 'sh' && language !== 'js') return [];
    const answer = all[at + 1];
    if (answer?.language !== 'json') throw new Error(`the example in line ${line} is not followed by its answer`);
    return [{ language, code: text, answer: JSON.parse(answer.text) as unknown, line }];
  });
}

/** What a page promised, with `"..."` filled in from what really came, so that the two can be compared whole. */
export function fillIn(promised: unknown, actual: unknown): unknown {
  if (promised === '...') return actual ?? '(nothing came)';
  if (Array.isArray(promised)) return promised.map((item, at) => fillIn(item, Array.isArray(actual) ? actual[at] : undefined));
  if (typeof promised === 'object' && promised !== null) {
    const came = (typeof actual === 'object' && actual !== null ? actual : {}) as Readonly<Record<string, unknown>>;
    return Object.fromEntries(Object.entries(promised).map(([name, value]) => [name, fillIn(value, came[name])]));
  }
  return promised;
}
