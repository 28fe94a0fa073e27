import type { LinkedFile } from './linked-file.js';
import type { Family } from './program.js';

interface FamilyNames {
  readonly calling: Map<string, Set<LinkedFile>>;
  readonly assigning: Map<string, Set<LinkedFile>>;
  readonly extending: Map<string, Set<LinkedFile>>;
  readonly augmenting: Map<string, Set<LinkedFile>>;
  readonly declaring: Map<string, Set<LinkedFile>>;
}

/** Which files call something of a name, assign to a member of a name, have classes that extend one of a name, or declare for others. */
export class NameIndex {
  readonly #families = new Map<Family, FamilyNames>();
  /** Sets of files in their order, as far as they were asked for since files came or went. */
  readonly #sorted = new Map<ReadonlySet<LinkedFile>, readonly LinkedFile[]>();

  add(family: Family, file: LinkedFile): void {
    this.#sorted.clear();
    const names = this.#namesOf(family);
    for (const name of file.index.calledNames) put(names.calling, name, file);
    for (const name of file.index.memberNames) put(names.assigning, name, file);
    for (const name of file.index.extendedNames) put(names.extending, name, file);
    const { classes, globals } = file.index.augmentations;
    for (const name of classes.keys()) put(names.augmenting, name, file);
    for (const name of globals.keys()) put(names.declaring, name, file);
  }

  remove(family: Family, file: LinkedFile): void {
    this.#sorted.clear();
    const names = this.#namesOf(family);
    for (const name of file.index.calledNames) names.calling.get(name)?.delete(file);
    for (const name of file.index.memberNames) names.assigning.get(name)?.delete(file);
    for (const name of file.index.extendedNames) names.extending.get(name)?.delete(file);
    const { classes, globals } = file.index.augmentations;
    for (const name of classes.keys()) take(names.augmenting, name, file);
    for (const name of globals.keys()) take(names.declaring, name, file);
  }

  /** Files with call sites of that callee name, sorted by path. */
  calling(family: Family, name: string): readonly LinkedFile[] {
    return this.#sortedByPath(this.#namesOf(family).calling.get(name));
  }

  /** Files that assign to members of that name, sorted by path. */
  assigning(family: Family, name: string): readonly LinkedFile[] {
    return this.#sortedByPath(this.#namesOf(family).assigning.get(name));
  }

  /** Files with classes whose base list has that name, sorted by path. */
  extending(family: Family, name: string): readonly LinkedFile[] {
    return this.#sortedByPath(this.#namesOf(family).extending.get(name));
  }

  /** Files that add to a class of that name elsewhere, or declare a global of that name, sorted by path. */
  declaring(family: Family, how: 'augments' | 'declares', name: string): readonly LinkedFile[] {
    const { augmenting, declaring } = this.#namesOf(family);
    return this.#sortedByPath((how === 'augments' ? augmenting : declaring).get(name));
  }

  /** Some file declares for others. */
  augments(family: Family): boolean {
    const { augmenting, declaring } = this.#namesOf(family);
    return augmenting.size > 0 || declaring.size > 0;
  }

  /** Names (as Evaluator.touchWorld has them) for which a file came or went when it changed from one state to another. */
  changedNames(before: LinkedFile | undefined, after: LinkedFile | undefined): readonly string[] {
    return [...difference(touchedNames(before), touchedNames(after))];
  }

  #sortedByPath(files: ReadonlySet<LinkedFile> | undefined): readonly LinkedFile[] {
    if (files === undefined) return [];
    let sorted = this.#sorted.get(files);
    if (sorted === undefined) {
      sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      this.#sorted.set(files, sorted);
    }
    return sorted;
  }

  #namesOf(family: Family): FamilyNames {
    let names = this.#families.get(family);
    if (names === undefined) {
      names = { calling: new Map(), assigning: new Map(), extending: new Map(), augmenting: new Map(), declaring: new Map() };
      this.#families.set(family, names);
    }
    return names;
  }
}

function put(map: Map<string, Set<LinkedFile>>, name: string, file: LinkedFile): void {
  const files = map.get(name);
  if (files === undefined) map.set(name, new Set([file]));
  else files.add(file);
}

function take(map: Map<string, Set<LinkedFile>>, name: string, file: LinkedFile): void {
  const files = map.get(name);
  files?.delete(file);
  if (files?.size === 0) map.delete(name);
}

function touchedNames(file: LinkedFile | undefined): ReadonlySet<string> {
  if (file === undefined) return new Set();
  return new Set([
    ...[...file.index.calledNames].map((name) => `calls ${name}`),
    ...[...file.index.memberNames].map((name) => `assigns ${name}`),
    ...[...file.index.extendedNames].map((name) => `extends ${name}`),
    ...[...file.index.augmentations.classes.keys()].map((name) => `augments ${name}`),
    ...[...file.index.augmentations.globals.keys()].map((name) => `declares ${name}`),
  ]);
}

/** What only one of two sets has. */
function difference(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...[...one].filter((name) => !other.has(name)), ...[...other].filter((name) => !one.has(name))]);
}
