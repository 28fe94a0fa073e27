import type { PropertyValue } from '@codexgraph/graph-model';
import type { ImportFact } from '../../facts/file-facts.js';
import { Meaning } from '../evaluation/evaluator.js';
import { importSlots } from '../evaluation/modules.js';
import type { ModuleTarget } from '../language/module-resolution.js';
import { Rule } from '../rules.js';
import { SlotKind, ValueKind } from '../values/value.js';
import type { EmissionContext } from './emission-context.js';
import { definitionId, mayTarget, packageOf } from './node-identity.js';

/** IMPORTS of a file. Returns how many imports could not be resolved. */
export function emitImports(context: EmissionContext): number {
  let unresolved = 0;
  context.file.facts.imports.forEach((fact, index) => {
    // A type in a comment is no statement that imports, and what adds to a module does not need it.
    if (fact.kind === 'doc' || fact.kind === 'augment') return;
    const target = context.evaluator.familyOf(context.file).target(context.file, fact);
    if (target.kind === 'unresolved') {
      unresolved++;
      return;
    }
    addSymbols(context, fact, index);
    addModule(context, fact, target);
  });
  return unresolved;
}

function addEdge(context: EmissionContext, fact: ImportFact, target: string): void {
  const source = definitionId(context.file, 0);
  if (source === target) return;
  context.edges.add({
    type: 'IMPORTS',
    source,
    target,
    line: fact.line,
    evidence: Rule.import,
    properties: importProperties(fact),
  });
}

function importProperties(fact: ImportFact): Readonly<Record<string, PropertyValue>> {
  const imported = fact.kind === 'name' ? fact.name : fact.specifier;
  const aliased = fact.localName !== '' && fact.localName !== imported && !imported.startsWith(`${fact.localName}.`);
  return {
    line: fact.line,
    ...(aliased ? { alias: fact.localName } : {}),
    ...(fact.kind === 'star' ? { star: true } : {}),
    ...(fact.typeOnly ? { type_only: true } : {}),
    ...(fact.reexport ? { reexport: true } : {}),
  };
}

/** Edges to the definitions, or submodules, that the import names. */
function addSymbols(context: EmissionContext, fact: ImportFact, index: number): void {
  if (fact.kind !== 'name' && fact.kind !== 'default') return;
  for (const meaning of [Meaning.VALUE, Meaning.TYPE]) {
    for (const slot of importSlots(context.evaluator, context.file, index, { meaning }).values) {
      if (slot.kind === ValueKind.MODULE && !slot.file.isLibrary) addEdge(context, fact, definitionId(slot.file, 0));
      if (slot.kind === ValueKind.CLASS && !slot.file.isLibrary) addEdge(context, fact, definitionId(slot.file, slot.definition));
      if (slot.kind !== ValueKind.SLOT || slot.slotKind !== SlotKind.DEFINITION || slot.file.isLibrary) continue;
      if (mayTarget('IMPORTS', slot.file.definition(slot.index).label))
        addEdge(context, fact, definitionId(slot.file, slot.index));
    }
  }
}

function addModule(context: EmissionContext, fact: ImportFact, target: ModuleTarget): void {
  const named = fact.kind === 'name' ? `.${fact.name}` : '';
  switch (target.kind) {
    case 'file': {
      const module = context.evaluator.familyOf(context.file).files.get(target.path);
      if (module !== undefined) addEdge(context, fact, definitionId(module, 0));
      return;
    }
    case 'library':
      addEdge(context, fact, context.externals.id(`${target.name}${named}`, packageOf(target.name)));
      return;
    case 'external':
      addEdge(context, fact, context.externals.id(`${target.name}${named}`, target.package));
      return;
    case 'package':
    case 'unresolved':
  }
}
