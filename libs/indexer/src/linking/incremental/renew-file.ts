import type { CallIndex, KnownCall } from '../evaluation/call-index.js';
import { SUBJECT_LIMIT } from '../evaluation/classes.js';
import type { Entry } from '../evaluation/entry.js';
import { Question } from '../evaluation/evaluator.js';
import { Memo } from '../evaluation/memo.js';
import type { LinkLanguage } from '../language/link-language.js';
import { align, type Alignment } from '../program/alignment.js';
import type { LinkedFile } from '../program/linked-file.js';
import { readsTheSame, type FileStates } from './read-facts.js';
import { renewValues } from './renew-values.js';
import type { Revision } from './revision.js';
import { Sameness } from './sameness.js';

/** How many numbers a question packs into its index beside what it is about. */
const PARAMETERS = 256;
const MEANINGS = 4;

/** A file has new facts: its values move to them, and its answers are to be found anew. */
export function renewFile(revision: Revision, former: LinkedFile, now: LinkedFile, language: LinkLanguage): void {
  const alignment = align(former, now);
  const sameness = new Sameness(former, now, alignment);
  revision.touch(renewValues(now, alignment, sameness));
  renewEntries(revision, { former, now, alignment, sameness, language });
  if (now.root !== undefined) revision.markStale(now.root);
}

/** Which modules the imports of a file mean has changed, but not its facts. */
export function renewAnswers(revision: Revision, file: LinkedFile): void {
  for (const entry of file.memo?.all() ?? []) if (entry.question !== Question.FACTS) revision.markStale(entry);
  if (file.root !== undefined) revision.markStale(file.root);
}

/** A file is gone: there are no answers about it any more. */
export function dropFile(revision: Revision, file: LinkedFile): void {
  for (const entry of file.memo?.all() ?? []) if (!entry.isDropped) revision.markDropped(entry);
  if (file.root !== undefined) revision.markDropped(file.root);
}

function renewEntries(revision: Revision, states: FileStates): void {
  const { now, alignment } = states;
  const before = now.memo;
  if (before === undefined) return;
  const kept: Entry[] = [];
  for (const entry of before.all()) if (entry.isFinal) kept.push(entry);
  now.memo = new Memo(now);
  for (const entry of kept) {
    if (entry.dependents === undefined && !entry.crossing) continue;
    if (entry.question === Question.FACTS) {
      if (!readsTheSame(entry, states)) revision.markChanged(entry);
      now.memo.adopt(entry);
      continue;
    }
    const index = movedIndex(entry, alignment);
    if (index < 0) {
      revision.markDropped(entry);
      continue;
    }
    if (entry.listed !== undefined) entry.listed = movedCalls(entry.listed, alignment);
    entry.index = index;
    now.memo.adopt(entry);
    revision.markStale(entry);
  }
}

/** The index of a question in the present state of its file; -1 when what it was about is gone. */
function movedIndex(entry: Entry, { terms, definitions, callables }: Alignment): number {
  const { index } = entry;
  switch (entry.question) {
    case Question.VALUE:
    case Question.SLOTS:
    case Question.TYPE:
    case Question.ELEMENT:
    case Question.KEY:
    case Question.EXPECTED:
    case Question.PROTOTYPES:
    case Question.INHERITED:
      return terms[index] ?? -1;
    case Question.IMPORTED:
      return moved(terms, index, MEANINGS);
    case Question.RETURN:
    case Question.THIS:
      return callables[index] ?? -1;
    case Question.PARAMETER:
    case Question.DECLARED_PARAMETER:
      return moved(callables, index, PARAMETERS);
    case Question.ORDER:
    case Question.DECORATED:
    case Question.TYPE_PARAMETERS:
    case Question.HELD:
    case Question.AUGMENTED:
      return definitions[index] ?? -1;
    case Question.MEMBER:
    case Question.BELOW:
      return moved(definitions, index, 2);
    case Question.SUPERTYPE:
      return moved(definitions, index, SUBJECT_LIMIT);
    default:
      return index;
  }
}

function moved(map: Int32Array, index: number, packed: number): number {
  const part = Math.floor(index / packed);
  const found = map[part] ?? -1;
  return found < 0 ? -1 : found * packed + (index - part * packed);
}

function movedCalls(listed: CallIndex, { terms }: Alignment): CallIndex {
  const term = (index: number) => (index < 0 ? -1 : (terms[index] ?? -1));
  const call = (known: KnownCall): KnownCall => ({ ...known, term: term(known.term) });
  return {
    ofFunction: new Map([...listed.ofFunction].map(([value, calls]) => [value, calls.map(call)])),
    ofParameter: new Map([...listed.ofParameter].map(([value, calls]) => [value, calls.map(term)])),
  };
}
