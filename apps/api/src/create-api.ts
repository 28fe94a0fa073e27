import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { CodexGraphError } from '@codexgraph/graph-model';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule, GRAPHQL_PATH } from './api.module.js';
import type { ServerConfiguration } from './config/configuration.js';
import { nestLogger } from './logging/json-logger.js';
import type { ApiParts } from './ports.js';
import { guardAddress, guardToken, limitSending, MAX_BODY_BYTES } from './security/http-security.js';
import { RepositoryRequests } from './repositories/repository-requests.js';
import { receiveUploads, UPLOAD_PATH } from './repositories/upload-route.js';
import { RequestGuard } from './security/request-guard.js';
import { serveGraphQLWebSocket } from './subscriptions/graphql-websocket.js';
import { serveWeb } from './web/serve-web.js';

/** A server that listens. */
export interface RunningApi {
  /** The port it listens on, also when 0 was asked for. */
  readonly port: number;
  /** Where GraphQL is, as a caller on this machine reaches it. */
  readonly url: string;
  /** Takes no new requests, lets running ones end, and closes every connection. */
  readonly close: () => Promise<void>;
}

/** Time to send a whole request; slow senders must not hold connections. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Time to send an archive. */
const UPLOAD_TIMEOUT_MS = 30 * 60_000;

/** Starts the API over given parts. The parts stay the caller's to close. */
export async function startApi(parts: ApiParts): Promise<RunningApi> {
  const guard = new RequestGuard(parts.server);
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.of(parts), {
    logger: nestLogger(parts.log),
    bodyParser: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(limitSending(REQUEST_TIMEOUT_MS, UPLOAD_PATH));
  app.use(guardAddress(guard));
  if (parts.web !== undefined) app.use(serveWeb(parts.web));
  app.use(guardToken(guard));
  if (parts.uploads !== undefined) {
    const requests = new RepositoryRequests(parts.graph, parts.jobs, parts.uploads);
    app.use(UPLOAD_PATH, receiveUploads({ uploads: parts.uploads, requests, log: parts.log }));
  }
  app.useBodyParser('json', { limit: MAX_BODY_BYTES });
  await app.init();
  const server = app.getHttpServer();
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.requestTimeout = UPLOAD_TIMEOUT_MS;
  const { schema } = app.get(GraphQLSchemaHost);
  const closeWebSockets = serveGraphQLWebSocket({ server, path: GRAPHQL_PATH, schema, guard, log: parts.log });
  await listen(app, parts.server);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${urlHost(parts.server.host)}:${port}${GRAPHQL_PATH}`,
    close: async () => {
      await closeWebSockets();
      await app.close();
    },
  };
}

async function listen(app: NestExpressApplication, { host, port }: ServerConfiguration): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason =
      code === 'EADDRINUSE'
        ? 'The port is taken by another program: set CODEXGRAPH_API_PORT to another one, or to 0 for any.'
        : 'Check CODEXGRAPH_API_HOST and CODEXGRAPH_API_PORT.';
    throw new CodexGraphError('SERVICE_START_FAILED', `The API cannot listen on ${host}, port ${port}. ${reason}`, {
      cause: error,
    });
  }
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
