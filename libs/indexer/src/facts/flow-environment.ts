import type { FactsBuilder } from './facts-builder.js';

/**
 * Which value reaches a read of a local name (or of a member path such as `self.x`) at a point of one function or module body.
 *
 * Extractors walk statements in order and call `assign`, `fork`, `merge`, `loop`; a key is a scope-qualified name or path, a
 * value is a term. It is SSA construction on structured code (Braun et al., CC 2013, without the sealing of unstructured jumps).
 */
export class FlowEnvironment {
  #values: Map<string, number>;
  /** False after return, raise, break, continue: this path reaches no later statement. */
  reachable = true;

  constructor(values: ReadonlyMap<string, number> = new Map()) {
    this.#values = new Map(values);
  }

  /** The term that reaches a read of the key here; undefined when nothing is known (a captured or global name). */
  get(key: string): number | undefined {
    return this.#values.get(key);
  }

  /** Strong update. Paths below the key (`x.y` below `x`) are forgotten. */
  assign(key: string, term: number): void {
    this.forgetBelow(key);
    this.#values.set(key, term);
  }

  /** Keys with a known value, in the order they became known. */
  keys(): IterableIterator<string> {
    return this.#values.keys();
  }

  /** A narrower view of the same value (a test held): paths below the key stay known. */
  narrow(key: string, term: number): void {
    this.#values.set(key, term);
  }

  /** Forgets a key and the paths below it. */
  forget(key: string): void {
    this.forgetBelow(key);
    this.#values.delete(key);
  }

  /** Forgets the paths below a key, such as `x.y` below `x`. */
  forgetBelow(key: string): void {
    const prefix = `${key}.`;
    for (const known of this.#values.keys()) if (known.startsWith(prefix)) this.#values.delete(known);
  }

  /** A copy for one branch. */
  fork(): FlowEnvironment {
    const copy = new FlowEnvironment(this.#values);
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
    const [first, ...rest] = live.length > 0 ? live : branches;
    if (first === undefined) return;
    const merged = new Map<string, number>();
    const add = (key: string): void => {
      const terms = [first, ...rest].flatMap((branch) => branch.#values.get(key) ?? []);
      if (terms.length === rest.length + 1 || isName?.(key) === true) merged.set(key, facts.union(terms));
    };
    for (const key of first.#values.keys()) add(key);
    if (isName !== undefined) {
      for (const branch of rest) for (const key of branch.#values.keys()) if (!merged.has(key) && isName(key)) add(key);
    }
    this.#values = merged;
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
      this.#values.set(key, phi);
    }
    return (backEdges) => {
      for (const [key, phi] of phis) {
        const back = backEdges.flatMap((edge) => (edge.reachable ? [edge.#values.get(key) ?? phi] : []));
        facts.closePhi(phi, back);
      }
    };
  }
}
