import type { PlannedText } from './describing-plan.js';

/** Texts of one call. */
export interface DescribingBatch {
  readonly texts: readonly PlannedText[];
  /** How often some of them were asked for before. */
  readonly attempt: number;
}

const MOST_TEXTS = 12;
const MOST_TOKENS = 6000;
/** Share of the model's window that the texts of a call may take. */
const WINDOW_SHARE = 0.5;

/** Gives what waits in batches by tokens, the most important first; what must be asked for again comes before what was not. */
export class DescribingBatches {
  readonly #waiting: readonly PlannedText[];
  readonly #mostTokens: number;
  readonly #again: DescribingBatch[] = [];
  #at = 0;

  constructor(waiting: readonly PlannedText[], contextTokens: number | undefined) {
    this.#waiting = waiting;
    const window = Math.floor((contextTokens ?? Number.POSITIVE_INFINITY) * WINDOW_SHARE);
    this.#mostTokens = Math.min(MOST_TOKENS, window);
  }

  next(): DescribingBatch | undefined {
    const again = this.#again.pop();
    if (again !== undefined) return again;
    const texts: PlannedText[] = [];
    let tokens = 0;
    for (let text = this.#waiting[this.#at]; text !== undefined; text = this.#waiting[this.#at]) {
      if (texts.length > 0 && (texts.length >= MOST_TEXTS || tokens + text.tokens > this.#mostTokens)) break;
      texts.push(text);
      tokens += text.tokens;
      this.#at += 1;
    }
    return texts.length === 0 ? undefined : { texts, attempt: 1 };
  }

  /** Puts texts back as they are. */
  back(batch: DescribingBatch): void {
    this.#again.push(batch);
  }

  /** Puts texts back in two halves; false for a text that stands alone. */
  halves({ texts, attempt }: DescribingBatch): boolean {
    if (texts.length < 2) return false;
    const middle = Math.ceil(texts.length / 2);
    this.#again.push({ texts: texts.slice(middle), attempt }, { texts: texts.slice(0, middle), attempt });
    return true;
  }

  /** How many calls there are to come, if none fails. */
  static count(waiting: readonly PlannedText[], contextTokens: number | undefined): number {
    const batches = new DescribingBatches(waiting, contextTokens);
    let calls = 0;
    while (batches.next() !== undefined) calls += 1;
    return calls;
  }
}
