import type { NextFunction, Request, Response } from 'express';
import type { Refusal, RequestGuard } from './request-guard.js';

/** Largest request body in bytes; GraphQL documents have their own, smaller limit. */
export const MAX_BODY_BYTES = 256 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cache-Control': 'no-store',
};

/** Routes that answer without a token, so that a supervisor needs no secret; they tell nothing about repositories. */
const OPEN_PATHS: ReadonlySet<string> = new Set(['/health', '/ready']);

/** Stands before every route: security headers, Host and Origin. */
export function guardAddress(guard: RequestGuard) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set(HEADERS);
    const refusal = guard.refuseAddress({ headers: request.headers, remoteAddress: request.socket.remoteAddress });
    if (refusal === undefined) next();
    else refuse(response, refusal);
  };
}

/** Ends requests that take too long to send; archives are larger than questions, and have the time of the server. */
export function limitSending(timeoutMs: number, exceptPath: string) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.path !== exceptPath) {
      const timer = setTimeout(() => {
        if (!request.complete) request.destroy();
      }, timeoutMs);
      request.once('close', () => {
        clearTimeout(timer);
      });
    }
    next();
  };
}

/** Stands before every route but those of the UI: the token. */
export function guardToken(guard: RequestGuard) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const refusal = OPEN_PATHS.has(request.path) ? undefined : guard.refuseToken(request.headers.authorization);
    if (refusal === undefined) next();
    else refuse(response, refusal);
  };
}

function refuse(response: Response, { status, message, code }: Refusal): void {
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
