import type { Evaluation } from '../evaluation/evaluation.js';
import { Question } from '../evaluation/evaluator.js';
import type { Entry } from '../evaluation/solver.js';
import type { LinkedFile } from '../program/linked-file.js';
import { callsPrint, fingerprint } from './fingerprint.js';
import { repeatQuestion } from './repeat-question.js';

/** Drops entries and all that rests on them. Returns the files whose link result rests on one of them. */
export function dropEntries(entries: Iterable<Entry>): Set<LinkedFile> {
  const suspects = new Set<LinkedFile>();
  const open = [...entries];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (entry.question === Question.LINK) {
      suspects.add(entry.owner as LinkedFile);
      continue;
    }
    if (entry.isDropped) continue;
    entry.drop();
    for (const dependent of entry.dependents ?? []) open.push(dependent);
  }
  return suspects;
}

/**
 * True when a file's link result may differ: some answer that the file took from elsewhere is not what it was.
 * Otherwise the answers of now take the place of the dropped ones, so that the next change finds the file again.
 *
 * @param current the file of a path as it is now; undefined when it is gone
 */
export function answersChanged(
  evaluation: Evaluation,
  file: LinkedFile,
  current: (path: string) => LinkedFile | undefined,
): boolean {
  const taken = evaluation.takenBy(file);
  const dropped = [...taken].filter((entry) => entry.isDropped);
  const renewed: Entry[] = [];
  for (const entry of dropped) {
    const owner = current(entry.owner.path);
    const again = owner === undefined ? undefined : evaluation.repeat(entry, () => repeatQuestion(evaluation, entry, owner));
    if (again === undefined || answerPrint(again) !== answerPrint(entry)) return true;
    renewed.push(again);
  }
  for (const entry of dropped) taken.delete(entry);
  for (const entry of renewed) evaluation.noteTaken(file, entry);
  return false;
}

/** Which calls there are is no set of values; they are compared as they are listed. */
function answerPrint(entry: Entry): string {
  if (entry.question !== Question.SITES) return fingerprint(entry.value);
  return entry.listed === undefined ? '' : callsPrint(entry.owner as LinkedFile, entry.listed);
}
