import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import { matchesSegment } from '../source/ignore-rules.js';
import type { SourceLanguage } from './language.js';

const SHEBANG = /^#!\s*(\S+)(?:[^\S\n]+(\S[^\n]*))?/;
const VERSION_SUFFIX = /(?<=[a-z])[\d.]+$/;

/** All languages of this build, and which of them reads a file. */
export class LanguageRegistry {
  /** Sorted by id, then by first extension: the same order in every thread. Several may share an id (`.ts` and `.tsx` have two grammars). */
  readonly languages: readonly SourceLanguage[];
  /** Distinct base-name patterns of all languages, sorted. */
  readonly projectFiles: readonly string[];
  readonly #byExtension = new Map<string, SourceLanguage>();
  readonly #byInterpreter = new Map<string, SourceLanguage>();

  /** @throws CONFIGURATION when two languages claim one extension or interpreter. */
  constructor(languages: readonly SourceLanguage[]) {
    this.languages = [...languages].sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
    this.projectFiles = [...new Set(languages.flatMap((language) => language.projectFiles))].sort();
    for (const language of this.languages) {
      for (const extension of language.extensions) claim(this.#byExtension, extension, language, 'the extension');
      for (const interpreter of language.interpreters) claim(this.#byInterpreter, interpreter, language, 'the interpreter');
    }
  }

  /** Language of a path by its extension, whatever its case; the longest extension wins, so that `.d.ts` may differ from `.ts`. */
  byPath(path: string): SourceLanguage | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      const language = this.#byExtension.get(name.slice(dot));
      if (language !== undefined) return language;
    }
    return undefined;
  }

  /** Whether some language reads files of that base name for module resolution. */
  isProjectFile(name: string): boolean {
    return this.projectFiles.some((pattern) => matchesSegment(pattern, name));
  }

  /** Language of a script by its first line: `#!/usr/bin/env -S python3 -u`, `#!/bin/node`. Version numbers do not matter. */
  byShebang(firstLine: string): SourceLanguage | undefined {
    const match = SHEBANG.exec(firstLine);
    if (match === null) return undefined;
    const words = (match[2] ?? '').split(/\s+/).filter((word) => word !== '' && !word.startsWith('-') && !word.includes('='));
    const program = baseName(match[1] ?? '');
    const interpreter = program === 'env' ? baseName(words[0] ?? '') : program;
    return this.#byInterpreter.get(interpreter) ?? this.#byInterpreter.get(interpreter.replace(VERSION_SUFFIX, ''));
  }
}

/**
 * Finds every folder beside this file that has a `language.js` (in sources run by the tests: `language.ts`).
 * @param folder another folder to look in
 */
export async function loadLanguages(folder = dirname(fileURLToPath(import.meta.url))): Promise<LanguageRegistry> {
  const entries = await readdir(folder, { withFileTypes: true });
  const modules = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) => languageModule(join(folder, name)) ?? []);
  const languages = await Promise.all(modules.map(importLanguages));
  return new LanguageRegistry(languages.flat());
}

function languageModule(folder: string): string | undefined {
  return ['language.js', 'language.ts'].map((name) => join(folder, name)).find((path) => existsSync(path));
}

async function importLanguages(path: string): Promise<readonly SourceLanguage[]> {
  const module = (await import(pathToFileURL(path).href)) as { readonly languages?: readonly SourceLanguage[] };
  if (module.languages !== undefined && Array.isArray(module.languages)) return module.languages as readonly SourceLanguage[];
  throw new CodexGraphError('CONFIGURATION', `${path} must export 'languages: readonly SourceLanguage[]'.`);
}

function claim(owners: Map<string, SourceLanguage>, key: string, language: SourceLanguage, what: string): void {
  const owner = owners.get(key);
  if (owner !== undefined) {
    throw new CodexGraphError(
      'CONFIGURATION',
      `The languages '${owner.id}' and '${language.id}' both claim ${what} '${key}'; only one may.`,
    );
  }
  owners.set(key, language);
}

function orderKey(language: SourceLanguage): string {
  return `${language.id} ${language.extensions[0] ?? ''}`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
