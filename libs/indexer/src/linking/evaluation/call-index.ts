import { SiteKind } from '../../facts/file-facts.js';
import { SiteField, type LinkedFile } from '../program/linked-file.js';
import { append } from '../program/file-index.js';
import { ValueKind, type FunctionValue, type Value } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';
import { constructorsOf } from './calls.js';
import { Question, type Evaluator } from './evaluator.js';

/** A call site and the function as it is called there (with its receiver). */
export interface KnownCall {
  readonly caller: LinkedFile;
  /** CALL or NEW term. */
  readonly term: number;
  readonly callee: FunctionValue;
}

/** Calls of a file by what they call: plain functions, and parameters that are called. */
export interface CallIndex {
  readonly ofFunction: ReadonlyMap<Value, readonly KnownCall[]>;
  /** CALL terms by the PARAMETER value that is called. */
  readonly ofParameter: ReadonlyMap<Value, readonly number[]>;
}

/** Files with more call sites than this are not searched for calls under other names. */
const OWN_SITE_LIMIT = 400;

/** Builds and keeps the call indexes of files, one per name and level; kept as long as the answers they rest on. */
export class CallIndexes {
  readonly #indexes = new WeakMap<LinkedFile, Map<string, CallIndex>>();

  /** Calls of a file whose callee has the name; all of its calls for ''. */
  index(evaluator: Evaluator, file: LinkedFile, name: string): CallIndex {
    let indexes = this.#indexes.get(file);
    if (indexes === undefined) this.#indexes.set(file, (indexes = new Map<string, CallIndex>()));
    const kept = indexes;
    const key = `${String(evaluator.level)} ${name}`;
    evaluator.ask(
      file,
      Question.SITES,
      0,
      () => {
        evaluator.markSensitive();
        kept.set(key, buildIndex(evaluator, file, name === '' ? allCalls(file) : file.index.callSitesNamed(name)));
        return ValueSet.EMPTY;
      },
      name,
    );
    return kept.get(key) ?? NO_CALLS;
  }
}

const NO_CALLS: CallIndex = { ofFunction: new Map(), ofParameter: new Map() };

function buildIndex(evaluator: Evaluator, file: LinkedFile, sites: readonly number[]): CallIndex {
  const ofFunction = new Map<Value, KnownCall[]>();
  const ofParameter = new Map<Value, number[]>();
  for (const site of sites) {
    if (file.site(site, SiteField.KIND) === SiteKind.SUPER_CALL) continue;
    const term = file.site(site, SiteField.TERM);
    const callees = evaluator.evaluate(file, file.a(term));
    for (const value of callees.values) if (value.kind === ValueKind.PARAMETER) append(ofParameter, value, term);
    for (const callee of functionsOf(evaluator, evaluator.concrete(callees))) {
      if (callee.file.isLibrary) continue;
      append(ofFunction, evaluator.values.function(callee.file, callee.callable), { caller: file, term, callee });
    }
  }
  return { ofFunction, ofParameter };
}

/** Call sites of a file; none when there are too many to look at each. */
function allCalls(file: LinkedFile): readonly number[] {
  const sites: number[] = [];
  for (let site = 0; site < file.siteCount; site++) {
    const kind = file.site(site, SiteField.KIND);
    if (kind === SiteKind.CALL || kind === SiteKind.NEW) sites.push(site);
  }
  return sites;
}

/** True when all calls of a file may be looked at, whatever they are named. */
export function isSearchable(file: LinkedFile): boolean {
  return file.index.callCount <= OWN_SITE_LIMIT;
}

/** Functions that a call of the values runs. */
export function functionsOf(evaluator: Evaluator, callees: ValueSet): readonly FunctionValue[] {
  return callees.values.flatMap((value) => {
    if (value.kind === ValueKind.FUNCTION) return [value];
    if (value.kind !== ValueKind.CLASS || value.file.isLibrary) return [];
    return constructorsOf(evaluator, value).values.filter((item): item is FunctionValue => item.kind === ValueKind.FUNCTION);
  });
}
