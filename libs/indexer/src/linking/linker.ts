import { CodexGraphError, type CallCounts } from '@codexgraph/graph-model';
import type { FileFacts } from '../facts/file-facts.js';
import { LinkedParts } from './emission/linked-parts.js';
import { linkContainment, linkFile } from './emission/link-file.js';
import { Evaluation } from './evaluation/evaluation.js';
import type { LinkLanguage } from './language/link-language.js';
import type { FileLinkResult, LinkedGraph, LinkedPart, LinkOutcome, LinkProgress } from './link-outcome.js';
import { dropFile, renewAnswers, renewFile } from './incremental/renew-file.js';
import { Revision } from './incremental/revision.js';
import { Verification } from './incremental/verification.js';
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
  /** Nothing will change after the first link: what a further one needs is not kept, which spares memory and time. Default false. */
  readonly isOnce?: boolean;
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
  /** New facts by path since the last link; undefined for files that are gone. */
  readonly #changed = new Map<string, FileFacts | undefined>();
  #modulesChanged = false;
  readonly #isOnce: boolean;
  #isOver = false;
  readonly #evaluation: Evaluation;
  readonly #parts: LinkedParts;

  constructor(options: LinkerOptions) {
    this.#inputs = new Map(options.inputs);
    this.#isOnce = options.isOnce ?? false;
    this.#families = options.languages.map((language) => this.#addFamily(language));
    this.#evaluation = this.#createEvaluation();
    this.#parts = new LinkedParts(this.#families, this.#results);
  }

  /** Adds a file or replaces its facts, from the next {@link link} on. */
  setFile(path: string, facts: FileFacts): void {
    if (!this.#familyOfLanguage.has(facts.language)) {
      throw new CodexGraphError(
        'INTERNAL',
        `No linking rules for the language '${facts.language}'; add its languages/<name>/linking folder.`,
      );
    }
    this.#changed.set(path, facts);
  }

  /** Forgets a file at the next {@link link}; unknown paths are ignored. */
  removeFile(path: string): void {
    this.#changed.set(path, undefined);
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
    const files = this.linkByFile();
    for (;;) {
      const step = files.next();
      if (step.done === true) return step.value;
    }
  }

  /** {@link link} with a pause after each file. Nothing else may be asked of the linker until it is done. */
  *linkByFile(): Generator<LinkProgress, LinkOutcome, undefined> {
    if (this.#isOver)
      throw new CodexGraphError('INTERNAL', 'A linker that links once was asked again; make one that keeps answers.');
    const revision = new Revision();
    this.#evaluation.begin(revision);
    const touched = this.#takeChanges(revision);
    const namesMayDiffer = this.#modulesChanged;
    const moved = this.#modulesChanged ? this.#resolveAgain(revision) : [];
    const verification = new Verification(this.#evaluation);
    for (const file of sortedByPath(revision.suspects)) verification.check(this.#evaluation.rootOf(file));
    const open = new Set<LinkedFile>(moved);
    for (const path of touched) {
      const file = this.#fileAt(path);
      if (file === undefined) this.#results.delete(path);
      else open.add(file);
    }
    for (const file of revision.suspects) if (this.#evaluation.rootOf(file).isPending) open.add(file);
    const files = sortedByPath(open).filter((file) => this.#fileAt(file.path) === file);
    for (const [index, file] of files.entries()) {
      this.#linkFile(file);
      touched.add(file.path);
      yield { done: index + 1, total: files.length };
    }
    revision.end();
    if (this.#isOnce) {
      this.#isOver = true;
      this.#evaluation.release();
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

  /** Takes over the files that were set and removed. Returns their paths. */
  #takeChanges(revision: Revision): Set<string> {
    const touched = new Set(this.#changed.keys());
    const names = new Set<string>();
    const augmented = this.#families.filter((family) => this.#names.augments(family));
    for (const [path, facts] of this.#changed) {
      for (const name of this.#takeFile(revision, path, facts)) names.add(name);
    }
    this.#changed.clear();
    for (const family of this.#families) {
      if (augmented.includes(family) !== this.#names.augments(family)) renewFamily(revision, family);
    }
    this.#markWorld(revision, names);
    return touched;
  }

  /** Takes over one file. Returns the names (as Evaluator.touchWorld has them) for which it came or went. */
  #takeFile(revision: Revision, path: string, facts: FileFacts | undefined): readonly string[] {
    const family = facts && this.#familyOfLanguage.get(facts.language);
    const known = this.#fileAt(path);
    if (known !== undefined && facts !== undefined && family?.files.get(path) === known) {
      this.#names.remove(family, known);
      const former = known.renew(facts);
      this.#names.add(family, known);
      this.#parts.replace(former);
      renewFile(revision, former, known, family.language);
      return this.#names.changedNames(former, known);
    }
    if (known === undefined && facts === undefined) return [];
    this.#modulesChanged = true;
    if (known !== undefined) this.#forget(revision, known);
    if (facts === undefined || family === undefined) return this.#names.changedNames(known, undefined);
    const { mergesDeclarations } = family.language.classes;
    const file = new LinkedFile({ path, facts, family: family.language.family, mergesDeclarations });
    family.files.set(path, file);
    this.#names.add(family, file);
    return this.#names.changedNames(known, file);
  }

  #forget(revision: Revision, file: LinkedFile): void {
    for (const family of this.#families) {
      if (family.files.get(file.path) !== file) continue;
      family.files.delete(file.path);
      this.#names.remove(family, file);
    }
    dropFile(revision, file);
  }

  /** Files came or went. Returns the files whose imports now mean something else. */
  #resolveAgain(revision: Revision): readonly LinkedFile[] {
    this.#modulesChanged = false;
    const moved = this.#families.flatMap((family) => family.reresolve());
    for (const file of moved) renewAnswers(revision, file);
    for (const family of this.#families) this.#markWorld(revision, family.changedSubmodules());
    return moved;
  }

  #markWorld(revision: Revision, names: Iterable<string>): void {
    for (const name of names) {
      const entry = this.#evaluation.worldEntry(name);
      if (entry !== undefined) revision.markChanged(entry);
    }
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
      isOnce: this.#isOnce,
      families: this.#families,
      familyOf: (file) => byName.get(file.family) as Family,
      filesCalling: (family, name) => this.#names.calling(family, name),
      filesAssigning: (family, name) => this.#names.assigning(family, name),
      filesExtending: (family, name) => this.#names.extending(family, name),
      augments: (family) => this.#names.augments(family),
      filesDeclaring: (family, how, name) => this.#names.declaring(family, how, name),
    });
  }

  #fileAt(path: string): LinkedFile | undefined {
    for (const family of this.#families) {
      const file = family.files.get(path);
      if (file !== undefined) return file;
    }
    return undefined;
  }
}

/** The first file that declares for others came, or the last one went. */
function renewFamily(revision: Revision, family: Family): void {
  for (const file of [...family.files.values(), ...family.library.values()]) renewAnswers(revision, file);
}

function sortedByPath(files: Iterable<LinkedFile>): LinkedFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
