import { Module } from '@nestjs/common';
import { ConversationsResolver } from './conversations.resolver.js';
import { ExperimentsResolver } from './experiments.resolver.js';
import { RunsResolver } from './runs.resolver.js';

/** Questions to the agents, conversations, runs, votes and experiments. */
@Module({ providers: [ConversationsResolver, RunsResolver, ExperimentsResolver] })
export class AgentsModule {}
