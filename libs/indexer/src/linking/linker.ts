import { CodexGraphError, type CallCounts } from '@codexgraph/graph-model';
import type { FileFacts } from '../facts/file-facts.js';
import { LinkedParts } from './emission/linked-parts.js';
import { linkContainment, linkFile } from './emission/link-file.js';
import { Evaluation } from './evaluation/evaluation.js';
import type { LinkLanguage } from './language/link-language.js';
import type { FileLinkResult, LinkedGraph, LinkedPart, LinkOutcome } from './link-outcome.js';
import type { Entry } from './evaluation/solver.js';
import { answersChanged, dropEntries } from './incremental/invalidation.js';
import { NameIndex } from './program/name-index.js';
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
  readonly #names = new NameIndex();
  /** Files as they were linked last, by the path of those that changed since; undefined for new ones. */
  readonly #changed = new Map<string, LinkedFile | undefined>();
  #modulesChanged = false;
  readonly #evaluation: Evaluation;
  readonly #parts: LinkedParts;

  constructor(options: LinkerOptions) {
    this.#inputs = new Map(options.inputs);
    this.#families = options.languages.map((language) => this.#addFamily(language));
    this.#evaluation = this.#createEvaluation();
    this.#parts = new LinkedParts(this.#families, this.#results);
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
    const before = this.#detach(path);
    if (before?.family !== file.family) this.#modulesChanged = true;
    family.files.set(path, file);
    this.#names.add(family, file);
  }

  /** Forgets a file; unknown paths are ignored. */
  removeFile(path: string): void {
    if (this.#fileAt(path) === undefined) return;
    this.#detach(path);
    this.#modulesChanged = true;
  }

  /** Replaces the text of a project file; undefined removes it. */
  setInput(path: string, text: string | undefined): void {
    if (this.#inputs.get(path) === text) return;
    if (text === undefined) this.#inputs.delete(path);
    else this.#inputs.set(path, text);
    this.#modulesChanged = true;
  }

  /** Brings all results up to date; only what the changes since the last call can reach is linked again. */
  link(): LinkOutcome {
    const namesMayDiffer = this.#modulesChanged;
    const open = new Set<LinkedFile>();
    const suspects = dropEntries(this.#droppedEntries(open));
    const touched = new Set(this.#changed.keys());
    for (const path of touched) {
      const file = this.#fileAt(path);
      if (file !== undefined) open.add(file);
    }
    this.#changed.clear();
    const current = (path: string) => this.#fileAt(path);
    for (const file of suspects) {
      if (open.has(file) || this.#fileAt(file.path) !== file) continue;
      if (this.#evaluation.within(file, () => answersChanged(this.#evaluation, file, current))) open.add(file);
    }
    const files = [...open].sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const path of touched) if (this.#fileAt(path) === undefined) this.#results.delete(path);
    for (const file of files) {
      this.#linkFile(file);
      touched.add(file.path);
    }
    return { linked: files.map((file) => file.path), ...this.#parts.update(touched, namesMayDiffer) };
  }

  /** Links one file; an equal result stays the same object. */
  #linkFile(file: LinkedFile): void {
    const before = this.#results.get(file.path);
    let result: FileLinkResult | undefined;
    this.#evaluation.link(file, () => {
      result = linkFile(this.#evaluation, file);
    });
    result ??= linkContainment(this.#evaluation, file);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(result)) return;
    this.#results.set(file.path, result);
  }

  /** Entries that the changes make wrong. Files whose imports now mean something else are added to `open`. */
  #droppedEntries(open: Set<LinkedFile>): Entry[] {
    const dropped: Entry[] = [];
    for (const [path, before] of this.#changed) {
      if (before !== undefined) dropped.push(...this.#evaluation.memoOf(before).all());
      for (const name of this.#names.changedNames(before, this.#fileAt(path))) {
        const entry = this.#evaluation.worldEntry(name);
        if (entry !== undefined) dropped.push(entry);
      }
    }
    if (!this.#modulesChanged) return dropped;
    this.#modulesChanged = false;
    for (const family of this.#families) {
      for (const file of family.reresolve()) {
        open.add(file);
        dropped.push(...this.#evaluation.memoOf(file).all());
      }
      for (const name of family.changedSubmodules()) {
        const entry = this.#evaluation.worldEntry(name);
        if (entry !== undefined) dropped.push(entry);
      }
    }
    return dropped;
  }

  /** Result of one file after the last {@link link}. */
  result(path: string): FileLinkResult | undefined {
    return this.#results.get(path);
  }

  /** The part of the graph that a file gives, after the last {@link link}; undefined when there is no such file. */
  part(path: string): LinkedPart | undefined {
    return this.#parts.part(path);
  }

  /** What belongs to no single file, after the last {@link link}. */
  get sharedPart(): LinkedPart {
    return this.#parts.shared;
  }

  /** Calls of all files by what came of them. */
  get calls(): CallCounts {
    return this.#parts.calls;
  }

  /** The whole graph after the last {@link link}: all parts, sorted. */
  assembleGraph(): LinkedGraph {
    return this.#parts.graph();
  }

  /** Questions computed so far, and those answered by "unknown" because of a limit, for benchmarks. */
  get statistics(): { readonly evaluated: number; readonly limitHits: number } {
    const { evaluated, limited } = this.#evaluation.solver;
    return { evaluated, limitHits: [...limited.values()].reduce((sum, count) => sum + count, 0) };
  }

  /** How many questions about a file were answered by "unknown" because of a limit, by path, sorted. */
  get limited(): ReadonlyMap<string, number> {
    return new Map([...this.#evaluation.solver.limited].sort(([one], [other]) => (one < other ? -1 : 1)));
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
    const byName = new Map(this.#families.map((family) => [family.language.family, family]));
    return new Evaluation({
      families: this.#families,
      familyOf: (file) => byName.get(file.family) as Family,
      filesCalling: (family, name) => this.#names.calling(family, name),
      filesAssigning: (family, name) => this.#names.assigning(family, name),
      filesExtending: (family, name) => this.#names.extending(family, name),
    });
  }

  #fileAt(path: string): LinkedFile | undefined {
    for (const family of this.#families) {
      const file = family.files.get(path);
      if (file !== undefined) return file;
    }
    return undefined;
  }

  /** Takes a file out and remembers it as it was linked last. */
  #detach(path: string): LinkedFile | undefined {
    for (const family of this.#families) {
      const file = family.files.get(path);
      if (file === undefined) continue;
      family.files.delete(path);
      this.#names.remove(family, file);
      if (!this.#changed.has(path)) this.#changed.set(path, this.#results.has(path) ? file : undefined);
      return file;
    }
    if (!this.#changed.has(path)) this.#changed.set(path, undefined);
    return undefined;
  }
}
