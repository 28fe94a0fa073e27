import { createStore } from '../state/store.js';

const KEY = 'codexgraph.token';

/**
 * The token of a service that asks for one. It lives in the storage of this tab, which only pages of this very address can read, and travels in
 * headers and in the first message of a websocket; never in an address.
 */
export interface Access {
  readonly token: string | undefined;
  /** True when the service has refused what there is. */
  readonly isRefused: boolean;
}

export const access = createStore<Access>({ token: readToken(), isRefused: false });

function readToken(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Takes the token that a person has typed. */
export function setToken(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Without storage the token holds until the page is left.
  }
  access.set({ token, isRefused: false });
}
