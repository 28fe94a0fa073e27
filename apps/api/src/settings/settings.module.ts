import { Module } from '@nestjs/common';
import { SettingsResolver } from './settings.resolver.js';

/** Settings of the service. */
@Module({ providers: [SettingsResolver] })
export class SettingsModule {}
