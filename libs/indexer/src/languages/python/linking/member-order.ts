import type { BaseOrder } from '../../../linking/language/link-language.js';
import type { ClassValue } from '../../../linking/values/value.js';

/** C3 linearisation (Python 2.3 MRO). An inconsistent hierarchy, which Python refuses, falls back to depth first. */
export function c3(own: ClassValue, bases: readonly BaseOrder[]): readonly ClassValue[] {
  const lists = bases.map((base) => [...base.order]);
  lists.push(bases.map((base) => base.value));
  const order: ClassValue[] = [own];
  for (;;) {
    const open = lists.filter((list) => list.length > 0);
    if (open.length === 0) return order;
    const next = open.map((list) => list[0] as ClassValue).find((candidate) => !open.some((list) => list.indexOf(candidate) > 0));
    if (next === undefined) return depthFirst(own, bases);
    order.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
}

function depthFirst(own: ClassValue, bases: readonly BaseOrder[]): readonly ClassValue[] {
  return [...new Set([own, ...bases.flatMap((base) => [...base.order])])];
}
