import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { ChatMessage, PromptUse } from '../chat-model.port.js';
import { fillPlaceholders, placeholders, readPromptFile, wrongPrompt, type PromptFile } from './prompt-file.js';

/** A rendered prompt with its origin. */
export interface RenderedPrompt {
  readonly text: string;
  readonly use: PromptUse;
}

const HASH_DIGITS = 16;

/** The prompts of some folders, checked as a whole when it is made: ids, variables, includes. */
export class PromptCatalog {
  readonly #prompts: ReadonlyMap<string, PromptFile>;
  readonly #hashes = new Map<string, string>();

  /** @throws CONFIGURATION when a prompt is wrong, an id is taken twice, or an include leads nowhere or to itself. */
  constructor(files: readonly PromptFile[]) {
    const prompts = new Map<string, PromptFile>();
    for (const file of files) {
      if (prompts.has(file.id)) throw wrongPrompt(file.id, 'another prompt has the same id');
      prompts.set(file.id, file);
    }
    this.#prompts = prompts;
    for (const { id } of files) this.#variablesOf(id, []);
  }

  /** Ids, sorted. */
  get ids(): readonly string[] {
    return [...this.#prompts.keys()].sort();
  }

  /** Names that must be given to render a prompt, those of its parts included; sorted. */
  variablesOf(id: string): readonly string[] {
    return [...new Set(this.#variablesOf(id, []))].sort();
  }

  /** Renders a prompt. Values are put in as they are. @throws INTERNAL when a variable is missing, or given but unknown. */
  render(id: string, values: Readonly<Record<string, string>>): RenderedPrompt {
    this.#prompt(id);
    const wanted = this.variablesOf(id);
    const given = Object.keys(values).sort();
    const missing = wanted.filter((name) => !given.includes(name));
    const unknown = given.filter((name) => !wanted.includes(name));
    if (missing.length > 0 || unknown.length > 0) {
      throw new CodexGraphError(
        'INTERNAL',
        `The prompt "${id}" was given the wrong variables (missing: ${missing.join(', ') || 'none'}; unknown: ${unknown.join(', ') || 'none'}).`,
      );
    }
    return { text: this.#fill(id, values), use: { id, hash: this.#hashOf(id) } };
  }

  /** Renders a prompt as a message. */
  message(
    role: ChatMessage['role'],
    id: string,
    values: Readonly<Record<string, string>>,
  ): { readonly message: ChatMessage; readonly use: PromptUse } {
    const { text, use } = this.render(id, values);
    return { message: { role, content: text }, use };
  }

  #fill(id: string, values: Readonly<Record<string, string>>): string {
    return fillPlaceholders(this.#prompt(id).body, (name, isInclude) =>
      isInclude ? this.#fill(name, values) : (values[name] ?? ''),
    );
  }

  #variablesOf(id: string, path: readonly string[]): readonly string[] {
    if (path.includes(id)) throw wrongPrompt(id, `it includes itself (${[...path, id].join(' > ')})`);
    const prompt = this.#prompts.get(id);
    if (prompt === undefined) throw wrongPrompt(path.at(-1) ?? id, `it includes "${id}", which does not exist`);
    const { includes } = placeholders(prompt.body);
    return [...prompt.variables, ...includes.flatMap((include) => this.#variablesOf(include, [...path, id]))];
  }

  /** Of the file and everything it includes. */
  #hashOf(id: string): string {
    const known = this.#hashes.get(id);
    if (known !== undefined) return known;
    const { includes } = placeholders(this.#prompt(id).body);
    const all = [this.#prompt(id).hash, ...includes.map((include) => this.#hashOf(include))];
    const hash =
      all.length === 1 ? (all[0] ?? '') : createHash('sha256').update(all.join('\n')).digest('hex').slice(0, HASH_DIGITS);
    this.#hashes.set(id, hash);
    return hash;
  }

  #prompt(id: string): PromptFile {
    const prompt = this.#prompts.get(id);
    if (prompt === undefined) {
      throw new CodexGraphError('INTERNAL', `There is no prompt "${id}". There are: ${this.ids.join(', ')}.`);
    }
    return prompt;
  }
}

/** Reads all `.md` files below some folders. @throws CONFIGURATION as {@link PromptCatalog} does, and when a folder cannot be read. */
export function loadPromptCatalog(folders: readonly URL[]): PromptCatalog {
  return new PromptCatalog(folders.flatMap((folder) => readFolder(fileURLToPath(folder))));
}

function readFolder(folder: string): readonly PromptFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'))
    .sort();
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return readPromptFile(name.replace(/\.md$/, ''), text);
  });
}
