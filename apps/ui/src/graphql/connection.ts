import { createStore } from '../state/store.js';

/** Whether the service answers. */
export type ConnectionState = 'online' | 'away';

export const connection = createStore<ConnectionState>('online');

const CHECK_EVERY_MS = 1_500;
let timer: number | undefined;

/** Says that the service did not answer; it is asked again until it does. */
export function reportAway(): void {
  connection.set('away');
  timer ??= window.setTimeout(() => void check(), CHECK_EVERY_MS);
}

/** Says that the service has answered. */
export function reportOnline(): void {
  window.clearTimeout(timer);
  timer = undefined;
  connection.set('online');
}

async function check(): Promise<void> {
  timer = undefined;
  try {
    const response = await fetch('/health', { cache: 'no-store' });
    if (response.ok) {
      reportOnline();
      return;
    }
  } catch {
    // Still away.
  }
  reportAway();
}
