import { DefinitionFlag } from '../../facts/file-facts.js';
import { resolvedBases } from '../evaluation/classes.js';
import { TermOp } from '../../facts/term.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind, type ClassValue, type Value } from '../values/value.js';
import type { EmissionContext } from './emission-context.js';
import type { ValueSet } from '../values/value-set.js';
import { definitionId, packageOf } from './node-identity.js';

/** INHERITS and OVERRIDES of the classes of a file. */
export function emitClasses(context: EmissionContext): void {
  const { file } = context;
  file.facts.definitions.forEach((fact, definition) => {
    if (fact.label !== 'CLASS' || file.index.canonicalClass(definition) !== definition) return;
    const of = context.evaluator.values.class(file, definition);
    emitBases(context, of);
    emitOverrides(context, of);
  });
}

function emitBases(context: EmissionContext, of: ClassValue): void {
  const { file } = context;
  for (const base of resolvedBases(context.evaluator, of)) {
    if (base.kind === 'metaclass' || base.kind === 'keyword') continue;
    const fact = file.definition(base.definition).bases[base.position];
    if (fact !== undefined && isMadeByTypeOperator(context, fact.term, base.values)) continue;
    base.values.values.forEach((value, index) => {
      const target = baseId(context, value);
      const source = definitionId(file, of.definition);
      if (target === undefined || target === source) return;
      context.edges.add({
        type: 'INHERITS',
        source,
        target,
        line: fact?.line ?? 0,
        evidence: base.values.evidence[index] as number,
        properties: { position: base.position, kind: base.kind },
      });
    });
  }
}

/** `extends Omit<A, 'x'>` has some members of A, but is no subtype of it; so has what an alias makes by operators on types. */
function isMadeByTypeOperator(context: EmissionContext, term: number, values: ValueSet): boolean {
  const { file, evaluator } = context;
  if (isOperatorAlias(context, term)) return true;
  if (file.op(term) !== TermOp.TYPE_APPLY) return false;
  const heads = evaluator.slots(file, file.a(term)).values;
  return (
    heads.length > 0 &&
    heads.every((head) => head.kind === ValueKind.EXTERNAL) &&
    values.values.some((value) => value.kind === ValueKind.INSTANCE)
  );
}

/** The base is an alias, and the alias is more than another name of one class. */
function isOperatorAlias(context: EmissionContext, term: number): boolean {
  const { file, evaluator } = context;
  const head = file.op(term) === TermOp.TYPE_APPLY ? file.a(term) : term;
  if (file.op(head) !== TermOp.NAME && file.op(head) !== TermOp.ATTRIBUTE) return false;
  return evaluator.slots(file, head).values.some((slot) => {
    if (slot.kind !== ValueKind.SLOT || slot.slotKind !== SlotKind.DEFINITION) return false;
    const { label, declaredType } = slot.file.definition(slot.index);
    if (label !== 'TYPE' || declaredType < 0) return false;
    const named = slot.file.op(declaredType) === TermOp.TYPE_APPLY ? slot.file.a(declaredType) : declaredType;
    const isName = slot.file.op(named) === TermOp.NAME || slot.file.op(named) === TermOp.ATTRIBUTE;
    return !isName || evaluator.slots(slot.file, named).values.some((value) => value.kind === ValueKind.EXTERNAL);
  });
}

function baseId(context: EmissionContext, value: Value): string | undefined {
  if (value.kind === ValueKind.EXTERNAL) return context.externals.id(value.path, packageOf(value.path));
  if (value.kind !== ValueKind.INSTANCE) return undefined;
  const path = context.evaluator.externalPath(value.of);
  return path === undefined ? definitionId(value.of.file, value.of.definition) : context.externals.id(path, packageOf(path));
}

function emitOverrides(context: EmissionContext, of: ClassValue): void {
  const { file } = context;
  const above = [...context.evaluator.order(of).classes.slice(1), ...implemented(context, of)];
  if (above.length === 0) return;
  for (const part of file.index.mergedClass(of.definition)) {
    for (const child of file.index.children(part)) {
      const fact = file.definition(child);
      if (fact.label !== 'METHOD' || fact.kind === 'constructor' || file.index.isHiddenOverload(child)) continue;
      const target = overridden(above, fact.name, fact.flags & DefinitionFlag.STATIC);
      if (target === undefined) continue;
      context.edges.add({
        type: 'OVERRIDES',
        source: definitionId(file, child),
        target,
        line: fact.nameLine,
        evidence: Rule.member,
      });
    }
  }
}

/** Interfaces that the class says it implements, with those they extend. */
function implemented(context: EmissionContext, of: ClassValue): readonly ClassValue[] {
  const { inheritingKinds } = context.evaluator.languageOf(of.file).classes;
  return resolvedBases(context.evaluator, of)
    .filter((base) => base.kind === 'implements' && !inheritingKinds.includes(base.kind))
    .flatMap((base) => base.values.values)
    .flatMap((value) => (value.kind === ValueKind.INSTANCE ? context.evaluator.order(value.of).classes : []));
}

/** Nearest method of that name above; undefined when something else, or nothing of the repository, is found first. */
function overridden(above: readonly ClassValue[], name: string, isStatic: number): string | undefined {
  if (name.startsWith('#')) return undefined;
  for (const of of above) {
    const members = of.file.index.classMembers(of.definition).get(name) ?? [];
    const same = members.filter((member) => (of.file.definition(member).flags & DefinitionFlag.STATIC) === isStatic);
    if (same.length === 0) continue;
    const method = same.find((member) => of.file.definition(member).label === 'METHOD');
    return method === undefined || of.file.isLibrary ? undefined : definitionId(of.file, method);
  }
  return undefined;
}
