import { BindingKind, type ImportFact } from '../../facts/file-facts.js';
import { TermOp } from '../../facts/term.js';
import { BindingField, ScopeField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind, type Value } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { globalSlots, nameInAugmented } from './augmentations.js';
import { Meaning, Question, type Evaluator } from './evaluator.js';
import { importSlots } from './modules.js';

/** Bit of a binding's meaning that a look-up asks for. */
const MEANING_BITS = [1, 2, 4];

/** Bindings that a name has when it is looked up from a scope; undefined when no scope of the file binds it. */
export function lookUp(
  evaluator: Evaluator,
  place: { readonly file: LinkedFile; readonly scope: number },
  name: number,
  meaning: number,
): readonly number[] | undefined {
  const { file } = place;
  const rules = evaluator.languageOf(file).scopes;
  const bit = MEANING_BITS[meaning] ?? 1;
  for (let scope = place.scope; scope >= 0; scope = file.scope(scope, ScopeField.PARENT)) {
    if (scope !== place.scope && !rules.visibleFromInside(file.scope(scope, ScopeField.KIND))) continue;
    const bindings = file.index
      .bindings(scope, name)
      .filter((binding) => (file.binding(binding, BindingField.MEANING) & bit) !== 0);
    if (bindings.length > 0) return rules.select(file, bindings);
  }
  return undefined;
}

/** Places that a NAME term names. */
export function nameSlots(evaluator: Evaluator, file: LinkedFile, term: number): ValueSet {
  const meaning = file.c(term);
  const bindings = lookUp(evaluator, { file, scope: file.b(term) }, file.a(term), meaning);
  if (bindings === undefined) {
    const name = file.string(file.a(term));
    const augmented = nameInAugmented(evaluator, { file, scope: file.b(term) }, { name, meaning });
    return augmented.isEmpty ? unboundName(evaluator, file, name, meaning) : augmented;
  }
  const builder = new ValueSetBuilder();
  for (const binding of bindings) builder.addAll(evaluator.bindingSlots(file, binding, meaning));
  return severalAssigned(builder.build());
}

/** Several possible values come from the flow of the program, not from its declarations. */
export function severalAssigned(set: ValueSet): ValueSet {
  return set.values.length > 1 ? set.weakened(Rule.assigned) : set;
}

/** A name that no scope of the file binds: a star import, a builtin, or a global that the environment gives. */
function unboundName(evaluator: Evaluator, file: LinkedFile, name: string, meaning: number): ValueSet {
  const family = evaluator.familyOf(file);
  const stars = starExports(evaluator, file, name, meaning);
  if (stars !== undefined) return stars;
  const builtins = family.library.get(family.language.scopes.builtins);
  if (builtins !== undefined) {
    const found = evaluator.exportSlots(builtins, name, meaning);
    if (!found.isEmpty) return found;
  }
  if (file.isLibrary) return ValueSet.UNKNOWN;
  const globals = globalSlots(evaluator, file, name, meaning);
  if (!globals.isEmpty) return globals;
  const path = family.language.scopes.externalName(family.language.scopes.builtins, name);
  return ValueSet.of(evaluator.values.external(path), Rule.scope);
}

/** What star imports of the module scope give for a name; undefined when none of them has it. */
export function starExports(evaluator: Evaluator, file: LinkedFile, name: string, meaning: number): ValueSet | undefined {
  for (let index = file.facts.imports.length - 1; index >= 0; index--) {
    const fact = file.facts.imports[index] as ImportFact;
    if (fact.kind !== 'star' || fact.reexport) continue;
    const found = importSlots(evaluator, file, index, { name, meaning });
    if (!found.isEmpty) return found.weakened(Rule.import);
  }
  return undefined;
}

/** The place that a binding is, or what it stands for when it is an import. */
export function bindingSlots(evaluator: Evaluator, file: LinkedFile, binding: number, meaning: number): ValueSet {
  const kind = file.binding(binding, BindingField.KIND);
  if (kind === BindingKind.IMPORT) {
    const value = file.binding(binding, BindingField.VALUE);
    if (file.op(value) === TermOp.IMPORT) return importedSlots(evaluator, file, value, meaning);
  }
  if (kind === BindingKind.TYPE_PARAMETER) return ValueSet.of(evaluator.values.typeParameter(file, binding), Rule.scope);
  const definition = file.binding(binding, BindingField.DEFINITION);
  if (definition >= 0) {
    const shown = file.index.implementation(definition);
    return ValueSet.of(evaluator.values.slot(file, SlotKind.DEFINITION, shown), Rule.scope);
  }
  return ValueSet.of(evaluator.values.slot(file, SlotKind.BINDING, binding), Rule.scope);
}

/** What an import binds under a meaning; a class is found under both, a namespace only as a value. */
export function importedSlots(evaluator: Evaluator, file: LinkedFile, term: number, meaning: number): ValueSet {
  return evaluator.ask(file, Question.IMPORTED, term * 4 + meaning, () => {
    const found = importSlots(evaluator, file, file.a(term), { meaning }).weakened(Rule.import);
    if (meaning === Meaning.VALUE || found.values.some((value) => value.kind === ValueKind.SLOT)) return found;
    const asValue = importSlots(evaluator, file, file.a(term), { meaning: Meaning.VALUE }).weakened(Rule.import);
    return found.isEmpty || found.open ? asValue : found;
  });
}

/** What a binding holds: its declared type, else the value that was assigned. */
export function bindingValue(evaluator: Evaluator, file: LinkedFile, binding: number): ValueSet {
  const declared = file.binding(binding, BindingField.TYPE);
  const value = file.binding(binding, BindingField.VALUE);
  if (declared >= 0) {
    const typed = evaluator.declaredType(file, declared).weakened(Rule.declared);
    if (!typed.isEmpty && !typed.open) return typed;
    if (value <= 0) return typed;
    const assigned = evaluator.evaluate(file, value);
    return typed.isEmpty ? assigned : new ValueSetBuilder().addAll(typed).addAll(assigned).build();
  }
  if (value < 0) return ValueSet.EMPTY;
  return evaluator.evaluate(file, value);
}

/**
 * What a variable holds right after one assignment, where the language's checkers narrow to that: the assigned value when it is
 * known and fits the declared type. Undefined: ask for the variable as a whole.
 */
export function exactAssignment(evaluator: Evaluator, file: LinkedFile, binding: number): ValueSet | undefined {
  if (!evaluator.languageOf(file).types.assignmentNarrows) return undefined;
  const definition = file.binding(binding, BindingField.DEFINITION);
  const label = definition < 0 ? undefined : file.definition(definition).label;
  if (label !== undefined && label !== 'GLOBAL_VARIABLE' && label !== 'FIELD') return undefined;
  const kind = file.binding(binding, BindingField.KIND);
  const value = file.binding(binding, BindingField.VALUE);
  if (kind === BindingKind.IMPORT || kind === BindingKind.PARAMETER || kind === BindingKind.TYPE_PARAMETER || value <= 0)
    return undefined;
  const declared = file.binding(binding, BindingField.TYPE);
  if (declared < 0) return evaluator.evaluate(file, value);
  const typed = evaluator.declaredType(file, declared).weakened(Rule.declared);
  const assigned = evaluator.evaluate(file, value);
  if (assigned.isEmpty || assigned.open || assigned.symbolic) return undefined;
  return narrowsTo(evaluator, assigned, typed) ? assigned : undefined;
}

/** Do the values fit the type, and say more than it does? */
function narrowsTo(evaluator: Evaluator, assigned: ValueSet, typed: ValueSet): boolean {
  if (assigned.values.every((one) => isOfDeclaredClass(one, typed))) return false;
  return assigned.values.every((one) =>
    typed.values.some(
      (type) => one.kind === ValueKind.INSTANCE && type.kind === ValueKind.INSTANCE && evaluator.isSubclass(one.of, type.of),
    ),
  );
}

/** The declaration says at least as much of an object of the very class that it names: `items: deque[Item] = deque()`. */
function isOfDeclaredClass(value: Value, typed: ValueSet): boolean {
  return (
    value.kind === ValueKind.INSTANCE && typed.values.some((type) => type.kind === ValueKind.INSTANCE && type.of === value.of)
  );
}

/** `core.Schema` in type position: its root is looked up as a namespace. */
export function isTypePath(file: LinkedFile, term: number): boolean {
  let root = term;
  while (file.op(root) === TermOp.ATTRIBUTE) root = file.a(root);
  return file.op(root) === TermOp.NAME && file.c(root) === Meaning.NAMESPACE;
}
