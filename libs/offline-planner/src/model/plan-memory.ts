/**
 * Remembers the newest plans, so that the calls of one run do not plan its question again and again. A run's first call plans afresh: the repository may
 * have been indexed since the same question was asked last. A plan that failed is forgotten.
 */
export class RecentPlans<Plan> {
  readonly #most: number;
  readonly #plans = new Map<string, Promise<Plan>>();

  /** @param most plans that are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** What was planned for the key, or a new plan when there is none or `isFresh` asks for one. */
  get(key: string, isFresh: boolean, plan: () => Promise<Plan>): Promise<Plan> {
    const known = isFresh ? undefined : this.#plans.get(key);
    if (known !== undefined) return known;
    const made = plan();
    this.#plans.delete(key);
    this.#plans.set(key, made);
    made.catch(() => {
      if (this.#plans.get(key) === made) this.#plans.delete(key);
    });
    for (const oldest of [...this.#plans.keys()].slice(0, Math.max(0, this.#plans.size - this.#most))) this.#plans.delete(oldest);
    return made;
  }
}
