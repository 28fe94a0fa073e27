import { Module } from '@nestjs/common';
import { RepositoryFilesResolver } from './repository-files.resolver.js';
import { RepositoryGraphResolver } from './repository-graph.resolver.js';
import { SymbolRelationsResolver } from './symbol-relations.resolver.js';

/** Symbols, relations, paths, files and source. */
@Module({ providers: [RepositoryGraphResolver, SymbolRelationsResolver, RepositoryFilesResolver] })
export class GraphModule {}
