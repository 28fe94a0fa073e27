import { SiteKind } from '../../facts/file-facts.js';
import { SiteField, type LinkedFile } from '../program/linked-file.js';
import { append } from '../program/multimap.js';
import type { DecoratedDefinition } from '../program/written-names.js';
import { Rule } from '../rules.js';
import { ValueKind, type FunctionValue, type Value } from '../values/value.js';
import { ValueSet } from '../values/value-set.js';
import { argumentsOf, argumentsOfTerm } from './arguments.js';
import { constructorsOf } from './constructors.js';
import { Question, type CallArguments, type Evaluator } from './evaluator.js';

/** A call site and the function as it is called there (with its receiver). */
export interface KnownCall {
  readonly callee: FunctionValue;
  /** CALL or NEW term; -1 for a decorator, which is called with what it decorates. */
  readonly term: number;
  readonly decorated?: Value;
  readonly arguments: () => CallArguments;
}

/** Calls of a file by what they call: plain functions, and parameters that are called. */
export interface CallIndex {
  readonly ofFunction: ReadonlyMap<Value, readonly KnownCall[]>;
  /** CALL terms by the PARAMETER value that is called. */
  readonly ofParameter: ReadonlyMap<Value, readonly number[]>;
}

/** Files with more call sites than this are not searched for calls under other names. */
const OWN_SITE_LIMIT = 400;

/** Lists the calls of a file whose callee has the name (all of its calls for '') in the entry of that question. */
export function listCalls(evaluator: Evaluator, file: LinkedFile, name: string): void {
  evaluator.ask(
    file,
    Question.SITES,
    0,
    () => {
      const index = buildIndex(evaluator, file, name === '' ? allCalls(file) : file.index.callSitesNamed(name));
      addDecorations(evaluator, file, name === '' ? file.index.decorated : file.index.decoratedBy(name), index);
      evaluator.noteCalls(index);
      return ValueSet.EMPTY;
    },
    name,
  );
}

interface OpenIndex {
  readonly ofFunction: Map<Value, KnownCall[]>;
  readonly ofParameter: Map<Value, number[]>;
}

/** What is known of calls while they are looked for. */
export const NO_CALLS: CallIndex = { ofFunction: new Map(), ofParameter: new Map() };

function buildIndex(evaluator: Evaluator, file: LinkedFile, sites: readonly number[]): OpenIndex {
  const ofFunction = new Map<Value, KnownCall[]>();
  const ofParameter = new Map<Value, number[]>();
  for (const site of sites) {
    if (file.site(site, SiteField.KIND) === SiteKind.SUPER_CALL) continue;
    const term = file.site(site, SiteField.TERM);
    const callees = evaluator.evaluate(file, file.a(term));
    for (const value of callees.values) if (value.kind === ValueKind.PARAMETER) append(ofParameter, value, term);
    for (const callee of functionsOf(evaluator, evaluator.concrete(callees))) {
      if (callee.file.isLibrary) continue;
      const call: KnownCall = { callee, term, arguments: () => argumentsOfTerm(evaluator, file, term) };
      append(ofFunction, evaluator.values.function(callee.file, callee.callable), call);
    }
  }
  return { ofFunction, ofParameter };
}

/** A decorator is called with what it decorates. */
function addDecorations(
  evaluator: Evaluator,
  file: LinkedFile,
  decorations: readonly DecoratedDefinition[],
  { ofFunction }: OpenIndex,
): void {
  for (const { definition, decorator } of decorations) {
    const { label, callable } = file.definition(definition);
    if (callable < 0 && label !== 'CLASS') continue;
    const decorated = callable < 0 ? evaluator.values.class(file, definition) : evaluator.values.function(file, callable);
    for (const callee of functionsOf(evaluator, evaluator.concrete(evaluator.evaluate(file, decorator)))) {
      if (callee.file.isLibrary) continue;
      const call: KnownCall = { callee, term: -1, decorated, arguments: () => argumentsOf([ValueSet.of(decorated, Rule.scope)]) };
      append(ofFunction, evaluator.values.function(callee.file, callee.callable), call);
    }
  }
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
