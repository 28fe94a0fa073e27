import { TermOp } from '../../facts/term.js';
import { MemberField, SiteField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind, type AllocationValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { argumentsOfTerm } from './arguments.js';
import { Question, ReadFacts, type Evaluator } from './evaluator.js';
import { readLiterals } from './literal-calls.js';
import { memberSlots, recordsAssignedTo } from './members.js';

/** Members that were assigned to a value after it was made: `app.use = f`, `A.prototype.m = f`, `Object.assign(app, mixin)`. */
export function assignedMembers(evaluator: Evaluator, value: Value, name: string): ValueSet {
  const file = fileOf(value);
  if (file === undefined || file.isLibrary) return ValueSet.EMPTY;
  const places = assigningFiles(evaluator, file, value, name);
  const copies = mayCopy(evaluator, file);
  if (places.length === 0 && !copies) return ValueSet.EMPTY;
  return evaluator.ask(
    file,
    Question.ASSIGNED,
    evaluator.values.subject(value),
    () => {
      const builder = new ValueSetBuilder();
      for (const place of places) {
        for (const record of recordsAssignedTo(evaluator, place, value, name)) {
          builder.add(evaluator.values.slot(place, SlotKind.MEMBER, record), Rule['member-assigned']);
        }
      }
      if (builder.isEmpty && copies) addCopied(evaluator, file, value, name, builder);
      if (builder.isEmpty && copies) addDefined(evaluator, file, { value, name }, builder);
      return builder.build();
    },
    name,
  );
}

function fileOf(value: Value): LinkedFile | undefined {
  switch (value.kind) {
    case ValueKind.MODULE:
    case ValueKind.CLASS:
    case ValueKind.FUNCTION:
    case ValueKind.ALLOCATION:
      return value.file;
    case ValueKind.INSTANCE:
    case ValueKind.SELF:
      return value.of.file;
    default:
      return undefined;
  }
}

/** The value's own file, and files that assign to a member of that name of something they import. */
function assigningFiles(evaluator: Evaluator, file: LinkedFile, value: Value, name: string): readonly LinkedFile[] {
  evaluator.readFacts(file, ReadFacts.ASSIGNED, name);
  const own = file.index.membersNamed(name).length > 0 ? [file] : [];
  if (value.kind === ValueKind.INSTANCE || value.kind === ValueKind.SELF) return own;
  return [...own, ...evaluator.filesAssigning(file, name)];
}

function mayCopy(evaluator: Evaluator, file: LinkedFile): boolean {
  const { copyingNames, definesMembers } = evaluator.languageOf(file).calls;
  if (copyingNames.length > 0) readLiterals(evaluator, file);
  return [...copyingNames, ...Object.keys(definesMembers).map(lastPart)].some(
    (name) => file.index.callSitesNamed(name).length > 0,
  );
}

/** Members of other objects that a call copied into the value. */
function addCopied(evaluator: Evaluator, file: LinkedFile, value: Value, name: string, builder: ValueSetBuilder): void {
  const rules = evaluator.languageOf(file).calls;
  for (const callee of rules.copyingNames) {
    for (const site of file.index.callSitesNamed(callee)) {
      const term = file.site(site, SiteField.TERM);
      const copy = copyAt(evaluator, file, term);
      if (copy === undefined) continue;
      const args = argumentsOfTerm(evaluator, file, term);
      if (!args.positional(copy.target).values.some((target) => isTarget(evaluator, target, value, copy.instances))) continue;
      for (let at = copy.from; at < args.count; at++) {
        for (const source of args.positional(at).values) {
          const from = copy.instances ? [...evaluator.instantiate(ValueSet.of(source, Rule.object)).values] : [source];
          for (const object of from) if (object !== value) builder.addAll(memberSlots(evaluator, object, name), Rule.object);
        }
      }
    }
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Members that a call defines by descriptors. */
function addDefined(
  evaluator: Evaluator,
  file: LinkedFile,
  member: { readonly value: Value; readonly name: string },
  builder: ValueSetBuilder,
): void {
  const { definesMembers } = evaluator.languageOf(file).calls;
  for (const [path, how] of Object.entries(definesMembers)) {
    for (const site of file.index.callSitesNamed(lastPart(path))) {
      const term = file.site(site, SiteField.TERM);
      if (file.op(term) !== TermOp.CALL) continue;
      const args = argumentsOfTerm(evaluator, file, term);
      if (!args.positional(0).values.includes(member.value)) continue;
      if (!evaluator.evaluate(file, file.a(term)).values.some((callee) => evaluator.externalPath(callee) === path)) continue;
      const isNamed = how === 'one' && evaluator.texts(args.positional(1))?.includes(member.name) === true;
      if (isNamed) builder.addAll(described(evaluator, args.positional(2)), Rule['member-assigned']);
      if (how === 'all')
        builder.addAll(described(evaluator, evaluator.member(args.positional(1), member.name)), Rule['member-assigned']);
    }
  }
}

/** The member that a descriptor makes: its `value`, or what its `get` gives. */
function described(evaluator: Evaluator, descriptor: ValueSet): ValueSet {
  const value = evaluator.member(descriptor, 'value');
  return value.isEmpty ? evaluator.call(evaluator.member(descriptor, 'get'), []) : value;
}

function copyAt(evaluator: Evaluator, file: LinkedFile, term: number): ReturnType<typeof evaluator.copyOf> {
  if (file.op(term) !== TermOp.CALL) return undefined;
  for (const callee of evaluator.evaluate(file, file.a(term)).values) {
    const path = evaluator.externalPath(callee);
    const copy = path === undefined ? undefined : evaluator.copyOf(file, path);
    if (copy !== undefined) return copy;
  }
  return undefined;
}

function isTarget(evaluator: Evaluator, target: Value, value: Value, instances: boolean): boolean {
  if (!instances) return target === value;
  return evaluator.instantiate(ValueSet.of(target, Rule.object)).values.includes(value);
}

/** What `value[key] = item` of the same file puts into a literal, whatever the key. */
export function assignedItems(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file } = value;
  readLiterals(evaluator, file);
  const builder = new ValueSetBuilder();
  for (let record = 0; record < file.memberCount; record++) {
    if (!mayHold(file, file.member(record, MemberField.OBJECT))) continue;
    const objects = evaluator.evaluate(file, file.member(record, MemberField.OBJECT));
    if (!objects.values.includes(value)) continue;
    const item = file.member(record, MemberField.VALUE);
    if (item >= 0) builder.addAll(evaluator.evaluate(file, item), Rule.element);
  }
  return builder.build();
}

/** Literals that calls of the same file merge into a literal. */
export function mergedInto(evaluator: Evaluator, value: AllocationValue): readonly AllocationValue[] {
  const { file } = value;
  readLiterals(evaluator, file);
  return evaluator.languageOf(file).calls.mergingNames.flatMap((name) =>
    file.index.callSitesNamed(name).flatMap((site) => {
      const term = file.site(site, SiteField.TERM);
      const callee = file.a(term);
      if (file.op(term) !== TermOp.CALL || file.op(callee) !== TermOp.ATTRIBUTE) return [];
      if (!evaluator.evaluate(file, file.a(callee)).values.includes(value)) return [];
      const given = argumentsOfTerm(evaluator, file, term).positional(0).values;
      return given.filter((source): source is AllocationValue => source.kind === ValueKind.ALLOCATION && source !== value);
    }),
  );
}

/** The receiver of methods is no literal; most assignments to members go to it. */
function mayHold(file: LinkedFile, object: number): boolean {
  return file.op(object) !== TermOp.THIS && file.op(object) !== TermOp.PARAMETER;
}

/** What calls such as `list.append(x)` and `array.push(x)` of the same file add to a literal. */
export function addedElements(evaluator: Evaluator, value: AllocationValue): ValueSet {
  const { file } = value;
  readLiterals(evaluator, file);
  const adders = evaluator.languageOf(file).calls.addsElements;
  const builder = new ValueSetBuilder();
  for (const [name, position] of Object.entries(adders)) {
    for (const site of file.index.callSitesNamed(name)) {
      const term = file.site(site, SiteField.TERM);
      const callee = file.a(term);
      if (file.op(term) !== TermOp.CALL || file.op(callee) !== TermOp.ATTRIBUTE) continue;
      if (!evaluator.evaluate(file, file.a(callee)).values.includes(value)) continue;
      const args = argumentsOfTerm(evaluator, file, term);
      for (let at = Math.max(0, position); at < args.count; at++) {
        builder.addAll(args.positional(at), Rule.element);
        if (position >= 0) break;
      }
    }
  }
  return builder.build();
}
