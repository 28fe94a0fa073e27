import type { LanguageAnswers, LanguageRequest, NumberedAnswer, NumberedRequest } from './worker-messages.js';

/** Reads Cypher beside the page, so that writing never waits for it. */
export class LanguageWorker {
  readonly #worker = new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<number, (answer: never) => void>();
  #last = 0;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<NumberedAnswer>) => {
      this.#waiting.get(data.number)?.(data.answer as never);
      this.#waiting.delete(data.number);
    });
  }

  /** Answers come in the order of the questions. */
  ask<Request extends LanguageRequest>(request: Request): Promise<LanguageAnswers[Request['kind']]> {
    this.#last += 1;
    const numbered: NumberedRequest = { number: this.#last, request };
    return new Promise((resolve) => {
      this.#waiting.set(numbered.number, resolve);
      this.#worker.postMessage(numbered);
    });
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
