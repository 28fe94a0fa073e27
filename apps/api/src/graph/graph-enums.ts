import { type Confidence, NODE_LABELS, type NodeLabel, RELATION_TYPES, type RelationType } from '@codexgraph/graph-model';
import { registerEnumType } from '@nestjs/graphql';

function enumOf<Name extends string>(names: readonly Name[]): { readonly [Key in Name]: Key } {
  return Object.fromEntries(names.map((name) => [name, name])) as { readonly [Key in Name]: Key };
}

/** Kinds of symbols as a GraphQL enum. */
export const SymbolLabel = enumOf(NODE_LABELS);
/** Types of relations as a GraphQL enum. */
export const RelationTypeName = enumOf(RELATION_TYPES);
/** How sure a relation is, as a GraphQL enum in upper case. */
export const RelationConfidence = { EXACT: 'exact', INFERRED: 'inferred', CANDIDATE: 'candidate' } as const satisfies Record<
  string,
  Confidence
>;
/** Direction seen from a symbol. */
export const Direction = { OUT: 'out', IN: 'in' } as const;
/** Directions that a path may use. */
export const PathDirection = { OUT: 'out', ANY: 'any' } as const;

const LABEL_TEXTS: Readonly<Record<NodeLabel, string>> = {
  PACKAGE: 'A directory or language package.',
  MODULE: 'One source file.',
  CLASS: 'A class, interface, struct, trait, enum, record or object.',
  FUNCTION: 'A function outside a class; nested functions too.',
  METHOD: 'A function of a class; constructors and accessors too.',
  FIELD: 'An attribute of a class or instance, or an enum member.',
  GLOBAL_VARIABLE: 'A variable or constant of a module.',
  TYPE: 'A type alias.',
  EXTERNAL: 'Something outside the repository that it imports or inherits from.',
};

const RELATION_TEXTS: Readonly<Record<RelationType, string>> = {
  CONTAINS: 'Defines inside itself: packages, modules, classes, functions, variables, types.',
  HAS_METHOD: 'A class and its own method.',
  HAS_FIELD: 'A class and its own field.',
  INHERITS: 'A class and its base class or interface.',
  OVERRIDES: 'A method and the nearest method that it overrides.',
  IMPORTS: 'A module and what it imports.',
  CALLS: 'Code and the function or method that it calls.',
  INSTANTIATES: 'Code and the class that it constructs.',
  USES: 'Code and the variable or field that it reads or writes.',
  REFERENCES: 'A definition and what it names without calling: types, callbacks, decorators.',
};

function described(texts: Readonly<Record<string, string>>): Record<string, { description: string }> {
  return Object.fromEntries(Object.entries(texts).map(([name, description]) => [name, { description }]));
}

registerEnumType(SymbolLabel, { name: 'SymbolLabel', description: 'What a symbol is.', valuesMap: described(LABEL_TEXTS) });
registerEnumType(RelationTypeName, {
  name: 'RelationType',
  description: 'How two symbols are related.',
  valuesMap: described(RELATION_TEXTS),
});
registerEnumType(RelationConfidence, {
  name: 'RelationConfidence',
  description: 'How sure a relation is.',
  valuesMap: described({
    EXACT: 'Decided by scopes, imports, and declared or constructed types.',
    INFERRED: 'By the flow of values or by return types.',
    CANDIDATE: 'One of several possible targets, or found through a value whose type is unchecked (`any`).',
  }),
});
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Direction of a relation, seen from the symbol that was asked about.',
  valuesMap: described({ OUT: 'The relation leaves the symbol.', IN: 'The relation points at the symbol.' }),
});
registerEnumType(PathDirection, {
  name: 'PathDirection',
  description: 'Which way a path may follow relations.',
  valuesMap: described({ OUT: 'Forwards only.', ANY: 'Forwards and backwards.' }),
});
