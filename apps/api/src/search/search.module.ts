import { Module } from '@nestjs/common';
import { DescribingResolver } from './describing.resolver.js';
import { RepositorySearchResolver } from './repository-search.resolver.js';

/** Finding code by what it does. */
@Module({ providers: [RepositorySearchResolver, DescribingResolver] })
export class SearchModule {}
