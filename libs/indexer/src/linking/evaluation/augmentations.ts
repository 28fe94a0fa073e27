import type { ImportFact } from '../../facts/file-facts.js';
import { BindingField, ScopeField, type LinkedFile } from '../program/linked-file.js';
import { Rule, type Evidence } from '../rules.js';
import { SlotKind, ValueKind, type ClassValue, type ExternalValue, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Meaning, Question, ReadFacts, type Evaluator } from './evaluator.js';

/**
 * The class (or the type of another package) that a declaration in `declare module 'x'` or `declare global` adds to; empty when it
 * adds to none. Memoised.
 */
export function augmentedClass(evaluator: Evaluator, file: LinkedFile, definition: number): ValueSet {
  const { binding, name } = file.definition(definition);
  const block = binding < 0 ? undefined : file.index.augmentations.ofScope.get(file.binding(binding, BindingField.SCOPE));
  if (block === undefined) return ValueSet.EMPTY;
  return evaluator.ask(file, Question.AUGMENTED, definition, () => targetClass(evaluator, file, block, name));
}

function targetClass(evaluator: Evaluator, file: LinkedFile, block: ImportFact, name: string): ValueSet {
  const target = evaluator.familyOf(file).target(file, block);
  if (target.kind === 'external') return ValueSet.of(evaluator.values.external(`${target.name}.${name}`), Rule.import);
  const builder = new ValueSetBuilder();
  for (const slot of blockExports(evaluator, file, block, { name, meaning: Meaning.TYPE }).values) {
    const isClass = slot.kind === ValueKind.SLOT && slot.slotKind === SlotKind.DEFINITION;
    if (!isClass || slot.file.definition(slot.index).label !== 'CLASS') continue;
    builder.add(evaluator.values.class(slot.file, slot.index), Rule.import);
  }
  return builder.build();
}

/** What the module that a block adds to exports under a name. */
function blockExports(
  evaluator: Evaluator,
  file: LinkedFile,
  block: ImportFact,
  { name, meaning }: { readonly name: string; readonly meaning: number },
): ValueSet {
  const family = evaluator.familyOf(file);
  const target = family.target(file, block);
  const module =
    target.kind === 'file'
      ? family.files.get(target.path)
      : target.kind === 'library'
        ? family.library.get(target.name)
        : undefined;
  return module === undefined || module === file ? ValueSet.EMPTY : evaluator.exportSlots(module, name, meaning);
}

/** Members that declarations elsewhere add to the instances of a class, or to a type of another package. */
function augmentedMember(evaluator: Evaluator, of: ClassValue | ExternalValue, name: string): ValueSet {
  const className = of.kind === ValueKind.CLASS ? of.file.definition(of.definition).name : lastPart(of.path);
  const builder = new ValueSetBuilder();
  for (const file of evaluator.filesAugmenting(of, className)) {
    evaluator.readFacts(file, ReadFacts.AUGMENTING, className);
    for (const definition of file.index.augmentations.classes.get(className) ?? []) {
      if (!augmentedClass(evaluator, file, definition).values.includes(of)) continue;
      builder.addAll(evaluator.memberSlots(evaluator.values.instance(evaluator.values.class(file, definition)), name));
    }
  }
  return builder.build();
}

/** Member of something outside the repository: what files of the repository add to it, else a path. */
export function externalMember(evaluator: Evaluator, of: ExternalValue, name: string, evidence: Evidence): ValueSet {
  const added = augmentedMember(evaluator, of, name);
  return added.isEmpty ? ValueSet.of(evaluator.values.external(`${of.path}.${name}`), evidence) : added.weakened(Rule.member);
}

/** What declarations elsewhere add to the classes of a member order. */
export function addedMember(evaluator: Evaluator, order: readonly ClassValue[], name: string): ValueSet {
  for (const of of order) {
    const added = augmentedMember(evaluator, of, name);
    if (!added.isEmpty) return added.weakened(Rule.member);
  }
  return ValueSet.EMPTY;
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** A name inside `declare module 'x'` that the file does not bind: what the module exports. */
export function nameInAugmented(
  evaluator: Evaluator,
  place: { readonly file: LinkedFile; readonly scope: number },
  request: { readonly name: string; readonly meaning: number },
): ValueSet {
  const { file } = place;
  const blocks = file.index.augmentations.ofScope;
  if (blocks.size === 0) return ValueSet.EMPTY;
  for (let scope = place.scope; scope >= 0; scope = file.scope(scope, ScopeField.PARENT)) {
    const block = blocks.get(scope);
    if (block !== undefined) return blockExports(evaluator, file, block, request);
  }
  return ValueSet.EMPTY;
}

/** Places of a global name that files declare for all others. */
export function globalSlots(evaluator: Evaluator, file: LinkedFile, name: string, meaning: number): ValueSet {
  const builder = new ValueSetBuilder();
  for (const declaring of evaluator.filesDeclaring(file, name))
    builder.addAll(declaredGlobals(evaluator, declaring, name, meaning));
  return builder.build();
}

/** Places of a global name that one file declares. Memoised. */
export function declaredGlobals(evaluator: Evaluator, file: LinkedFile, name: string, meaning: number): ValueSet {
  return evaluator.ask(
    file,
    Question.GLOBAL,
    meaning,
    () => {
      const builder = new ValueSetBuilder();
      for (const binding of file.index.augmentations.globals.get(name) ?? []) {
        const isMeant = (file.binding(binding, BindingField.MEANING) & (1 << meaning)) !== 0;
        if (isMeant) builder.addAll(evaluator.bindingSlots(file, binding, meaning), Rule.import);
      }
      return builder.build();
    },
    name,
  );
}

/** The type that a class stands for: what it adds to, else itself. */
export function wholeClass(evaluator: Evaluator, file: LinkedFile, definition: number): Value {
  const [whole] = augmentedClass(evaluator, file, definition).values;
  return whole ?? evaluator.values.class(file, definition);
}
