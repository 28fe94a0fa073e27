import type { LinkProps } from '@tanstack/react-router';

/** The address of the page that shows a symbol by itself. */
export function symbolAddress(repository: string, symbolId: string) {
  return { to: '/ask', search: { repository, symbol: symbolId } } as const satisfies LinkProps;
}
