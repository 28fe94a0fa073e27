import { SiteFlag, SiteKind, type DefinitionFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { BindingField, MemberField, SiteField, type LinkedFile } from '../program/linked-file.js';
import { SlotKind, ValueKind, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Rule } from '../rules.js';
import type { EmissionContext } from './emission-context.js';
import { sourceId } from './emission-context.js';
import { definitionId, mayTarget } from './node-identity.js';

/** More members of one name than this (a discriminated union read by its tag) are not told apart, and are no uses. */
const ALTERNATIVES_LIMIT = 3;

/** A definition of the repository that a name means. */
interface NamedDefinition {
  readonly file: LinkedFile;
  readonly definition: number;
  readonly evidence: number;
}

/** USES and REFERENCES of a READ or WRITE site. */
export function emitName(context: EmissionContext, site: number): void {
  const { file } = context;
  const term = file.site(site, SiteField.TERM);
  const flags = file.site(site, SiteField.FLAGS);
  const isWrite = file.site(site, SiteField.KIND) === SiteKind.WRITE;
  if (isClassRead(context, term)) return;
  const named = (isWrite ? namedDefinitions(context, term) : readDefinitions(context, term)).map(representative);
  if (isBeyondLimit(named)) return;
  for (const target of named) {
    const fact = target.file.definition(target.definition);
    if (isDefiningPlace(context, site, target)) continue;
    if (mayTarget('USES', fact.label)) {
      const augmented = (flags & SiteFlag.AUGMENTED) !== 0;
      addUse(context, site, target, {
        reads: isWrite && !augmented ? 0 : 1,
        writes: isWrite || augmented ? 1 : 0,
        alternatives: named.length,
      });
    } else if (!isWrite) {
      addReference(context, site, target, readRole(flags, fact), named.length);
    }
  }
}

/** `x.constructor` and `x.__class__` name no class: they ask which one it is. */
function isClassRead({ file, evaluator }: EmissionContext, term: number): boolean {
  return file.op(term) === TermOp.ATTRIBUTE && file.string(file.b(term)) === evaluator.languageOf(file).classes.className;
}

/** Definitions that whoever reads a term uses. */
function readDefinitions(context: EmissionContext, term: number): readonly NamedDefinition[] {
  const named = namedDefinitions(context, term);
  if (named.length === 0) return named;
  return named.flatMap((target) => imported(context, target)).filter((target) => !isOnlyTyped(target));
}

/** `const a = require('./m').b` is an import of `b`: who reads `a` uses `b`, where that is a definition of the repository. */
function imported(context: EmissionContext, target: NamedDefinition): readonly NamedDefinition[] {
  const { file } = context;
  if (target.file !== file) return [target];
  const { label, value, binding } = file.definition(target.definition);
  if (label !== 'GLOBAL_VARIABLE' || value <= 0 || file.op(value) !== TermOp.ATTRIBUTE) return [target];
  const module = file.a(value);
  const isRequired = file.op(module) === TermOp.IMPORT && file.facts.imports[file.a(module)]?.kind === 'require';
  const name = file.binding(binding, BindingField.NAME);
  const isAssignedOnce = file.index.bindings(file.binding(binding, BindingField.SCOPE), name).length === 1;
  if (!isRequired || !isAssignedOnce) return [target];
  const found = namedDefinitions(context, value);
  return found.length === 0 ? [target] : found;
}

/** What is declared as `typeof C` holds some class like C; whoever reads it does not name C. */
function isOnlyTyped({ file, definition, evidence }: NamedDefinition): boolean {
  return evidence >= Rule.declared && file.definition(definition).label === 'CLASS';
}

/** A class that is tested for, or whose own member is read (`Color.RED`), stands for itself as a type; one that is handed on is a value. */
function readRole(flags: number, fact: DefinitionFact): string {
  if ((flags & SiteFlag.CLASS_TEST) !== 0) return 'type';
  return fact.label === 'CLASS' && fact.kind !== 'namespace' && (flags & SiteFlag.ARGUMENT) === 0 ? 'type' : 'value';
}

/** A variable merged with an interface of its name is one symbol with it; the interface stands for both. */
function representative(target: NamedDefinition): NamedDefinition {
  const { file, definition } = target;
  if (file.definition(definition).label !== 'GLOBAL_VARIABLE') return target;
  const merged = mergedInterface(file, definition);
  return merged < 0 ? target : { ...target, definition: merged };
}

/** The interface that shares name and place with a variable; -1 when there is none. */
export function mergedInterface(file: LinkedFile, variable: number): number {
  const { name, parent } = file.definition(variable);
  const found = file.facts.definitions.findIndex(
    (other) => other.kind === 'interface' && other.name === name && other.parent === parent,
  );
  return found < 0 ? -1 : file.index.canonicalClass(found);
}

/** A member that many types, or several interfaces of a union, have says little about which of them is used. */
function isBeyondLimit(named: readonly NamedDefinition[]): boolean {
  if (named.length <= 1) return false;
  return named.length > ALTERNATIVES_LIMIT || named.every(isInterfaceField);
}

function isInterfaceField({ file, definition }: NamedDefinition): boolean {
  const { label, parent } = file.definition(definition);
  return label === 'FIELD' && file.definition(parent).kind === 'interface';
}

/** A call through a variable or field reads it; where the call is known to run a function of the repository, that says more. */
export function emitCalleeUse(context: EmissionContext, site: number): void {
  const { file } = context;
  const named = readDefinitions(context, file.a(file.site(site, SiteField.TERM))).map(representative);
  if (isBeyondLimit(named)) return;
  for (const target of named) {
    if (!mayTarget('USES', target.file.definition(target.definition).label)) continue;
    addUse(context, site, target, { reads: 1, writes: 0, alternatives: named.length });
  }
}

function addUse(
  context: EmissionContext,
  site: number,
  target: NamedDefinition,
  counts: { reads: number; writes: number; alternatives: number },
): void {
  context.edges.add({
    type: 'USES',
    source: sourceId(context, context.file.site(site, SiteField.DEFINITION), 'USES'),
    target: definitionId(target.file, target.definition),
    line: context.file.site(site, SiteField.LINE),
    evidence: target.evidence,
    ...counts,
  });
}

/** REFERENCES to what a site names. */
export function emitReference(context: EmissionContext, site: number, role: string): void {
  const { file } = context;
  const written = file.site(site, SiteField.TERM);
  const term = role === 'decorator' && file.op(written) === TermOp.CALL ? file.a(written) : written;
  const named = namedDefinitions(context, term);
  for (const target of named) {
    const isVariable = mayTarget('USES', target.file.definition(target.definition).label);
    if (isVariable && role === 'type') addUse(context, site, target, { reads: 1, writes: 0, alternatives: named.length });
    else addReference(context, site, target, role, named.length);
  }
}

function addReference(context: EmissionContext, site: number, target: NamedDefinition, role: string, alternatives: number): void {
  if (!mayTarget('REFERENCES', target.file.definition(target.definition).label)) return;
  const source = sourceId(context, context.file.site(site, SiteField.DEFINITION), 'REFERENCES');
  const id = definitionId(target.file, target.definition);
  if (source === id) return;
  const line = context.file.site(site, SiteField.LINE);
  context.edges.add({ type: 'REFERENCES', source, target: id, line, evidence: target.evidence, role, alternatives });
}

/** Definitions of the repository that a term names; functions and classes are named by their definitions, not by what they give. */
export function namedDefinitions(context: EmissionContext, term: number): readonly NamedDefinition[] {
  const { evaluator, file } = context;
  const slots = slotsOf(context, term);
  const found: NamedDefinition[] = [];
  slots.values.forEach((value, index) => {
    const target = definitionOf(evaluator, value);
    if (target === undefined || target.file.isLibrary || target.file.family !== file.family) return;
    if (found.some((known) => known.file === target.file && known.definition === target.definition)) return;
    found.push({ ...target, evidence: slots.evidence[index] as number });
  });
  return found;
}

/** Places named by a term; a union names the places of its parts. */
function slotsOf(context: EmissionContext, term: number): ValueSet {
  const { evaluator, file } = context;
  switch (file.op(term)) {
    case TermOp.NAME:
    case TermOp.BINDING:
    case TermOp.ATTRIBUTE:
    case TermOp.IMPORT:
    case TermOp.TYPE_IMPORT:
      return evaluator.slots(file, term);
    case TermOp.NARROW:
      return slotsOf(context, file.a(term));
    case TermOp.FUNCTION:
    case TermOp.CLASS:
      return evaluator.evaluate(file, term);
    case TermOp.PHI: {
      const builder = new ValueSetBuilder();
      for (const part of file.list(file.a(term))) if (file.op(part) !== TermOp.PHI) builder.addAll(slotsOf(context, part));
      return builder.build();
    }
    default:
      return ValueSet.EMPTY;
  }
}

function definitionOf(
  evaluator: EmissionContext['evaluator'],
  value: Value,
): { file: LinkedFile; definition: number } | undefined {
  if (value.kind === ValueKind.CLASS) return { file: value.file, definition: value.definition };
  if (value.kind === ValueKind.FUNCTION) {
    const { definition } = value.file.callable(value.callable);
    return definition < 0 ? undefined : { file: value.file, definition };
  }
  if (value.kind !== ValueKind.SLOT) return undefined;
  if (value.slotKind === SlotKind.DEFINITION) return { file: value.file, definition: value.index };
  if (value.slotKind === SlotKind.MEMBER) {
    const definition = value.file.member(value.index, MemberField.DEFINITION);
    return definition < 0 ? undefined : { file: value.file, definition };
  }
  if (value.slotKind === SlotKind.TERM) {
    const op = value.file.op(value.index);
    if (op === TermOp.FUNCTION || op === TermOp.CLASS) {
      const [only] = evaluator.evaluate(value.file, value.index).values;
      return only === undefined ? undefined : definitionOf(evaluator, only);
    }
  }
  return undefined;
}

/** The place where the name is defined is no use of it. */
function isDefiningPlace(context: EmissionContext, site: number, target: NamedDefinition): boolean {
  if (target.file !== context.file) return false;
  const fact = target.file.definition(target.definition);
  return (
    fact.nameLine === context.file.site(site, SiteField.LINE) && fact.nameColumn === context.file.site(site, SiteField.COLUMN)
  );
}
