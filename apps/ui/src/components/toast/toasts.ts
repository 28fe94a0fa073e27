import { createStore } from '../../state/store.js';

/** A short notice about something that the person did. */
export interface ToastNotice {
  readonly id: number;
  readonly look: 'good' | 'bad' | 'plain';
  readonly title: string;
  readonly text?: string | undefined;
  /** Offered beside the text, such as undoing. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const toasts = createStore<readonly ToastNotice[]>([]);

const SHOWN_MS = 6_000;
const MAX_SHOWN = 4;
let lastId = 0;

/** Shows a notice for some seconds; errors stay until they are closed. */
export function showToast(notice: Omit<ToastNotice, 'id'>): void {
  lastId++;
  const id = lastId;
  toasts.set([...toasts.get(), { ...notice, id }].slice(-MAX_SHOWN));
  if (notice.look !== 'bad') setTimeout(() => closeToast(id), SHOWN_MS);
}

/** Takes a notice away. */
export function closeToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}
