import type { Language } from '../../../preferences/preferences.js';

/** A step of the tour. */
export interface Example {
  /** Name of its file, without the ending. */
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly about: Readonly<Record<Language, string>>;
  readonly text: string;
  /** JSON; empty when there are none. */
  readonly parameters: string;
}

/** The files of the tour. Vite puts them into a chunk of their own, which comes with the page. */
const files = import.meta.glob<string>('../../../../../../docs/examples/cypher/*.cypher', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The tour, step by step. */
export const EXAMPLES: readonly Example[] = Object.entries(files)
  .map(([path, text]) => readExample(path.replace(/^.*\/(.*)\.cypher$/, '$1'), text))
  .sort((left, right) => (left.id < right.id ? -1 : 1));

/** Reads a file: its header are comments `// name: value` on its first lines. */
export function readExample(id: string, file: string): Example {
  const fields = new Map<string, string>();
  const lines = file.split('\n');
  while (lines[0] !== undefined) {
    const [, name, value = ''] = /^\/\/ ([a-z-]+): (.*)$/.exec(lines[0]) ?? [];
    if (name === undefined) break;
    fields.set(name, value);
    lines.shift();
  }
  const field = (name: string): string => fields.get(name) ?? '';
  return {
    id,
    title: { en: field('en'), zh: field('zh') },
    about: { en: field('about-en'), zh: field('about-zh') },
    text: lines.join('\n').trim(),
    parameters: field('parameters'),
  };
}
