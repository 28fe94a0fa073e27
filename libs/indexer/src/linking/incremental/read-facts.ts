import { callsOfLiterals } from '../evaluation/literal-calls.js';
import type { Entry } from '../evaluation/entry.js';
import { ReadFacts } from '../evaluation/evaluator.js';
import { isSearchable } from '../evaluation/call-index.js';
import type { LinkLanguage } from '../language/link-language.js';
import type { Alignment } from '../program/alignment.js';
import { MemberField, SiteField, type LinkedFile } from '../program/linked-file.js';
import { aligned, sameLists, type Sameness } from './sameness.js';

/** A file in two states. */
export interface FileStates {
  readonly former: LinkedFile;
  readonly now: LinkedFile;
  readonly alignment: Alignment;
  readonly sameness: Sameness;
  readonly language: LinkLanguage;
}

/** True when what others read of the facts of a file without asking (see Evaluator.readFacts) is the same in both of its states. */
export function readsTheSame(entry: Entry, states: FileStates): boolean {
  const { former, now, alignment } = states;
  const name = entry.name ?? '';
  switch (entry.index) {
    case ReadFacts.ASSIGNED:
      return sameRecords(states, former.index.membersNamed(name), now.index.membersNamed(name));
    case ReadFacts.EXTENDING:
      return sameLists(former.index.extending(name), now.index.extending(name), (one, other) =>
        aligned(alignment.definitions, one, other),
      );
    case ReadFacts.AUGMENTING:
      return sameLists(augmenting(former, name), augmenting(now, name), (one, other) =>
        aligned(alignment.definitions, one, other),
      );
    case ReadFacts.EXPORTS:
      return JSON.stringify(exportsOf(former)) === JSON.stringify(exportsOf(now));
    case ReadFacts.SEARCHABLE:
      return isSearchable(former) === isSearchable(now);
    default:
      return sameLiterals(states);
  }
}

function augmenting(file: LinkedFile, name: string): readonly number[] {
  return file.index.augmentations.classes.get(name) ?? [];
}

/** What is done to literals after they are made. */
function sameLiterals(states: FileStates): boolean {
  const { former, now, language } = states;
  const calls = (file: LinkedFile) => callsOfLiterals(language, file).map((site) => file.site(site, SiteField.TERM));
  const isSameTerm = (one: number, other: number) => states.sameness.term(one, other);
  return sameLists(calls(former), calls(now), isSameTerm) && sameRecords(states, allMembers(former), allMembers(now));
}

function sameRecords({ former, now, sameness }: FileStates, one: readonly number[], other: readonly number[]): boolean {
  return sameLists(
    one,
    other,
    (record, next) =>
      sameness.movesTo(record, next) &&
      sameness.member(record) &&
      sameness.term(former.member(record, MemberField.OBJECT), now.member(next, MemberField.OBJECT)),
  );
}

function allMembers(file: LinkedFile): readonly number[] {
  return Array.from({ length: file.memberCount }, (_none, record) => record);
}

function exportsOf({ facts }: LinkedFile): unknown {
  const names = facts.exports.map((fact) => fact.name);
  return [names.includes('='), names.includes('default'), facts.exportedNames ?? null];
}
