import type { KindConcept } from '../words/concepts.js';
import type { Token } from '../words/token.js';
import type { SymbolEntry } from '../names/symbol-entry.js';

/** A name in a question with what it may stand for. */
export interface Reference {
  /** As people would write it: `Session.send`, `src/api.py`. */
  readonly text: string;
  /** Definitions, files and folders that fit the name and its owner; empty when there are none. */
  readonly entries: readonly SymbolEntry[];
  /** Sort that the question names beside it: "the class X". */
  readonly kind?: KindConcept;
  /** Written as a path or with the ending of a source file. */
  readonly isPath: boolean;
  /** An ordinary word that happens to be the name of something; given up when it does not fit. */
  readonly isWeak: boolean;
  /** The owner that was named and does not have this member. */
  readonly missingFrom?: Reference;
  /** True when the member is inherited, not the owner's own. */
  readonly isInherited?: boolean;
}

/** A reference or a token, in the order of the question. */
export type Item =
  | Token
  | {
      readonly kind: 'reference';
      readonly text: string;
      readonly start: number;
      readonly end: number;
      readonly reference: Reference;
    };

/** An item that is a reference. */
export type ReferenceItem = Extract<Item, { kind: 'reference' }>;

const SOURCE_FILE =
  /\.(?:py|pyi|ts|tsx|mts|cts|js|jsx|mjs|cjs|go|rs|java|c|h|cc|cpp|hpp|cs|rb|kt|scala|swift|php|vue|svelte|json|md)$/i;

/** Is the text written as a path, or does it end as source files do? */
export function looksLikePath(text: string): boolean {
  return text.includes('/') || SOURCE_FILE.test(text);
}

/** Ends as a data file does, which names of members do as well: `Response.json`. */
export function mayBeMember(text: string): boolean {
  return !text.includes('/') && /^[A-Za-z_$][\w$]*\.(?:json|md|h|c|go|cs)$/i.test(text);
}

/** The parts of a dotted name: `A.b`, `A::b`, `A#b`. A private name (`#x`) keeps its mark. */
export function nameSegments(text: string): string[] {
  const privateName = /^#[\w$]+$/.test(text);
  return privateName ? [text] : text.split(/\.|::|#|->|\//).filter((part) => part !== '');
}

/** Files and folders among the entries. */
export function placesOf(reference: Reference): readonly SymbolEntry[] {
  return reference.entries.filter((entry) => entry.label === 'MODULE' || entry.label === 'PACKAGE');
}

/** Classes among the entries. */
export function classesOf(reference: Reference): readonly SymbolEntry[] {
  return reference.entries.filter((entry) => entry.label === 'CLASS');
}

/** Does this entry stand inside that owner: as its member, in its file, or in its folder? */
export function isInside(entry: SymbolEntry, owner: SymbolEntry): boolean {
  if (entry.id === owner.id) return false;
  if (owner.label === 'PACKAGE') return entry.filePath.startsWith(`${owner.filePath}/`);
  if (owner.label === 'MODULE') return entry.filePath === owner.filePath && entry.label !== 'MODULE';
  return entry.filePath === owner.filePath && entry.qualifiedName.startsWith(`${owner.qualifiedName}.`);
}

/** The last part of a name. */
export function shortName(text: string): string {
  return nameSegments(text).at(-1) ?? text;
}
