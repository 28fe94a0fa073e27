import type { SymbolEntry } from './symbol-entry.js';

const ENOUGH_ALIKE = 0.5;

/** Symbols by likeness of their short names to the last part of `text`, most alike first; the unlike are left out. */
export function nearestNames(text: string, entries: readonly SymbolEntry[], limit: number): readonly SymbolEntry[] {
  const wanted = lastSegment(text).toLowerCase();
  const scored = entries.map((entry) => ({ entry, score: likeness(wanted, lastSegment(entry.name).toLowerCase()) }));
  const alike = scored.filter(({ score }) => score >= ENOUGH_ALIKE);
  alike.sort((left, right) => right.score - left.score || (left.entry.id < right.entry.id ? -1 : 1));
  const seen = new Set<string>();
  const nearest: SymbolEntry[] = [];
  for (const { entry } of alike) {
    if (nearest.length >= limit) break;
    if (seen.has(entry.qualifiedName)) continue;
    seen.add(entry.qualifiedName);
    nearest.push(entry);
  }
  return nearest;
}

function lastSegment(name: string): string {
  return (
    name
      .split(/[.#:/]+/)
      .filter((part) => part !== '')
      .at(-1) ?? name
  );
}

/** 0..1: shared pairs of letters (Dice), and containment of one name in the other. */
function likeness(left: string, right: string): number {
  if (left === right) return 1;
  const shorter = Math.min(left.length, right.length);
  const longer = Math.max(left.length, right.length);
  if (longer === 0) return 0;
  const contained = left.includes(right) || right.includes(left) ? shorter / longer : 0;
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < left.length; index++) {
    const pair = left.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let index = 0; index + 1 < right.length; index++) {
    const pair = right.slice(index, index + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      shared++;
      pairs.set(pair, left - 1);
    }
  }
  const dice = (2 * shared) / Math.max(1, shorter + longer - 2);
  return Math.max(dice, contained);
}
