import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, getOperationAST, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { SubscribePayload } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { ApiContext } from '../api-context.js';
import { formatGraphQLError } from '../errors/graphql-errors.js';
import { limitError, MAX_DOCUMENT_TOKENS } from '../limits/operation-limits.js';
import type { Log } from '../logging/json-logger.js';
import { MAX_BODY_BYTES } from '../security/http-security.js';
import type { RequestGuard } from '../security/request-guard.js';

/** What the websocket side of the API needs. */
export interface GraphQLWebSocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly guard: RequestGuard;
  readonly log: Log;
}

/** Connections at a time, and operations at a time on one of them. */
const MAX_CONNECTIONS = 500;
const MAX_OPERATIONS = 50;
const INIT_TIMEOUT_MS = 5_000;
const FORBIDDEN = 4403;
const TOO_MANY_OPERATIONS = 4429;

/** Serves queries, mutations and subscriptions over graphql-ws under the same rules as HTTP. @returns a function that ends all connections. */
export function serveGraphQLWebSocket(options: GraphQLWebSocketOptions): () => Promise<void> {
  const { server, path, schema, guard, log } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES });
  const operations = new WeakMap<object, Set<string>>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = guard.refuseAddress({ headers: request.headers, remoteAddress: request.socket.remoteAddress });
    const wrongPath = (request.url ?? '').split('?')[0] !== path;
    if (refusal !== undefined || wrongPath || sockets.clients.size >= MAX_CONNECTIONS) {
      const status = refusal !== undefined ? '403 Forbidden' : wrongPath ? '404 Not Found' : '503 Service Unavailable';
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  const cleanup = useServer(
    {
      schema,
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      onConnect: ({ extra, connectionParams }) => {
        const refusal = guard.refuseToken(authorization(extra.request, connectionParams));
        if (refusal !== undefined)
          extra.socket.close(FORBIDDEN, 'A token is required: connectionParams { "authorization": "Bearer TOKEN" }');
        return refusal === undefined;
      },
      context: ({ extra }): Record<string, unknown> => {
        const request = { headers: extra.request.headers, remoteAddress: extra.request.socket.remoteAddress };
        return { isRemote: guard.isRemote(request) } satisfies ApiContext;
      },
      onSubscribe: ({ extra }, id, payload) => {
        const open = operations.get(extra.socket) ?? new Set();
        operations.set(extra.socket, open);
        if (open.size >= MAX_OPERATIONS) {
          extra.socket.close(TOO_MANY_OPERATIONS, `At most ${MAX_OPERATIONS} operations at a time`);
          return [new GraphQLError(`At most ${MAX_OPERATIONS} operations run at a time on one connection.`)];
        }
        const prepared = prepare(schema, payload);
        if (!Array.isArray(prepared)) open.add(id);
        return prepared;
      },
      onComplete: ({ extra }, id) => {
        operations.get(extra.socket)?.delete(id);
      },
      // eslint-disable-next-line max-params -- the library chooses the parameters
      onNext: (_context, _id, _payload, _args, result) => {
        if (result.errors === undefined) return undefined;
        const { data, extensions, errors } = result;
        return {
          ...(data === undefined ? {} : { data }),
          ...(extensions === undefined ? {} : { extensions }),
          errors: errors.map((error) => formatGraphQLError(error, log)),
        };
      },
      // eslint-disable-next-line max-params -- the library chooses the parameters
      onError: (_context, _id, _payload, errors) => errors.map((error) => formatGraphQLError(error, log)),
    },
    sockets,
  );
  return async () => {
    await cleanup.dispose();
  };
}

/** Parses, validates and weighs an operation; graphql-ws by itself would do only the library's own validation. */
function prepare(schema: GraphQLSchema, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(payload.query, { maxLexicalTokens: MAX_DOCUMENT_TOKENS });
    const problems = validate(schema, document);
    if (problems.length > 0) return problems;
    const operation = getOperationAST(document, payload.operationName);
    if (operation == null) return [new GraphQLError('The document has no operation of that name.')];
    const variables = payload.variables ?? undefined;
    const tooMuch = limitError({ schema, document, operation, variables });
    if (tooMuch !== undefined) return [tooMuch];
    return { schema, document, variableValues: variables, operationName: payload.operationName };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** Browsers cannot set headers on websockets; other clients can. */
function authorization(request: IncomingMessage, params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const value = params?.['authorization'] ?? params?.['Authorization'];
  return typeof value === 'string' ? value : request.headers.authorization;
}
