import type { SymbolReaderPort } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Connection, toConnection } from '../paging/connection.js';
import { pageRequest } from '../paging/page-arguments.js';
import { SYMBOL_READER } from '../ports.js';
import { NeighbourhoodArguments, neighbourhoodRequest, RelationListArguments, typesOf } from './graph-arguments.js';
import {
  RelatedSymbolConnection,
  RelatedSymbolModel,
  relatedSymbolModel,
  RelationCountModel,
  SubgraphModel,
  subgraphModel,
} from './relation.model.js';
import { SymbolModel } from './symbol.model.js';

/** What is around a symbol. */
@Resolver(() => SymbolModel)
export class SymbolRelationsResolver {
  constructor(@Inject(SYMBOL_READER) private readonly reader: SymbolReaderPort) {}

  @ResolveField(() => String, {
    nullable: true,
    description: 'Source text of the symbol, as it was when it was indexed.',
    complexity: 5,
  })
  async code(@Parent() { repositoryName, id }: SymbolModel): Promise<string | null> {
    const code = (await this.reader.symbolById(repositoryName, id, { withCode: true }))?.properties['code'];
    return typeof code === 'string' ? code : null;
  }

  @ResolveField(() => [RelationCountModel], {
    description: 'How many relations of each type and direction the symbol has: ask this before loading them.',
    complexity: ({ childComplexity }) => 5 + 10 * childComplexity,
  })
  async relationCounts(@Parent() { repositoryName, id }: SymbolModel): Promise<readonly RelationCountModel[]> {
    return (await this.reader.relationCounts(repositoryName, id)) ?? [];
  }

  @ResolveField(() => RelatedSymbolConnection, {
    description: 'Relations of the symbol in one direction, with the symbols at their other ends; sorted by type and other end.',
  })
  async relations(
    @Parent() { repositoryName, id }: SymbolModel,
    @Args() list: RelationListArguments,
  ): Promise<Connection<RelatedSymbolModel>> {
    const request = { ...pageRequest(list), direction: list.direction, ...typesOf(list.types) };
    return toConnection(await this.reader.relatedSymbols(repositoryName, id, request), (related) =>
      relatedSymbolModel(repositoryName, related),
    );
  }

  @ResolveField(() => SubgraphModel, {
    nullable: true,
    description: 'The symbol, the symbols nearest to it, and the relations between them, bounded by size.',
    complexity: ({ args, childComplexity }) => 50 + Math.max(1, (args as NeighbourhoodArguments).maxNodes) * childComplexity,
  })
  async neighbourhood(
    @Parent() { repositoryName, id }: SymbolModel,
    @Args() bounds: NeighbourhoodArguments,
  ): Promise<SubgraphModel | null> {
    const part = await this.reader.neighbourhood(repositoryName, id, neighbourhoodRequest(bounds));
    return part === undefined ? null : subgraphModel(repositoryName, part);
  }
}
