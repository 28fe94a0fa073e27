import { throwIfAborted } from '../execution/query-executor.js';

/** What lanes do with each item, and what stops them. */
export interface LaneWork<Lane, Item> {
  readonly signal: AbortSignal;
  readonly work: (lane: Lane, item: Item) => Promise<void>;
}

/**
 * Lets some lanes work off one stream of items side by side; each takes its next item when it has finished the one before, so never more items are open than lanes.
 * The first failure stops all lanes and closes the stream.
 */
export async function runLanes<Lane, Item>(
  lanes: readonly Lane[],
  items: AsyncGenerator<Item, void, undefined>,
  { signal, work }: LaneWork<Lane, Item>,
): Promise<void> {
  let hasFailed = false;
  const run = async (lane: Lane): Promise<void> => {
    try {
      while (!hasFailed) {
        throwIfAborted(signal);
        const next = await items.next();
        if (next.done === true) return;
        await work(lane, next.value);
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const outcomes = await Promise.allSettled(lanes.map(run));
  await items.return();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
