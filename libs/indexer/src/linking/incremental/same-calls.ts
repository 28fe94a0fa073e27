import type { CallIndex, KnownCall } from '../evaluation/call-index.js';
import type { Value } from '../values/value.js';

/** The same calls of the same functions, as far as askers read them without asking. */
export function sameCalls(
  one: CallIndex | undefined,
  other: CallIndex | undefined,
  isTouched: (value: Value) => boolean,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.ofFunction.size !== other.ofFunction.size || one.ofParameter.size !== other.ofParameter.size) return false;
  for (const [value, calls] of one.ofFunction) {
    if (isTouched(value) || !sameKnown(calls, other.ofFunction.get(value), isTouched)) return false;
  }
  return [...one.ofParameter].every(([value, terms]) => !isTouched(value) && sameTerms(terms, other.ofParameter.get(value)));
}

function sameTerms(terms: readonly number[], now: readonly number[] | undefined): boolean {
  return now?.length === terms.length && terms.every((term, at) => now[at] === term);
}

function sameKnown(
  calls: readonly KnownCall[],
  now: readonly KnownCall[] | undefined,
  isTouched: (value: Value) => boolean,
): boolean {
  if (now?.length !== calls.length) return false;
  return calls.every((call, at) => {
    const next = now[at] as KnownCall;
    const isSamePlace = call.term === next.term && call.decorated === next.decorated;
    return (
      isSamePlace && call.callee === next.callee && !isTouched(call.callee) && !(call.decorated && isTouched(call.decorated))
    );
  });
}
