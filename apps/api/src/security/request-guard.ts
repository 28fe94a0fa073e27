import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackHost, type ServerConfiguration } from '../config/configuration.js';

/** What the guard looks at: the same for HTTP requests and websocket upgrades. */
export interface GuardedRequest {
  readonly headers: IncomingHttpHeaders;
  /** Address of the other end of the socket. */
  readonly remoteAddress: string | undefined;
}

/** Why a request is turned away. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

/** Decides who may talk to the server. Absent: the request may pass. */
export class RequestGuard {
  constructor(private readonly server: ServerConfiguration) {}

  /** Host and Origin: what protects a service on loopback from web pages (DNS rebinding, cross-site requests). */
  refuseAddress(request: GuardedRequest): Refusal | undefined {
    const host = parseHost(request.headers.host);
    if (host === undefined || !this.isOwnHost(host.name)) {
      return forbidden(
        'The Host header names no address of this server. Use 127.0.0.1, or add the name to CODEXGRAPH_ALLOWED_HOSTS.',
      );
    }
    const origin = request.headers.origin;
    if (origin !== undefined && !this.isAllowedOrigin(origin, host)) {
      return forbidden('Pages of this origin may not use the server. Add the origin to CODEXGRAPH_ALLOWED_ORIGINS to allow it.');
    }
    if (origin === undefined && request.headers['sec-fetch-site'] === 'cross-site' && !isOpenedLink(request)) {
      return forbidden('Requests from pages of other sites are refused.');
    }
    return undefined;
  }

  /** Bearer token, compared in constant time. Always passes when no token is configured. */
  refuseToken(authorization: string | undefined): Refusal | undefined {
    if (this.server.token === undefined) return undefined;
    const match = /^Bearer +(\S+) *$/i.exec(authorization ?? '');
    if (match?.[1] !== undefined && sameText(match[1], this.server.token)) return undefined;
    return {
      status: 401,
      code: 'UNAUTHENTICATED',
      message:
        'This server asks for a token: send the header `Authorization: Bearer TOKEN` with the value of CODEXGRAPH_API_TOKEN.',
    };
  }

  /** True unless the caller surely sits on this machine; a proxy on this machine speaks for somebody remote. */
  isRemote(request: GuardedRequest): boolean {
    const proxied = request.headers.forwarded !== undefined || request.headers['x-forwarded-for'] !== undefined;
    return proxied || !isLoopbackHost(this.server.host) || !isLoopbackAddress(request.remoteAddress);
  }

  private isOwnHost(name: string): boolean {
    if (isLoopbackHost(name)) return true;
    if (this.server.allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
    return !isWildcard(this.server.host) && this.server.host.toLowerCase() === name;
  }

  private isAllowedOrigin(origin: string, host: { name: string; port: string }): boolean {
    if (this.server.allowedOrigins.includes(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const url = new URL(origin);
    const standardPort = url.protocol === 'https:' ? '443' : '80';
    const sameName = url.hostname.toLowerCase() === host.name || (isLoopbackHost(url.hostname) && isLoopbackHost(host.name));
    return /^https?:$/.test(url.protocol) && sameName && (url.port || standardPort) === (host.port || standardPort);
  }
}

function forbidden(message: string): Refusal {
  return { status: 403, code: 'FORBIDDEN', message };
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '[::]';
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && isLoopbackHost(address.replace(/^::ffff:/, ''));
}

function parseHost(header: string | undefined): { name: string; port: string } | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^:/@\s]+)(?::(\d{1,5}))?$/i.exec(header ?? '');
  return match?.[1] === undefined ? undefined : { name: match[1].toLowerCase(), port: match[2] ?? '' };
}

/** Hashing first makes the lengths equal, so that neither length nor content leaks through time. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** A person who follows a link from another site: that site cannot read what it opens, nor frame it. */
function isOpenedLink({ headers }: GuardedRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
