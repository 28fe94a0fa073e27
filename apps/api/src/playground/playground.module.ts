import { Module } from '@nestjs/common';
import { PlaygroundResolver } from './playground.resolver.js';

/** Cypher of the caller's own. */
@Module({ providers: [PlaygroundResolver] })
export class PlaygroundModule {}
