import type { FactsBuilder } from './facts-builder.js';
import { LayeredMap } from './layered-map.js';

/**
 * Which value reaches a read of a local name (or of a member path such as `self.x`) at a point of one function or module body.
 *
 * Extractors walk statements in order and call `assign`, `fork`, `merge`, `loop`; a key is a scope-qualified name or path, a
 * value is a term. It is SSA construction on structured code (Braun et al., CC 2013, without the sealing of unstructured jumps).
 */
export class FlowEnvironment {
  #values: LayeredMap;
  /** Paths ever known, by each of their prefixes; shared by all forks. */
  #paths = new Map<string, Set<string>>();
  /** False after return, raise, break, continue: this path reaches no later statement. */
  reachable = true;

  constructor(values: ReadonlyMap<string, number> = new Map()) {
    this.#values = new LayeredMap(values);
    for (const key of values.keys()) this.#addPath(key);
  }

  /** The term that reaches a read of the key here; undefined when nothing is known (a captured or global name). */
  get(key: string): number | undefined {
    return this.#values.get(key);
  }

  /** Strong update. Paths below the key (`x.y` below `x`) are forgotten. */
  assign(key: string, term: number): void {
    this.forgetBelow(key);
    this.narrow(key, term);
  }

  /** Keys with a known value, in the order they became known. */
  keys(): readonly string[] {
    return this.#values.keys();
  }

  /** A narrower view of the same value (a test held): paths below the key stay known. */
  narrow(key: string, term: number): void {
    this.#values.set(key, term);
    this.#addPath(key);
  }

  /** Forgets a key and the paths below it. */
  forget(key: string): void {
    this.forgetBelow(key);
    this.#values.delete(key);
  }

  /** Forgets the paths below a key, such as `x.y` below `x`. */
  forgetBelow(key: string): void {
    for (const path of this.#paths.get(key) ?? []) this.#values.delete(path);
  }

  /** A copy for one branch. */
  fork(): FlowEnvironment {
    const copy = new FlowEnvironment();
    copy.#values = this.#values.fork();
    copy.#paths = this.#paths;
    copy.reachable = this.reachable;
    return copy;
  }

  /**
   * Continues after branches: each key gets the union over the reachable ones. A key missing in one of them is forgotten, unless
   * `isName` holds for it: then it keeps what the others say (reading a name that a path left unbound is an error anyway).
   */
  replaceByMerge(branches: readonly FlowEnvironment[], facts: FactsBuilder, isName?: (key: string) => boolean): void {
    const live = branches.filter((branch) => branch.reachable);
    this.reachable = live.length > 0;
    const merged = live.length > 0 ? live : branches;
    if (merged.length === 0) return;
    for (const branch of merged) this.#sharePaths(branch);
    const values = merged.map((branch) => branch.#values.fork());
    this.#values = new LayeredMap();
    for (const key of this.#values.rebase(values)) {
      const terms: number[] = [];
      for (const branch of values) {
        const term = branch.get(key);
        if (term !== undefined) terms.push(term);
      }
      const isKnown = terms.length === values.length || (terms.length > 0 && isName?.(key) === true);
      if (isKnown) this.#values.set(key, facts.union(terms));
      else this.#values.delete(key);
    }
  }

  /**
   * Opens a loop: keys assigned in its body get an open PHI. Call the returned function with the environments that jump back to
   * the head (end of body, continue) to close them.
   */
  enterLoop(assignedKeys: Iterable<string>, facts: FactsBuilder): (backEdges: readonly FlowEnvironment[]) => void {
    const phis = new Map<string, number>();
    for (const key of assignedKeys) {
      const before = this.#values.get(key);
      this.forgetBelow(key);
      if (before === undefined) continue;
      const phi = facts.openPhi([before]);
      phis.set(key, phi);
      this.narrow(key, phi);
    }
    return (backEdges) => {
      for (const [key, phi] of phis) {
        const back = backEdges.flatMap((edge) => (edge.reachable ? [edge.#values.get(key) ?? phi] : []));
        facts.closePhi(phi, back);
      }
    };
  }

  #addPath(key: string): void {
    for (let dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      const prefix = key.slice(0, dot);
      const paths = this.#paths.get(prefix);
      if (paths === undefined) this.#paths.set(prefix, new Set([key]));
      else if (paths.has(key)) return;
      else paths.add(key);
    }
  }

  #sharePaths(branch: FlowEnvironment): void {
    if (branch.#paths === this.#paths) return;
    for (const paths of branch.#paths.values()) for (const key of paths) this.#addPath(key);
  }
}
