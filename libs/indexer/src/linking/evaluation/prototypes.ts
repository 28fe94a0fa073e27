import { TermOp } from '../../facts/term.js';
import { MemberField, SiteField } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { ValueKind, type AllocationValue } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOfTerm } from './arguments.js';
import { Question, type Evaluator } from './evaluator.js';

/**
 * Objects that an object inherits from: what its literal or an assignment names as its prototype; for `f.prototype`, what was assigned
 * to it as a whole (`f.prototype = new Base()`). Memoised.
 */
export function prototypesOf(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file, term } = value;
  const { parentName, prototypeName } = evaluator.languageOf(file).classes;
  if (parentName === '' || file.isLibrary) return ValueSet.EMPTY;
  return evaluator.ask(file, Question.PROTOTYPES, term, () => {
    const builder = new ValueSetBuilder();
    if (file.op(term) === TermOp.MAPPING) builder.addAll(writtenPrototype(evaluator, value, parentName));
    const isPrototype = file.op(term) === TermOp.FUNCTION;
    const holder = isPrototype ? evaluator.values.function(file, file.a(term)) : value;
    builder.addAll(assignedWhole(evaluator, holder, isPrototype ? prototypeName : parentName));
    if (!isPrototype) builder.addAll(setByCall(evaluator, value));
    const parents = new ValueSetBuilder();
    for (const parent of builder.build().values) if (parent !== value) parents.add(parent, Rule.object);
    return parents.build();
  });
}

function writtenPrototype(evaluator: Evaluator, { file, term }: AllocationValue, name: string): ValueSet {
  const pairs = file.list(file.a(term));
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const key = pairs[at] as number;
    if (key >= 0 && file.string(key) === name) return evaluator.evaluate(file, pairs[at + 1] as number);
  }
  return ValueSet.EMPTY;
}

/** Prototypes that calls of the same file give it. */
function setByCall(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file } = value;
  const builder = new ValueSetBuilder();
  for (const path of evaluator.languageOf(file).calls.setsPrototype) {
    for (const site of file.index.callSitesNamed(path.slice(path.lastIndexOf('.') + 1))) {
      const term = file.site(site, SiteField.TERM);
      if (file.op(term) !== TermOp.CALL) continue;
      const args = argumentsOfTerm(evaluator, file, term);
      if (!args.positional(0).values.includes(value)) continue;
      const isSetter = evaluator.evaluate(file, file.a(term)).values.some((callee) => evaluator.externalPath(callee) === path);
      if (isSetter) builder.addAll(args.positional(1));
    }
  }
  return builder.build();
}

/** Values of assignments to a member of exactly this object, in its own file. */
function assignedWhole(evaluator: Evaluator, holder: ValueSet['values'][number], name: string): ValueSet {
  if (holder.kind !== ValueKind.ALLOCATION && holder.kind !== ValueKind.FUNCTION) return ValueSet.EMPTY;
  const { file } = holder;
  const builder = new ValueSetBuilder();
  for (const record of file.index.membersNamed(name)) {
    if (!evaluator.evaluate(file, file.member(record, MemberField.OBJECT)).values.includes(holder)) continue;
    const value = file.member(record, MemberField.VALUE);
    if (value > 0) builder.addAll(evaluator.evaluate(file, value));
  }
  return builder.build();
}
