import type { RelationType } from '@codexgraph/graph-model';
import type { EmissionContext } from './emission-context.js';
import { definitionId, mayTarget, sourceDefinition } from './node-identity.js';

/** CONTAINS, HAS_METHOD and HAS_FIELD of the definitions of a file. */
export function emitContainment(context: EmissionContext): void {
  const { file } = context;
  file.facts.definitions.forEach((fact, definition) => {
    if (definition === 0 || file.index.isHiddenOverload(definition)) return;
    const type: RelationType = fact.label === 'METHOD' ? 'HAS_METHOD' : fact.label === 'FIELD' ? 'HAS_FIELD' : 'CONTAINS';
    if (!mayTarget(type, fact.label)) return;
    const parent = type === 'CONTAINS' ? sourceDefinition(file, fact.parent, 'CONTAINS') : file.index.canonicalClass(fact.parent);
    if (type !== 'CONTAINS' && file.definition(parent).label !== 'CLASS') return;
    const source = definitionId(file, parent);
    const target = definitionId(file, definition);
    if (source !== target) context.edges.add({ type, source, target, line: 0, evidence: 0 });
  });
}
