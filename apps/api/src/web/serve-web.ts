import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { WebEncoding, WebFile, WebFiles } from './web-files.js';

/** Paths that belong to the service: the UI has no page below them. */
const SERVICE_PATHS = /^\/(?:graphql|health|ready|metrics|uploads)(?:\/|$)/;
const NONCE_PLACE = 'CODEXGRAPH_CSP_NONCE';
const NONCE_BYTES = 18;
const SUFFIX: Readonly<Record<WebEncoding, string>> = { br: '.br', gzip: '.gz' };

/**
 * What pages may load: scripts and workers of this server alone, no inline scripts, no eval; styles of this server, and those that a script of
 * ours adds with the nonce of its page.
 */
function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
}

/**
 * Serves the built UI where there is one: its files by name, and its page for every other address that a browser opens. It stands before the check of the token,
 * since the page is what asks a person for it; there is nothing about repositories in these files.
 */
export function serveWeb(currentFiles: () => WebFiles | undefined) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || SERVICE_PATHS.test(request.path)) {
      next();
      return;
    }
    const web = currentFiles();
    if (web === undefined) {
      next();
      return;
    }
    const file = web.files.get(request.path);
    if (file !== undefined) {
      sendFile(file, request, response);
      return;
    }
    if (request.path.startsWith('/assets/') || request.accepts(['json', 'html']) !== 'html') {
      next();
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    response.set('Content-Security-Policy', pagePolicy(nonce));
    response.type('html').send(web.page.replaceAll(NONCE_PLACE, nonce));
  };
}

function sendFile({ file, contentType, isImmutable, encodings }: WebFile, request: Request, response: Response): void {
  const chosen = [...encodings].find((encoding) => request.acceptsEncodings(encoding) !== false);
  response.set('Content-Type', contentType);
  response.set('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (encodings.size > 0) response.vary('Accept-Encoding');
  if (chosen !== undefined) response.set('Content-Encoding', chosen);
  response.sendFile(chosen === undefined ? file : file + SUFFIX[chosen], {
    cacheControl: false,
    dotfiles: 'allow',
    etag: true,
    lastModified: true,
  });
}
