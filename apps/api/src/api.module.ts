import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import { AgentsModule } from './agents/agents.module.js';
import type { ApiContext } from './api-context.js';
import { formatGraphQLError } from './errors/graphql-errors.js';
import { GraphModule } from './graph/graph.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { apolloLimits } from './limits/apollo-limits.js';
import { MAX_DOCUMENT_TOKENS } from './limits/operation-limits.js';
import { PlaygroundModule } from './playground/playground.module.js';
import {
  AGENT_RUNS,
  API_PARTS,
  type ApiParts,
  APPLICATION_STORE,
  CYPHER_RUNNER,
  CODE_SEARCH,
  DESCRIBING,
  CYPHER_TRANSLATOR,
  FILE_READER,
  GRAPH_READER,
  MODEL_ENDPOINTS,
  QUESTIONS,
  REPOSITORY_JOBS,
  SYMBOL_READER,
} from './ports.js';
import { RepositoriesModule } from './repositories/repositories.module.js';
import { SearchModule } from './search/search.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { RequestGuard } from './security/request-guard.js';

/** Path of GraphQL, for HTTP and for websockets. */
export const GRAPHQL_PATH = '/graphql';

/** Hands the parts to every feature. */
@Global()
@Module({})
class PartsModule {
  static of(parts: ApiParts): DynamicModule {
    const providers = [
      { provide: API_PARTS, useValue: parts },
      { provide: GRAPH_READER, useValue: parts.graph },
      { provide: SYMBOL_READER, useValue: parts.symbols },
      { provide: FILE_READER, useValue: parts.files },
      { provide: REPOSITORY_JOBS, useValue: parts.jobs },
      { provide: APPLICATION_STORE, useValue: parts.application },
      { provide: AGENT_RUNS, useValue: parts.agentRuns },
      { provide: QUESTIONS, useValue: parts.questions },
      { provide: CYPHER_RUNNER, useValue: parts.cypher },
      { provide: CYPHER_TRANSLATOR, useValue: parts.translator },
      { provide: CODE_SEARCH, useValue: parts.search },
      { provide: DESCRIBING, useValue: parts.describing },
      { provide: MODEL_ENDPOINTS, useValue: parts.endpoints },
    ];
    return { module: PartsModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** The whole API over given parts. */
@Module({})
export class ApiModule {
  static of(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PartsModule.of(parts),
        GraphQLModule.forRoot<ApolloDriverConfig>(apolloConfiguration(parts)),
        HealthModule,
        JobsModule,
        RepositoriesModule,
        GraphModule,
        AgentsModule,
        PlaygroundModule,
        SearchModule,
        SettingsModule,
      ],
    };
  }
}

function apolloConfiguration({ server, log }: ApiParts): ApolloDriverConfig {
  const guard = new RequestGuard(server);
  return {
    driver: ApolloDriver,
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    introspection: true,
    graphiql: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    parseOptions: { maxLexicalTokens: MAX_DOCUMENT_TOKENS },
    plugins: [apolloLimits],
    formatError: (_formatted, error) => formatGraphQLError(error, log),
    context: ({ req }: { req: Request }): ApiContext => ({
      isRemote: guard.isRemote({ headers: req.headers, remoteAddress: req.socket.remoteAddress }),
    }),
  };
}
