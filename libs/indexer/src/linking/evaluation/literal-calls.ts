import type { LinkLanguage } from '../language/link-language.js';
import type { LinkedFile } from '../program/linked-file.js';
import { ReadFacts, type Evaluator } from './evaluator.js';

/** Call sites of a file that may add to what was made elsewhere: elements, keys, members, or what a wrapper stands for. */
export function callsOfLiterals(language: LinkLanguage, file: LinkedFile): readonly number[] {
  const { addsElements, copyingNames, definesMembers, mergingNames, wrapping } = language.calls;
  const paths = [...Object.keys(addsElements), ...copyingNames, ...Object.keys(definesMembers), ...mergingNames, ...wrapping];
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('.') + 1)));
  return [...names].flatMap((name) => file.index.callSitesNamed(name));
}

/** The running question reads what is done to literals of a file: see {@link callsOfLiterals}. */
export function readLiterals(evaluator: Evaluator, file: LinkedFile): void {
  evaluator.readFacts(file, ReadFacts.LITERALS);
}
