import { Module } from '@nestjs/common';
import { JobsResolver } from './jobs.resolver.js';

/** Jobs and their events. */
@Module({ providers: [JobsResolver] })
export class JobsModule {}
