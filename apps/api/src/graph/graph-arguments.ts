import {
  type NeighbourhoodRequest,
  type NodeLabel,
  type PathRequest,
  type RelationDirection,
  type RelationType,
  SUBGRAPH_BOUNDS,
} from '@codexgraph/graph-model';
import { ArgsType, Field, ID, Int } from '@nestjs/graphql';
import { PageArguments } from '../paging/page-arguments.js';
import { Direction, PathDirection, RelationTypeName, SymbolLabel } from './graph-enums.js';

/** Which symbols to list. */
@ArgsType()
export class SymbolListArguments extends PageArguments {
  @Field(() => String, { defaultValue: '', description: 'Short names that start with this text, case-sensitive; empty for all.' })
  namePrefix: string = '';

  @Field(() => [SymbolLabel], { nullable: true, description: 'Only symbols of these kinds. Absent: all.' })
  labels?: NodeLabel[] | null;
}

/** Which relations to list. */
@ArgsType()
export class RelationListArguments extends PageArguments {
  @Field(() => Direction, { description: 'Relations that leave the symbol, or that point at it.' })
  direction!: RelationDirection;

  @Field(() => [RelationTypeName], { nullable: true, description: 'Only relations of these types. Absent: all.' })
  types?: RelationType[] | null;
}

/** Symbols that a neighbourhood may hold. */
export const MAX_NEIGHBOURHOOD_NODES = SUBGRAPH_BOUNDS.nodes;

/** How much of the surroundings to give. */
@ArgsType()
export class NeighbourhoodArguments {
  @Field(() => Int, { defaultValue: 1, description: 'Steps away from the symbol, 1 to 5.' })
  depth: number = 1;

  @Field(() => Int, {
    defaultValue: 100,
    description: `Symbols to give at most, the symbol itself included, 1 to ${MAX_NEIGHBOURHOOD_NODES}.`,
  })
  maxNodes: number = 100;

  @Field(() => Direction, { nullable: true, description: 'Follow relations in this direction only. Absent: both.' })
  direction?: RelationDirection | null;

  @Field(() => [RelationTypeName], { nullable: true, description: 'Follow relations of these types only. Absent: all.' })
  types?: RelationType[] | null;
}

/** Which symbols to give together. */
@ArgsType()
export class SubgraphArguments {
  @Field(() => [ID], { description: `Ids of the symbols, up to ${SUBGRAPH_BOUNDS.nodes}; unknown ones are left out.` })
  ids!: string[];

  @Field(() => [RelationTypeName], { nullable: true, description: 'Relations of these types only. Absent: all.' })
  types?: RelationType[] | null;
}

/** Which path to look for. */
@ArgsType()
export class PathArguments {
  @Field(() => ID, { description: 'Id of the symbol where the path starts.' })
  fromId!: string;

  @Field(() => ID, { description: 'Id of the symbol where it ends.' })
  toId!: string;

  @Field(() => PathDirection, { defaultValue: 'out', description: 'Which way relations may be followed.' })
  direction: 'out' | 'any' = 'out';

  @Field(() => [RelationTypeName], { nullable: true, description: 'Relations that the path may use. Absent: all.' })
  types?: RelationType[] | null;

  @Field(() => Int, { defaultValue: 8, description: 'Relations that the path may have at most, 1 to 20.' })
  maxLength: number = 8;
}

/** Which lines to read. */
@ArgsType()
export class SourceArguments {
  @Field(() => String, { description: 'Path relative to the root of the repository, with `/`.' })
  filePath!: string;

  @Field(() => Int, { nullable: true, description: 'First line, 1-based. Absent: the first of the file.' })
  startLine?: number | null;

  @Field(() => Int, { nullable: true, description: 'Last line, inclusive. Absent: as many as one answer may hold (5000).' })
  endLine?: number | null;
}

/** Only what was given: the ports know no null. */
export function neighbourhoodRequest({ depth, maxNodes, direction, types }: NeighbourhoodArguments): NeighbourhoodRequest {
  return { depth, maxNodes, ...(direction == null ? {} : { direction }), ...typesOf(types) };
}

/** See {@link neighbourhoodRequest}. */
export function pathRequest({ direction, maxLength, types }: PathArguments): PathRequest {
  return { direction, maxLength, ...typesOf(types) };
}

/** See {@link neighbourhoodRequest}. */
export function typesOf(types: readonly RelationType[] | null | undefined): { types?: readonly RelationType[] } {
  return types == null ? {} : { types };
}
