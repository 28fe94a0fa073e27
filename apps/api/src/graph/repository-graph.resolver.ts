import { SUBGRAPH_BOUNDS, type SymbolReaderPort } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Connection, toConnection } from '../paging/connection.js';
import { pageRequest } from '../paging/page-arguments.js';
import { SYMBOL_READER } from '../ports.js';
import { RepositoryModel } from '../repositories/repository.model.js';
import { PathArguments, pathRequest, SubgraphArguments, SymbolListArguments } from './graph-arguments.js';
import { SubgraphModel, subgraphModel } from './relation.model.js';
import { SymbolConnection, SymbolModel, symbolModel } from './symbol.model.js';

/** Ways into the graph of a repository. */
@Resolver(() => RepositoryModel)
export class RepositoryGraphResolver {
  constructor(@Inject(SYMBOL_READER) private readonly reader: SymbolReaderPort) {}

  @ResolveField(() => SymbolModel, {
    nullable: true,
    description: 'The symbol of that id; null when there is none.',
    complexity: ({ childComplexity }) => 2 + childComplexity,
  })
  async symbol(
    @Parent() { name }: RepositoryModel,
    @Args('id', { type: () => ID, description: 'Id of the symbol.' }) id: string,
  ): Promise<SymbolModel | null> {
    const row = await this.reader.symbolById(name, id);
    return row === undefined ? null : symbolModel(name, row);
  }

  @ResolveField(() => SymbolConnection, { description: 'Symbols by the beginning of their short name, sorted by name and id.' })
  async symbols(@Parent() { name }: RepositoryModel, @Args() list: SymbolListArguments): Promise<Connection<SymbolModel>> {
    const request = { ...pageRequest(list), ...(list.labels == null ? {} : { labels: list.labels }) };
    return toConnection(await this.reader.symbolsByNamePrefix(name, list.namePrefix, request), (row) => symbolModel(name, row));
  }

  @ResolveField(() => [SymbolModel], {
    description: 'Every symbol of that exact dotted name (overloads and redefinitions too), sorted by id.',
    complexity: ({ childComplexity }) => 2 + 5 * childComplexity,
  })
  async symbolsByQualifiedName(
    @Parent() { name }: RepositoryModel,
    @Args('qualifiedName', { description: "Dotted name that starts with the module's name." }) qualifiedName: string,
  ): Promise<SymbolModel[]> {
    return (await this.reader.symbolsByQualifiedName(name, qualifiedName)).map((row) => symbolModel(name, row));
  }

  @ResolveField(() => [SymbolModel], {
    description:
      'Symbols whose lines enclose a line of a file, innermost first, the module last; empty when the file is unknown.',
    complexity: ({ childComplexity }) => 2 + 5 * childComplexity,
  })
  async symbolsAt(
    @Parent() { name }: RepositoryModel,
    @Args('filePath', { description: 'Path relative to the root of the repository, with `/`.' }) filePath: string,
    @Args('line', { type: () => Int, description: 'Line, 1-based.' }) line: number,
  ): Promise<SymbolModel[]> {
    return (await this.reader.symbolsAt(name, filePath, line)).map((row) => symbolModel(name, row));
  }

  @ResolveField(() => SubgraphModel, {
    description: 'Some symbols and the relations between them.',
    complexity: ({ args, childComplexity }) => 20 + Math.ceil((args as SubgraphArguments).ids.length / 10) * childComplexity,
  })
  async subgraph(@Parent() { name }: RepositoryModel, @Args() { ids, types }: SubgraphArguments): Promise<SubgraphModel> {
    return subgraphModel(
      name,
      await this.reader.subgraph(name, ids, { maxEdges: SUBGRAPH_BOUNDS.edges, ...(types == null ? {} : { types }) }),
    );
  }

  @ResolveField(() => SubgraphModel, {
    nullable: true,
    description: 'One shortest path between two symbols; null when there is none within the bounds.',
    complexity: ({ childComplexity }) => 100 + 20 * childComplexity,
  })
  async path(@Parent() { name }: RepositoryModel, @Args() path: PathArguments): Promise<SubgraphModel | null> {
    const found = await this.reader.shortestPath(name, path.fromId, path.toId, pathRequest(path));
    return found === undefined ? null : subgraphModel(name, found);
  }
}
