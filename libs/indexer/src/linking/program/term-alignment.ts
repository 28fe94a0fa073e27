import { TermOp } from '../../facts/term.js';
import type { Alignment } from './alignment.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { TERM_SHAPES } from './term-shapes.js';

type Places = Omit<Alignment, 'terms' | 'members'>;

/** Says which integer stands for what an integer of a term names; undefined when nothing does. */
type Mapped = (kind: string, value: number) => number | undefined;

/** Stands for a term behind the one that lists it: a loop. */
const BEHIND = -9;

/**
 * Terms of a file by those of its next state that are written the same. Terms keep their order mostly, so the one at the same distance
 * as the last pair is tried first.
 */
export function alignTerms(former: LinkedFile, now: LinkedFile, places: Places): Int32Array {
  const aligned = new Int32Array(former.termCount).fill(-1);
  const taken = new Uint8Array(now.termCount);
  const mapped = mappingOf(places, aligned);
  let byText: Map<string, number[]> | undefined;
  let distance = 0;
  for (let term = 0; term < former.termCount; term++) {
    const text = textOf(former, term, mapped);
    if (text === undefined) continue;
    let found = term + distance;
    if (found < 0 || found >= now.termCount || taken[found] === 1 || textOf(now, found, itself) !== text) {
      byText ??= termsByText(now);
      found = byText.get(text)?.find((candidate) => taken[candidate] === 0) ?? -1;
    }
    if (found < 0) continue;
    aligned[term] = found;
    taken[found] = 1;
    distance = found - term;
  }
  return aligned;
}

function termsByText(file: LinkedFile): Map<string, number[]> {
  const terms = new Map<string, number[]>();
  for (let term = 0; term < file.termCount; term++) {
    const text = textOf(file, term, itself);
    if (text !== undefined) append(terms, text, term);
  }
  return terms;
}

function itself(_kind: string, value: number): number {
  return value;
}

function mappingOf(places: Places, terms: Int32Array): Mapped {
  const maps: Readonly<Record<string, Int32Array>> = {
    t: terms,
    s: places.strings,
    o: places.scopes,
    b: places.bindings,
    f: places.callables,
    d: places.definitions,
    i: places.imports,
  };
  return (kind, value) => {
    const map = maps[kind];
    if (map === undefined || value < 0) return value;
    const found = map[value] ?? -1;
    return found < 0 ? undefined : found;
  };
}

/** How a term is written, in the integers of the file's next state; undefined when that has no such thing. */
function textOf(file: LinkedFile, term: number, mapped: Mapped): string | undefined {
  const op = file.op(term);
  const shape = TERM_SHAPES[op];
  if (shape === undefined) return undefined;
  let text = String(op);
  for (let at = 0; at < 3; at++) {
    const kind = shape.charAt(at);
    if (kind === 'x') continue;
    const value = at === 0 ? file.a(term) : at === 1 ? file.b(term) : file.c(term);
    const isList = kind === 'l' || kind === 'p' || kind === 'q';
    const part = isList ? textOfList(file, value, { kind, term, mapped }) : mapped(kind, value);
    if (part === undefined) return undefined;
    text += ` ${String(part)}`;
  }
  return text;
}

function textOfList(
  file: LinkedFile,
  list: number,
  holder: { readonly kind: string; readonly term: number; readonly mapped: Mapped },
): string | undefined {
  if (list < 0) return '-';
  const isLoop = file.op(holder.term) === TermOp.PHI;
  let text = '';
  const items = file.list(list);
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as number;
    const isTerm = holder.kind === 'l' || (holder.kind === 'p' && at % 2 === 1);
    const part = isLoop && item >= holder.term ? BEHIND : holder.mapped(isTerm ? 't' : 's', item);
    if (part === undefined) return undefined;
    text += `,${String(part)}`;
  }
  return text;
}
