import { extractFile } from '../../extraction/file-extractor.js';
import { loadLanguages } from '../../languages/registry.js';
import { loadLinkLanguages } from '../language/load-link-languages.js';
import { Linker, type LinkedLanguage } from '../linker.js';
import type { LinkedGraph } from '../link-outcome.js';

const registry = loadLanguages();
let linkLanguages: Promise<readonly LinkedLanguage[]> | undefined;

/** A linker over source texts by path. Files that no language reads are project files (package.json, pyproject.toml). */
export async function linkerOf(sources: Readonly<Record<string, string>>, isOnce = false): Promise<Linker> {
  const languages = await registry;
  linkLanguages ??= loadLinkLanguages(languages, extractFile);
  const linker = new Linker({ languages: await linkLanguages, inputs: new Map(), isOnce });
  await setSources(linker, sources);
  linker.link();
  return linker;
}

/** Sets files and project files from texts; empty texts of undefined remove them. */
export async function setSources(linker: Linker, sources: Readonly<Record<string, string | undefined>>): Promise<void> {
  const languages = await registry;
  for (const [path, text] of Object.entries(sources)) {
    const language = languages.byPath(path);
    if (language === undefined) linker.setInput(path, text);
    else if (text === undefined) linker.removeFile(path);
    else linker.setFile(path, await extractFile(language, text));
  }
}

/** The graph of source texts by path. */
export async function linkSources(sources: Readonly<Record<string, string>>): Promise<LinkedGraph> {
  return (await linkerOf(sources)).assembleGraph();
}

/** Edges of some types as text, one a line: `CALLS a.py:f -> b.py:g  member`, with `?` for inferred and `~` for candidates. */
export async function edgesOf(sources: Readonly<Record<string, string>>, ...types: readonly string[]): Promise<string[]> {
  const graph = await linkSources(sources);
  const marks: Readonly<Record<string, string>> = { exact: '', inferred: '?', candidate: '~' };
  return graph.edges
    .filter((edge) => types.includes(edge.type))
    .map((edge) => `${edge.type} ${shortId(edge.source)} -> ${shortId(edge.target)}${marks[edge.confidence] ?? ''}`);
}

/** `a.py:Class.method` for an id; the file name alone when it is a module. */
function shortId(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}
