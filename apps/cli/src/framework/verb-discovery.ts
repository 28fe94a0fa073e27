import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { Verb } from './verb.js';

/** A verb, or a group of verbs, found in the folder of verbs. */
export interface FoundVerb {
  readonly name: string;
  /** Absolute file; for a group its folder. */
  readonly path: string;
  /** The verbs of a group, else undefined. */
  readonly members?: readonly FoundVerb[];
}

const VERB_FILE = /^[a-z][a-z0-9-]*\.[jt]s$/;

/** Verbs of a folder, sorted by name: `NAME.js` is a verb, a folder `NAME/` a group of verbs. Tests and declarations are left out. */
export function findVerbs(folder: string): readonly FoundVerb[] {
  const found: FoundVerb[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'testing') found.push({ name: entry.name, path, members: findVerbs(path) });
    else if (VERB_FILE.test(entry.name)) found.push({ name: basename(entry.name).replace(/\.[jt]s$/, ''), path });
  }
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Imports the file of a verb. @throws INTERNAL when it exports no `verb`. */
export async function loadVerb(found: FoundVerb): Promise<Verb> {
  const module = (await import(pathToFileURL(found.path).href)) as { readonly verb?: Verb };
  if (module.verb === undefined) {
    throw new CodexGraphError('INTERNAL', `The verb file ${found.path} exports no "verb"; see apps/cli/src/framework/verb.ts.`);
  }
  return module.verb;
}
