import { request as httpRequest } from 'node:http';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import type { ServerConfiguration } from '../config/configuration.js';
import { type RunningApi, startApi } from '../create-api.js';
import type { ApiParts } from '../ports.js';
import { fakeAgents } from './fake-agents.js';
import { databaseAway, shopGraph } from './fake-graph.js';
import { fakeSearch } from './fake-search.js';

/** An answer as raw as tests of protocol details need it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The body of a GraphQL answer. */
export interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: { code: string; retryable?: boolean };
  }[];
}

/** A whole API on a free port of loopback, over fakes unless a test brings the real parts. */
export class ApiHarness {
  readonly graph = shopGraph();
  readonly log: string[] = [];
  private api: RunningApi | undefined;
  private agentRuns: ApiParts['agentRuns'] | undefined;

  async start(parts: Partial<Omit<ApiParts, 'server'>> & { server?: Partial<ServerConfiguration> } = {}): Promise<this> {
    const refuse = () => Promise.reject(databaseAway());
    const noJobs = {
      current: refuse,
      find: refuse,
      list: refuse,
      enqueue: refuse,
      cancel: refuse,
    } as unknown as ApiParts['jobs'];
    const agents = fakeAgents(parts.graph ?? this.graph);
    this.agentRuns = agents.agentRuns;
    this.api = await startApi({
      ...agents,
      graph: this.graph,
      symbols: this.graph,
      files: this.graph,
      jobs: noJobs,
      search: fakeSearch(),
      describing: { estimate: refuse },
      readiness: {},
      log: (level, message, fields) => void this.log.push(JSON.stringify({ level, message, ...fields })),
      now: () => new Date(),
      ...parts,
      server: { host: '127.0.0.1', port: 0, allowedHosts: [], allowedOrigins: [], allowedRoots: [], ...parts.server },
    });
    return this;
  }

  get port(): number {
    return this.running.port;
  }

  get url(): string {
    return this.running.url;
  }

  async query(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<GraphQLAnswer> {
    const body = JSON.stringify({ query, variables });
    const answer = await this.raw('POST', '/graphql', { body, headers: { 'content-type': 'application/json', ...headers } });
    return JSON.parse(answer.text) as GraphQLAnswer;
  }

  /** fetch() forbids to set Host, so this goes one step lower. */
  raw(
    method: string,
    path: string,
    options: { body?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        { host: '127.0.0.1', port: this.port, method, path, headers: options.headers, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() });
          });
        },
      );
      sent.on('error', reject);
      sent.end(options.body);
    });
  }

  /** A graphql-ws client with the headers that a browser or a script would send. */
  socket(options: { headers?: Record<string, string>; connectionParams?: Record<string, unknown> } = {}): Client {
    class WithHeaders extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols, { headers: options.headers ?? {} });
      }
    }
    return createClient({
      url: this.url.replace('http:', 'ws:'),
      webSocketImpl: WithHeaders,
      retryAttempts: 0,
      ...(options.connectionParams === undefined ? {} : { connectionParams: options.connectionParams }),
    });
  }

  async close(): Promise<void> {
    await this.agentRuns?.close();
    await this.api?.close();
    this.api = undefined;
  }

  private get running(): RunningApi {
    if (this.api === undefined) throw new Error('the API is not started');
    return this.api;
  }
}
