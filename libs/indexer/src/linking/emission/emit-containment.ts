import type { RelationType } from '@codexgraph/graph-model';
import { DefinitionFlag, type DefinitionFact } from '../../facts/file-facts.js';
import type { LinkedFile } from '../program/linked-file.js';
import type { EmissionContext } from './emission-context.js';
import { definitionId, mayTarget, sourceDefinition } from './node-identity.js';

/** CONTAINS, HAS_METHOD and HAS_FIELD of the definitions of a file. */
export function emitContainment(context: EmissionContext): void {
  const { file } = context;
  file.facts.definitions.forEach((fact, definition) => {
    if (definition === 0 || file.index.isHiddenOverload(definition)) return;
    const type: RelationType = fact.label === 'METHOD' ? 'HAS_METHOD' : fact.label === 'FIELD' ? 'HAS_FIELD' : 'CONTAINS';
    if (!mayTarget(type, fact.label) || isInLocalObject(file, fact)) return;
    const parent = type === 'CONTAINS' ? sourceDefinition(file, fact.parent, 'CONTAINS') : file.index.canonicalClass(fact.parent);
    if (type !== 'CONTAINS' && file.definition(parent).label !== 'CLASS') return;
    const source = definitionId(file, parent);
    const target = definitionId(file, definition);
    if (source !== target) context.edges.add({ type, source, target, line: 0, evidence: 0 });
  });
}

/** A member of an object literal in a function belongs to that object, which is no node. */
function isInLocalObject(file: LinkedFile, fact: DefinitionFact): boolean {
  if ((fact.flags & DefinitionFlag.OBJECT_MEMBER) === 0) return false;
  const { label } = file.definition(fact.parent);
  return label === 'FUNCTION' || label === 'METHOD';
}
