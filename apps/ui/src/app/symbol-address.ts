import type { LinkProps } from '@tanstack/react-router';
import { writeSteps } from '../features/explorer/steps/step.js';

/** Symbols that one address may hold: longer ones are refused by servers. */
const MAX_SYMBOLS = 100;

/** The address of a drawing of some symbols in the explorer, the first of them chosen; further ones than an address can hold are left out. */
export function symbolsAddress(repository: string, symbolIds: readonly string[]) {
  const [chosen = ''] = symbolIds;
  const steps = writeSteps(symbolIds.slice(0, MAX_SYMBOLS).map((id) => ({ kind: 'show', id })));
  return { to: '/explore', search: { repository, steps, chosen } } as const satisfies LinkProps;
}

/** The address of the page that shows a symbol by itself: its source, its relations, and the graph around it. */
export function symbolAddress(repository: string, symbolId: string) {
  return symbolsAddress(repository, [symbolId]);
}
