import type { GraphRelation } from './graph-model.js';

/** Name of a type of relations. */
export type RelationTypeName = GraphRelation['type'];

/** Every type, in the order of lists: what people look for first, the frame of containment last. */
export const RELATION_TYPES = [
  'CALLS',
  'INSTANTIATES',
  'USES',
  'REFERENCES',
  'INHERITS',
  'OVERRIDES',
  'IMPORTS',
  'HAS_METHOD',
  'HAS_FIELD',
  'CONTAINS',
] as const satisfies readonly RelationTypeName[];

/** Kinds of symbols, in the order of lists. */
export const SYMBOL_LABELS = [
  'PACKAGE',
  'MODULE',
  'CLASS',
  'FUNCTION',
  'METHOD',
  'FIELD',
  'GLOBAL_VARIABLE',
  'TYPE',
  'EXTERNAL',
] as const;

/** How sure relations are, surest first. */
export const CONFIDENCES = ['EXACT', 'INFERRED', 'CANDIDATE'] as const satisfies readonly GraphRelation['confidence'][];

/** Whether a text names a type. */
export function isRelationType(text: string): text is RelationTypeName {
  return RELATION_TYPES.some((type) => type === text);
}
