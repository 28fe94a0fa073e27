import type { BaseOrder } from '../../../linking/language/link-language.js';
import type { ClassValue } from '../../../linking/values/value.js';

/** A class, then its bases depth first in the order written; interfaces may extend several. */
export function memberOrder(own: ClassValue, bases: readonly BaseOrder[]): readonly ClassValue[] {
  return [...new Set([own, ...bases.flatMap((base) => base.order)])];
}
