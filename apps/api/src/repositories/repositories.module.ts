import { Module } from '@nestjs/common';
import { RepositoriesResolver } from './repositories.resolver.js';
import { RepositoryMutationsResolver } from './repository-mutations.resolver.js';

/** Repositories and requests for work on them. */
@Module({ providers: [RepositoriesResolver, RepositoryMutationsResolver] })
export class RepositoriesModule {}
