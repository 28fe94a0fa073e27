import { Module } from '@nestjs/common';
import { RepositorySearchResolver } from './repository-search.resolver.js';

/** Finding code by what it does. */
@Module({ providers: [RepositorySearchResolver] })
export class SearchModule {}
