import { Module } from '@nestjs/common';
import { ConversationsResolver } from './conversations.resolver.js';
import { ExperimentsResolver } from './experiments.resolver.js';
import { ModelEndpointsResolver } from './model-endpoints.resolver.js';
import { RunsResolver } from './runs.resolver.js';

/** Questions to the agents, conversations, runs, votes, experiments, and how the models stand. */
@Module({ providers: [ConversationsResolver, RunsResolver, ExperimentsResolver, ModelEndpointsResolver] })
export class AgentsModule {}
