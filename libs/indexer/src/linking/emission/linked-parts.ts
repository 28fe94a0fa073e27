import type { CallCounts } from '@codexgraph/graph-model';
import type { FileLinkResult, LinkedGraph, LinkedPart } from '../link-outcome.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { Family } from '../program/program.js';
import { assembleGraph, callCounts, filePart, sharedPart } from './assemble-graph.js';

interface FileState {
  readonly file: LinkedFile;
  readonly moduleName: string;
  readonly result: FileLinkResult;
}

/** What changed since the last {@link LinkedParts.update}. */
export interface PartsChange {
  readonly changed: readonly string[];
  readonly before: ReadonlyMap<string, LinkedPart>;
  readonly sharedBefore: LinkedPart | undefined;
}

/** The parts of the graph by file. Nodes are composed when they are asked for; only results are held. */
export class LinkedParts {
  readonly #families: readonly Family[];
  readonly #results: ReadonlyMap<string, FileLinkResult>;
  readonly #states = new Map<string, FileState>();
  #shared: LinkedPart = { nodes: [], edges: [] };

  /** @param results of all files; the caller keeps them up to date */
  constructor(families: readonly Family[], results: ReadonlyMap<string, FileLinkResult>) {
    this.#families = families;
    this.#results = results;
  }

  /** The part of a file; undefined when there is no such file. */
  part(path: string): LinkedPart | undefined {
    const state = this.#states.get(path);
    return state && filePart(state.file, state.moduleName, state.result);
  }

  /** A file has new facts; its part stays what it was until the next {@link update}. */
  replace(former: LinkedFile): void {
    const state = this.#states.get(former.path);
    if (state !== undefined) this.#states.set(former.path, { ...state, file: former });
  }

  get shared(): LinkedPart {
    return this.#shared;
  }

  get calls(): CallCounts {
    return callCounts(this.#results.values());
  }

  graph(): LinkedGraph {
    return assembleGraph(this.#allParts(), this.#results.values());
  }

  /**
   * Takes over what linking found.
   *
   * @param touched paths whose facts or results may differ, those that are gone too
   * @param namesMayDiffer names of modules may differ in any file
   */
  update(touched: Iterable<string>, namesMayDiffer: boolean): PartsChange {
    const before = new Map<string, LinkedPart>();
    const changed: string[] = [];
    let isSharedTouched = namesMayDiffer;
    for (const path of new Set(namesMayDiffer ? [...touched, ...this.#states.keys()] : touched)) {
      const old = this.#states.get(path);
      const next = this.#stateOf(path);
      if (isSame(old, next)) continue;
      changed.push(path);
      if (old !== undefined) before.set(path, filePart(old.file, old.moduleName, old.result));
      if (next === undefined) this.#states.delete(path);
      else this.#states.set(path, next);
      isSharedTouched ||= !sameShare(old, next);
    }
    return { changed: changed.sort(), before, sharedBefore: isSharedTouched ? this.#renewShared() : undefined };
  }

  #renewShared(): LinkedPart | undefined {
    const before = this.#shared;
    const shared = sharedPart(this.#families, this.#results);
    if (JSON.stringify(before) === JSON.stringify(shared)) return undefined;
    this.#shared = shared;
    return before;
  }

  #stateOf(path: string): FileState | undefined {
    const result = this.#results.get(path);
    if (result === undefined) return undefined;
    for (const family of this.#families) {
      const file = family.files.get(path);
      if (file !== undefined) return { file, moduleName: family.resolver.nameOf(path), result };
    }
    return undefined;
  }

  *#allParts(): Iterable<LinkedPart> {
    for (const state of this.#states.values()) yield filePart(state.file, state.moduleName, state.result);
    yield this.#shared;
  }
}

function isSame(one: FileState | undefined, other: FileState | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.file === other.file && one.moduleName === other.moduleName && one.result === other.result;
}

/** True when the two states give the same to the shared part. */
function sameShare(one: FileState | undefined, other: FileState | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return JSON.stringify(one.result.externals) === JSON.stringify(other.result.externals);
}
