import { useMemo } from 'react';
import type { Emphasis } from '../../drawing/renderer.js';
import type { ExplorerAddress } from './use-explorer-address.js';

/** What is chosen, as a drawing shows it. */
export function useEmphasis({ chosen, to }: Pick<ExplorerAddress, 'chosen' | 'to'>): Emphasis {
  return useMemo(() => (to === undefined ? { node: chosen } : { edge: `${chosen ?? ''}\0${to}` }), [chosen, to]);
}
