import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { FileFacts } from '../../facts/file-facts.js';
import type { LanguageRegistry } from '../../languages/registry.js';
import type { SourceLanguage } from '../../languages/language.js';
import type { LinkedLanguage } from '../linker.js';
import type { LinkLanguage } from './link-language.js';

/** Reads the facts of a library module; a cache may stand behind it. */
export type LibraryExtractor = (language: SourceLanguage, text: string) => Promise<FileFacts>;

/**
 * The linking rules of every family that the registry has languages of, found as `languages/<name>/linking/link-language.js`, with
 * the facts of their libraries.
 *
 * @param folder the folder of all languages
 * @throws CONFIGURATION when a family has no rules, or a library module is in no known language.
 */
export async function loadLinkLanguages(
  registry: LanguageRegistry,
  extract: LibraryExtractor,
  folder = join(dirname(fileURLToPath(import.meta.url)), '../../languages'),
): Promise<readonly LinkedLanguage[]> {
  const rules = await findRules(folder);
  const families = [...new Set(registry.languages.map((language) => language.family))].sort();
  return Promise.all(
    families.map(async (family) => {
      const own = rules.find((candidate) => candidate.family === family);
      if (own === undefined) {
        throw new CodexGraphError(
          'CONFIGURATION',
          `The language family '${family}' has no linking rules; add languages/<name>/linking/link-language.ts that exports linkLanguage.`,
        );
      }
      const members = registry.languages.filter((language) => language.family === family);
      const ids = [...new Set(members.map((language) => language.id))];
      return { rules: own, ids, library: await libraryFacts(own, registry, extract) };
    }),
  );
}

async function findRules(folder: string): Promise<readonly LinkLanguage[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const modules = names.flatMap((entry) => {
    const candidates = ['link-language.js', 'link-language.ts'].map((file) => join(folder, entry.name, 'linking', file));
    return candidates.find((path) => existsSync(path)) ?? [];
  });
  return Promise.all(
    modules.sort().map(async (path) => {
      const module = (await import(pathToFileURL(path).href)) as { readonly linkLanguage?: LinkLanguage };
      if (module.linkLanguage !== undefined) return module.linkLanguage;
      throw new CodexGraphError('CONFIGURATION', `${path} must export 'linkLanguage: LinkLanguage'.`);
    }),
  );
}

async function libraryFacts(
  rules: LinkLanguage,
  registry: LanguageRegistry,
  extract: LibraryExtractor,
): Promise<ReadonlyMap<string, FileFacts>> {
  const facts = new Map<string, FileFacts>();
  for (const module of rules.library) {
    const language = registry.byPath(module.fileName);
    if (language === undefined) {
      throw new CodexGraphError(
        'CONFIGURATION',
        `The library module '${module.name}' of family '${rules.family}' is in a file '${module.fileName}' that no language reads.`,
      );
    }
    facts.set(module.name, await extract(language, module.text));
  }
  return facts;
}
