import type { ExportFact, ImportFact } from '../../facts/file-facts.js';
import type { ModuleTarget } from '../language/module-resolution.js';
import { BindingField, type LinkedFile } from '../program/linked-file.js';
import { Rule } from '../rules.js';
import { SlotKind } from '../values/value.js';
import { ValueSet, ValueSetBuilder } from '../values/value-set.js';
import { Meaning, Question, ReadFacts, type Evaluator } from './evaluator.js';

/** What an import asks for instead of what it binds: a name behind a star. */
interface ImportRequest {
  readonly name?: string;
  readonly meaning: number;
}

/** The module, or the places of a module, that an import names. */
export function importSlots(evaluator: Evaluator, file: LinkedFile, index: number, request: ImportRequest): ValueSet {
  const fact = file.facts.imports[index] as ImportFact;
  const family = evaluator.familyOf(file);
  const target = family.target(file, fact);
  const { meaning } = request;
  if (request.name !== undefined) {
    return request.name === 'default'
      ? ValueSet.EMPTY
      : memberOfTarget(evaluator, file, target, request.name, meaning, fact.kind === 'star');
  }
  switch (fact.kind) {
    case 'module':
      return boundModule(evaluator, file, fact, target);
    case 'name':
      return memberOfTarget(evaluator, file, target, fact.name, meaning, false);
    case 'default':
      return defaultOfTarget(evaluator, file, target, meaning);
    case 'require':
    case 'import_equals':
    case 'dynamic':
      return wholeModule(evaluator, file, target);
    default:
      return moduleValue(evaluator, file, target);
  }
}

/** `import a.b.c` binds `a`; with an alias, or without dots, the module itself. */
function boundModule(evaluator: Evaluator, file: LinkedFile, fact: ImportFact, target: ModuleTarget): ValueSet {
  const dot = fact.specifier.indexOf('.');
  if (dot < 0 || fact.localName !== fact.specifier.slice(0, dot)) return moduleValue(evaluator, file, target);
  const family = evaluator.familyOf(file);
  const head: ImportFact = { ...fact, specifier: fact.specifier.slice(0, dot) };
  if (file.isLibrary) return moduleValue(evaluator, file, target);
  const headTarget = family.resolver.resolve({ from: file.path, specifier: head.specifier, level: head.level, kind: head.kind });
  return moduleValue(evaluator, file, headTarget);
}

/** A file as a value. Asked of the file, so that nobody keeps a former state of it. */
export function moduleItself(evaluator: Evaluator, module: LinkedFile): ValueSet {
  return evaluator.ask(module, Question.MODULE, 0, () => ValueSet.of(evaluator.values.module(module), Rule.import));
}

/** A module as a value. */
export function moduleValue(evaluator: Evaluator, file: LinkedFile, target: ModuleTarget): ValueSet {
  const family = evaluator.familyOf(file);
  switch (target.kind) {
    case 'file': {
      const module = family.files.get(target.path);
      return module === undefined ? ValueSet.UNKNOWN : moduleItself(evaluator, module);
    }
    case 'library': {
      const module = family.library.get(target.name);
      return module === undefined ? ValueSet.UNKNOWN : moduleItself(evaluator, module);
    }
    case 'package':
      return ValueSet.of(evaluator.values.package(target.folder, target.name), Rule.import);
    case 'external':
      return ValueSet.of(evaluator.values.external(target.name), Rule.import);
    case 'unresolved':
      return ValueSet.UNKNOWN;
  }
}

/** `require(m)`: what the module assigned to `module.exports`, else the module. */
function wholeModule(evaluator: Evaluator, file: LinkedFile, target: ModuleTarget): ValueSet {
  const module = moduleFile(evaluator, file, target);
  if (module !== undefined && module.facts.exports.some((fact) => fact.name === '='))
    return evaluator.exportSlots(module, '=', Meaning.VALUE);
  return moduleValue(evaluator, file, target);
}

function defaultOfTarget(evaluator: Evaluator, file: LinkedFile, target: ModuleTarget, meaning: number): ValueSet {
  const module = moduleFile(evaluator, file, target);
  if (module === undefined) {
    return target.kind === 'external'
      ? ValueSet.of(evaluator.values.external(target.name), Rule.import)
      : moduleValue(evaluator, file, target);
  }
  if (module.facts.exports.some((fact) => fact.name === 'default')) return evaluator.exportSlots(module, 'default', meaning);
  const stars = evaluator.exportSlots(module, 'default', meaning);
  return stars.isEmpty ? wholeModule(evaluator, file, target) : stars;
}

function moduleFile(evaluator: Evaluator, file: LinkedFile, target: ModuleTarget): LinkedFile | undefined {
  const family = evaluator.familyOf(file);
  if (target.kind === 'file') {
    const module = family.files.get(target.path);
    if (module !== undefined) evaluator.readFacts(module, ReadFacts.EXPORTS);
    return module;
  }
  return target.kind === 'library' ? family.library.get(target.name) : undefined;
}

function memberOfTarget(
  evaluator: Evaluator,
  file: LinkedFile,
  target: ModuleTarget,
  name: string,
  meaning: number,
  star: boolean,
): ValueSet {
  const family = evaluator.familyOf(file);
  const module = moduleFile(evaluator, file, target);
  if (module !== undefined) {
    if (star && family.language.scopes.exportsScope && !isPublic(module, name)) return ValueSet.EMPTY;
    const found = evaluator.exportSlots(module, name, meaning);
    if (!found.isEmpty) return found;
    const submodule = star || target.kind !== 'file' ? undefined : evaluator.submodule(family, { path: target.path }, name);
    if (submodule !== undefined) return moduleValue(evaluator, file, submodule);
    if (module.isLibrary)
      return star ? ValueSet.EMPTY : ValueSet.of(evaluator.values.external(`${module.libraryModule}.${name}`), Rule.import);
    return star ? ValueSet.EMPTY : ValueSet.UNKNOWN;
  }
  if (target.kind === 'package') {
    const submodule = evaluator.submodule(family, { folder: target.folder }, name);
    return submodule === undefined ? ValueSet.UNKNOWN : moduleValue(evaluator, file, submodule);
  }
  if (target.kind === 'external')
    return star ? ValueSet.EMPTY : ValueSet.of(evaluator.values.external(`${target.name}.${name}`), Rule.import);
  return star ? ValueSet.EMPTY : ValueSet.UNKNOWN;
}

/** May a star import take the name? */
function isPublic(module: LinkedFile, name: string): boolean {
  if (module.facts.exportedNames !== undefined) return module.facts.exportedNames.includes(name);
  return !name.startsWith('_');
}

/** Places that a module offers under a name. Empty when it offers none. */
export function exportSlots(evaluator: Evaluator, module: LinkedFile, name: string, meaning: number): ValueSet {
  return evaluator.ask(
    module,
    Question.EXPORT,
    meaning,
    () => {
      const rules = evaluator.languageOf(module).scopes;
      const isGlobalLibrary = module.isLibrary && module.libraryModule === rules.builtins;
      if (rules.exportsScope || isGlobalLibrary) return scopeExports(evaluator, module, name, meaning);
      return declaredExports(evaluator, module, name, meaning);
    },
    name,
  );
}

function scopeExports(evaluator: Evaluator, module: LinkedFile, name: string, meaning: number): ValueSet {
  const index = module.index.stringIndex(name);
  const bit = [1, 2, 4][meaning] ?? 1;
  const bindings =
    index < 0
      ? []
      : module.index.bindings(0, index).filter((binding) => (module.binding(binding, BindingField.MEANING) & bit) !== 0);
  const builder = new ValueSetBuilder();
  for (const binding of evaluator.languageOf(module).scopes.select(module, bindings))
    builder.addAll(evaluator.bindingSlots(module, binding, meaning));
  if (!builder.isEmpty) {
    const found = builder.build();
    return found.values.length > 1 ? found.weakened(Rule.assigned) : found;
  }
  for (let at = module.facts.imports.length - 1; at >= 0; at--) {
    const fact = module.facts.imports[at] as ImportFact;
    if (fact.kind !== 'star') continue;
    const found = importSlots(evaluator, module, at, { name, meaning });
    if (!found.isEmpty) return found.weakened(Rule.import);
  }
  return builder.build();
}

function declaredExports(evaluator: Evaluator, module: LinkedFile, name: string, meaning: number): ValueSet {
  const builder = new ValueSetBuilder();
  for (const fact of module.facts.exports) {
    if (fact.name === name && fact.kind !== 'star') builder.addAll(exportedBy(evaluator, module, fact, meaning));
  }
  if (!builder.isEmpty) return builder.build();
  const whole = module.facts.exports.find((fact) => fact.name === '=');
  if (whole !== undefined && name !== '=' && name !== 'default') {
    const members = new ValueSetBuilder();
    const values = evaluator.read(exportedBy(evaluator, module, whole, Meaning.VALUE), undefined);
    for (const value of values.values) members.addAll(evaluator.memberSlots(value, name));
    if (!members.isEmpty) return members.build();
  }
  if (name === 'default') return builder.build();
  for (const fact of module.facts.exports) {
    if (fact.kind !== 'star' || fact.name !== '*') continue;
    const found = importSlots(evaluator, module, fact.import, { name, meaning });
    if (!found.isEmpty) return found;
  }
  return builder.build();
}

function exportedBy(evaluator: Evaluator, module: LinkedFile, fact: ExportFact, meaning: number): ValueSet {
  if (fact.import >= 0) return importSlots(evaluator, module, fact.import, { meaning });
  return termSlots(evaluator, module, fact.term, meaning);
}

/** Places named by an exported expression; the expression itself when it names none. */
function termSlots(evaluator: Evaluator, module: LinkedFile, term: number, meaning: number): ValueSet {
  const slots = evaluator.exportedTermSlots(module, term, meaning);
  return slots ?? ValueSet.of(evaluator.values.slot(module, SlotKind.TERM, term), Rule.scope);
}
