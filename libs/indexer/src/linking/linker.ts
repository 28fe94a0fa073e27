import { CodexGraphError } from '@codexgraph/graph-model';
import type { FileFacts } from '../facts/file-facts.js';
import { assembleGraph } from './emission/assemble-graph.js';
import { linkFile } from './emission/link-file.js';
import { Evaluation } from './evaluation/evaluation.js';
import type { LinkLanguage } from './language/link-language.js';
import type { FileLinkResult, LinkedGraph, LinkOutcome } from './link-outcome.js';
import { CallNameIndex } from './program/name-index.js';
import { LinkedFile } from './program/linked-file.js';
import { Family } from './program/program.js';

/** A family of languages to link. */
export interface LinkedLanguage {
  readonly rules: LinkLanguage;
  /** Ids of its languages (FileFacts.language). */
  readonly ids: readonly string[];
  /** Facts of its library modules by module name, extracted from LinkLanguage.library. */
  readonly library: ReadonlyMap<string, FileFacts>;
}

/** What a linker starts from. */
export interface LinkerOptions {
  readonly languages: readonly LinkedLanguage[];
  /** Texts of project files (pyproject.toml, package.json, ...) by path. */
  readonly inputs: ReadonlyMap<string, string>;
}

/**
 * Links the files of one repository. Files are set and removed in any order; {@link Linker.link} brings the results up to date,
 * and the results never depend on the order or on what was linked before.
 */
export class Linker {
  readonly #families: readonly Family[];
  readonly #familyOfLanguage = new Map<string, Family>();
  readonly #inputs: Map<string, string>;
  readonly #results = new Map<string, FileLinkResult>();
  readonly #names = new CallNameIndex();
  readonly #changed = new Set<string>();
  #evaluation: Evaluation;

  constructor(options: LinkerOptions) {
    this.#inputs = new Map(options.inputs);
    this.#families = options.languages.map((language) => this.#addFamily(language));
    this.#evaluation = this.#createEvaluation();
  }

  /** Adds a file or replaces its facts. */
  setFile(path: string, facts: FileFacts): void {
    const family = this.#familyOfLanguage.get(facts.language);
    if (family === undefined) {
      throw new CodexGraphError(
        'INTERNAL',
        `No linking rules for the language '${facts.language}'; add its languages/<name>/linking folder.`,
      );
    }
    const { mergesDeclarations } = family.language.classes;
    const file = new LinkedFile({ path, facts, family: family.language.family, mergesDeclarations });
    this.#detach(path);
    family.files.set(path, file);
    this.#names.add(family, file);
    this.#changed.add(path);
  }

  /** Forgets a file; unknown paths are ignored. */
  removeFile(path: string): void {
    if (this.#detach(path)) this.#changed.add(path);
  }

  /** Replaces the text of a project file; undefined removes it. */
  setInput(path: string, text: string | undefined): void {
    if (this.#inputs.get(path) === text) return;
    if (text === undefined) this.#inputs.delete(path);
    else this.#inputs.set(path, text);
    this.#changed.add(path);
  }

  /** Brings all results up to date. */
  link(): LinkOutcome {
    if (this.#changed.size === 0) return { linked: [], changed: [] };
    this.#changed.clear();
    for (const family of this.#families) family.forgetModules();
    this.#evaluation = this.#createEvaluation();
    const linked: string[] = [];
    const changed: string[] = [];
    const before = new Map(this.#results);
    this.#results.clear();
    for (const family of this.#families) {
      for (const path of [...family.files.keys()].sort()) {
        const file = family.files.get(path) as LinkedFile;
        const result = this.#evaluation.within(file, () => linkFile(this.#evaluation, file));
        this.#results.set(path, result);
        linked.push(path);
        if (JSON.stringify(before.get(path)) !== JSON.stringify(result)) changed.push(path);
      }
    }
    for (const path of before.keys()) if (!this.#results.has(path)) changed.push(path);
    return { linked: linked.sort(), changed: changed.sort() };
  }

  /** Result of one file after the last {@link link}. */
  result(path: string): FileLinkResult | undefined {
    return this.#results.get(path);
  }

  /** The graph after the last {@link link}. */
  assembleGraph(): LinkedGraph {
    return assembleGraph(this.#families, this.#results);
  }

  /** Sizes and limits of the last {@link link}, for benchmarks. */
  get statistics(): { readonly evaluated: number; readonly limitHits: number } {
    return { evaluated: this.#evaluation.solver.evaluated, limitHits: this.#evaluation.solver.limitHits };
  }

  #addFamily(language: LinkedLanguage): Family {
    const family = new Family(language.rules, this.#inputs);
    for (const id of language.ids) this.#familyOfLanguage.set(id, family);
    const { mergesDeclarations } = language.rules.classes;
    for (const [name, facts] of language.library) {
      const path = `<library>/${name}`;
      family.library.set(
        name,
        new LinkedFile({ path, facts, family: language.rules.family, libraryModule: name, mergesDeclarations }),
      );
    }
    return family;
  }

  #createEvaluation(): Evaluation {
    return new Evaluation({
      families: this.#families,
      familyOf: (file) => this.#families.find((family) => family.language.family === file.family) as Family,
      filesCalling: (family, name) => this.#names.calling(family, name),
      filesAssigning: (family, name) => this.#names.assigning(family, name),
    });
  }

  #detach(path: string): boolean {
    for (const family of this.#families) {
      const file = family.files.get(path);
      if (file === undefined) continue;
      family.files.delete(path);
      this.#names.remove(family, file);
      return true;
    }
    return false;
  }
}
