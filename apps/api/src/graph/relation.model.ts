import type { EdgeRow, RelatedSymbol, Subgraph } from '@codexgraph/graph-model';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionType } from '../paging/connection.js';
import { Direction, RelationConfidence, RelationTypeName } from './graph-enums.js';
import { SymbolModel, symbolModel } from './symbol.model.js';

/** One property of a relation that only its type has. */
@ObjectType({ description: 'A property of a relation that only its type has, such as alias, position, reads, writes.' })
export class RelationProperty {
  @Field(() => String, { description: 'Name of the property.' })
  name!: string;

  @Field(() => String, { description: 'Its value as text; lists as JSON.' })
  value!: string;
}

/** A relation by the ids of its ends. */
@ObjectType('Relation', { description: 'A relation between two symbols, with the evidence for it.' })
export class RelationModel {
  @Field(() => RelationTypeName, { description: 'How the two are related.' })
  type!: string;

  @Field(() => ID, { description: 'Id of the symbol that the relation leaves.' })
  sourceId!: string;

  @Field(() => ID, { description: 'Id of the symbol that the relation points at.' })
  targetId!: string;

  @Field(() => [Int], {
    description: "Lines in the source's file that show the relation, 1-based, ascending; empty for containment.",
  })
  lines!: readonly number[];

  @Field(() => RelationConfidence, { description: 'How sure the relation is.' })
  confidence!: string;

  @Field(() => String, { description: 'Name of the linking rule that made it.' })
  rule!: string;

  @Field(() => [RelationProperty], { description: 'Further properties, sorted by name.' })
  properties!: readonly RelationProperty[];
}

/** A relation seen from one of its ends. */
@ObjectType('RelatedSymbol', { description: 'A relation of a symbol, with the symbol at its other end.' })
export class RelatedSymbolModel {
  @Field(() => Direction, { description: 'Whether the relation leaves the symbol that was asked about or points at it.' })
  direction!: string;

  @Field(() => RelationModel, { description: 'The relation itself.' })
  relation!: RelationModel;

  @Field(() => SymbolModel, { description: 'The other end; the symbol itself for a recursion.' })
  symbol!: SymbolModel;
}

/** Pages of relations. */
export const RelatedSymbolConnection = connectionType(RelatedSymbolModel, 'RelatedSymbolConnection', 'relations');

/** How many relations of one kind there are. */
@ObjectType('RelationCount', { description: 'How many relations of one type a symbol has in one direction; never 0.' })
export class RelationCountModel {
  @Field(() => RelationTypeName, { description: 'Type of the relations.' })
  type!: string;

  @Field(() => Direction, { description: 'Seen from the symbol.' })
  direction!: string;

  @Field(() => Int, { description: 'How many there are.' })
  count!: number;
}

/** A part of the graph. */
@ObjectType('Subgraph', { description: 'A part of the graph: both ends of every relation are among the symbols.' })
export class SubgraphModel {
  @Field(() => [SymbolModel], { description: 'Symbols: along the path for a path, else sorted by id.' })
  symbols!: readonly SymbolModel[];

  @Field(() => [RelationModel], { description: 'Relations: along the path for a path, else sorted by type and ends.' })
  relations!: readonly RelationModel[];

  @Field(() => Boolean, { description: 'Whether a bound left something out.' })
  truncated!: boolean;
}

/** An edge of the graph as callers see it. */
export function relationModel(edge: EdgeRow): RelationModel {
  const properties = Object.entries(edge.properties)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => ({ name, value: typeof value === 'object' ? JSON.stringify(value) : String(value) }));
  const { type, source, target, lines, confidence, rule } = edge;
  return { type, sourceId: source, targetId: target, lines, confidence, rule, properties };
}

/** A related symbol as callers see it. */
export function relatedSymbolModel(repositoryName: string, related: RelatedSymbol): RelatedSymbolModel {
  return {
    direction: related.direction,
    relation: relationModel(related.edge),
    symbol: symbolModel(repositoryName, related.symbol),
  };
}

/** A part of the graph as callers see it. */
export function subgraphModel(repositoryName: string, part: Subgraph): SubgraphModel {
  return {
    symbols: part.nodes.map((row) => symbolModel(repositoryName, row)),
    relations: part.edges.map(relationModel),
    truncated: part.truncated,
  };
}
