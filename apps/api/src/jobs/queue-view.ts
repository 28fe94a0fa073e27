import type { Queue } from 'bullmq';

/** One queue as people see it. */
export interface QueueView {
  readonly name: string;
  /** Jobs that wait for a worker. */
  readonly waiting: number;
  readonly running: number;
  /** Jobs that wait for another attempt. */
  readonly retrying: number;
  /** Failed or cancelled jobs that are still kept. */
  readonly failed: number;
  /** Completed jobs that are still kept. */
  readonly completed: number;
  /** Workers that are connected. */
  readonly workers: number;
}

/** How many jobs of a queue stand where. Steps of a flow wait from when their turn has come. */
export async function queueView(queue: Queue): Promise<QueueView> {
  const [counts, workers] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed', 'completed'),
    queue.getWorkersCount(),
  ]);
  const count = (state: string): number => counts[state] ?? 0;
  return {
    name: queue.name,
    waiting: count('waiting') + count('prioritized'),
    running: count('active'),
    retrying: count('delayed'),
    failed: count('failed'),
    completed: count('completed'),
    workers,
  };
}
