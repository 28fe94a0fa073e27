import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { API_PARTS, type ApiParts } from '../ports.js';
import { askReadiness } from './readiness.js';

/** Tells supervisors whether the process lives and whether it can work. */
@Controller()
export class HealthController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  /** The process answers: no more, no less. */
  @Get('health')
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when every service is usable, else 503 with what is down and why. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const readiness = await askReadiness(this.parts.readiness);
    response.status(readiness.status === 'ready' ? 200 : 503).json(readiness);
  }
}
