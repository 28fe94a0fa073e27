import { CodexGraphError } from '@codexgraph/graph-model';

/** Something that waits for its turn. */
interface Waiting {
  readonly start: () => Promise<void>;
  /** Told whenever the 1-based place changes. */
  readonly onPlace: (place: number) => void;
}

/** Starts a few pieces of work at once and the others in the order they came. */
export class QuestionQueue {
  private readonly waiting: Waiting[] = [];
  private running = 0;
  private isClosed = false;

  constructor(private readonly limits: { readonly concurrent: number; readonly waiting: number }) {}

  /**
   * Refuses work that `count` more entries would not fit.
   *
   * @throws LIMIT_EXCEEDED, retryable, when too many wait; CANCELLED when the service shuts down.
   */
  assertRoom(count: number): void {
    if (this.isClosed)
      throw new CodexGraphError('CANCELLED', 'The service is shutting down; ask again in a moment.', { retryable: true });
    if (this.waiting.length + count <= this.limits.waiting) return;
    throw new CodexGraphError(
      'LIMIT_EXCEEDED',
      `${String(this.waiting.length)} questions wait already, the most that are taken; ask again when some are answered.`,
      { retryable: true },
    );
  }

  /** Adds work at the end. `start` must not throw. */
  add(work: Waiting): void {
    this.waiting.push(work);
    this.next();
  }

  /** Takes waiting work out. False when it has started or is unknown. */
  remove(start: Waiting['start']): boolean {
    const place = this.waiting.findIndex((work) => work.start === start);
    if (place < 0) return false;
    this.waiting.splice(place, 1);
    this.tellPlaces();
    return true;
  }

  /** Takes no more work; what waits stays where it is. */
  close(): void {
    this.isClosed = true;
  }

  private next(): void {
    while (!this.isClosed && this.running < this.limits.concurrent) {
      const work = this.waiting.shift();
      if (work === undefined) break;
      this.running += 1;
      void work.start().finally(() => {
        this.running -= 1;
        this.next();
      });
    }
    this.tellPlaces();
  }

  private tellPlaces(): void {
    for (const [index, work] of this.waiting.entries()) work.onPlace(index + 1);
  }
}
