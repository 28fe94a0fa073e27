import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';

/** Health and readiness. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
