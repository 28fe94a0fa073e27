import { State, type Entry } from '../evaluation/entry.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import { Question } from '../evaluation/evaluator.js';
import { askAgain } from './ask-again.js';

interface Node {
  readonly entry: Entry;
  readonly asked: readonly Entry[];
  /** How many of them were looked at. */
  at: number;
  readonly order: number;
  /** Smallest order of a node that this one leads back to. */
  low: number;
  /** Its cycle is not closed yet. */
  isOpen: boolean;
}

/**
 * Finds out which answers in doubt still hold, without computing them: an answer holds when all that it rests on is as it was. What a
 * changed file says itself is computed anew and compared. Answers that rest on each other hold or fall together (Tarjan's strongly
 * connected components, without recursion: chains of answers are longer than the stack).
 */
export class Verification {
  readonly #evaluation: Evaluation;
  readonly #nodes = new Map<Entry, Node>();
  readonly #path: Node[] = [];
  readonly #open: Node[] = [];

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** Brings all that an entry rests on up to date. The entry itself is final then, or stale when it is a link of a file. */
  check(entry: Entry): void {
    if (!entry.isPending || this.#nodes.has(entry)) return;
    this.#enter(entry);
    for (let node = this.#path[this.#path.length - 1]; node !== undefined; node = this.#path[this.#path.length - 1]) {
      const asked = node.asked[node.at++];
      if (asked === undefined) this.#leave(node);
      else if (asked.isPending) this.#visit(node, asked);
    }
  }

  #visit(node: Node, asked: Entry): void {
    const known = this.#nodes.get(asked);
    if (known === undefined) this.#enter(asked);
    else if (known.isOpen) node.low = Math.min(node.low, known.order);
  }

  #enter(entry: Entry): void {
    const order = this.#nodes.size;
    const node: Node = { entry, asked: entry.dependencies ?? [], at: 0, order, low: order, isOpen: true };
    this.#nodes.set(entry, node);
    this.#path.push(node);
    this.#open.push(node);
  }

  #leave(node: Node): void {
    this.#path.pop();
    const asker = this.#path[this.#path.length - 1];
    if (asker !== undefined) asker.low = Math.min(asker.low, node.low);
    if (node.low < node.order) return;
    const cycle: Entry[] = [];
    for (let member = this.#open.pop(); member !== undefined; member = this.#open.pop()) {
      member.isOpen = false;
      cycle.push(member.entry);
      if (member === node) break;
    }
    this.#close(cycle);
  }

  /** All that a cycle (or a single entry) rests on is known: it holds, or is computed anew. */
  #close(cycle: readonly Entry[]): void {
    const pending = cycle.filter((entry) => entry.isPending);
    if (pending.every((entry) => entry.state === State.DIRTY)) {
      for (const entry of pending) entry.state = State.FINAL;
      return;
    }
    for (const entry of pending) if (entry.isPending) entry.state = State.STALE;
    for (const entry of pending) {
      if (!entry.isPending || entry.question === Question.LINK) continue;
      this.#evaluation.renew(entry, () => {
        askAgain(this.#evaluation, entry);
      });
    }
  }
}
