import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** How a file is stored beside its plain form. */
export type WebEncoding = 'br' | 'gzip';

/** One file of the built UI. */
export interface WebFile {
  /** Absolute path of the plain form. */
  readonly file: string;
  readonly contentType: string;
  /** True when its name changes with its content, so that browsers may keep it for good. */
  readonly isImmutable: boolean;
  /** Compressed forms that the build has laid beside it, the smallest first. */
  readonly encodings: ReadonlySet<WebEncoding>;
}

/** The built UI. */
export interface WebFiles {
  /** The page that every address begins with; `CODEXGRAPH_CSP_NONCE` stands in it for a value of each answer. */
  readonly page: string;
  /** Files by the path of their URL. */
  readonly files: ReadonlyMap<string, WebFile>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
const SUFFIXES: Readonly<Record<string, WebEncoding>> = { '.br': 'br', '.gz': 'gzip' };
const PAGE = 'index.html';

/**
 * Lists the built UI. Only what is listed is ever served: a URL is looked up, never joined to a folder.
 * @returns undefined when the UI is not built
 */
export function listWebFiles(folder: string): WebFiles | undefined {
  const pageFile = path.join(folder, PAGE);
  if (statSync(pageFile, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/'));
  const known = new Set(names);
  const files = new Map<string, WebFile>();
  for (const name of names) {
    const contentType = CONTENT_TYPES[path.extname(name)];
    if (contentType === undefined || name === 'manifest.json') continue;
    const encodings = Object.entries(SUFFIXES).filter(([suffix]) => known.has(name + suffix));
    files.set(`/${name}`, {
      file: path.join(folder, name),
      contentType,
      isImmutable: name.startsWith('assets/'),
      encodings: new Set(encodings.map(([, encoding]) => encoding)),
    });
  }
  return { page: readFileSync(pageFile, 'utf8'), files };
}

/** Gives the built UI as it is now: a build that replaces it while the service runs is seen with the next page. */
export function watchWebFiles(folder: string): () => WebFiles | undefined {
  let builtMs: number | undefined;
  let current: WebFiles | undefined;
  return () => {
    const nowMs = statSync(path.join(folder, PAGE), { throwIfNoEntry: false })?.mtimeMs;
    // While a build is written there is no page: the files of the last one are as good as any.
    if (nowMs === undefined || nowMs === builtMs) return current;
    current = listWebFiles(folder);
    builtMs = nowMs;
    return current;
  };
}
