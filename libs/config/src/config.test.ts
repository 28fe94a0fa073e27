import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { CodexGraphError } from '@codexgraph/graph-model';
import { describe, expect, it } from 'vitest';
import { isLoopback, readConfig } from './config.js';
import { configurationTable, environmentExample } from './configuration-document.js';
import { environmentSchema } from './environment-schema.js';
import type { Machine } from './user-folders.js';

const linux: Machine = { platform: 'linux', homeFolder: '/home/ada', variables: {} };

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(variables, linux);
  } catch (error) {
    if (CodexGraphError.isInstance(error) && error.code === 'CONFIGURATION') return error.details['problems'] as string[];
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('works with nothing set: embedded servers, folders of the user, loopback', () => {
    const config = readConfig({}, linux);
    expect(config.neo4j).toBeUndefined();
    expect(config.redisUrl).toBeUndefined();
    expect(config.home).toBe('/home/ada/.local/share/codexgraph');
    expect(config.cache).toBe('/home/ada/.cache/codexgraph');
    expect(config.embeddedNeo4j.version).toBe('5.26.30');
    expect(config.api).toEqual({
      host: '127.0.0.1',
      port: 4000,
      portChosen: false,
      allowedRoots: [],
      allowedHosts: [],
      allowedOrigins: [],
    });
  });

  it('takes a server of the user with its database', () => {
    const { neo4j } = readConfig(
      { NEO4J_URI: 'neo4j+s://db.example', NEO4J_USER: 'ada', NEO4J_PASSWORD: 'pw', NEO4J_DATABASE: 'code' },
      linux,
    );
    expect({ ...neo4j, password: neo4j?.password?.reveal() }).toEqual({
      uri: 'neo4j+s://db.example',
      user: 'ada',
      password: 'pw',
      database: 'code',
    });
  });

  it('leaves no file out unless told to', () => {
    expect(readConfig({}, linux).files).toEqual({ vendored: 'flag', generated: 'flag' });
    const files = readConfig({ CODEXGRAPH_MAX_FILE_KB: '64', CODEXGRAPH_VENDORED_CODE: 'skip' }, linux).files;
    expect(files).toEqual({ maxFileBytes: 65_536, vendored: 'skip', generated: 'flag' });
    expect(problemsOf({ CODEXGRAPH_GENERATED_CODE: 'flag' })).toEqual([
      'CODEXGRAPH_GENERATED_CODE must be index or skip (it is "flag")',
    ]);
  });

  it('names all problems at once', () => {
    const problems = problemsOf({
      NEO4J_URI: 'http://db.example',
      REDIS_URL: 'nonsense',
      CODEXGRAPH_NEO4J_VERSION: '4.4',
      CODEXGRAPH_API_PORT: '99999',
      CODEXGRAPH_ALLOWED_ROOTS: 'src',
    });
    expect(problems.join('\n')).toBe(
      [
        'NEO4J_URI must be a URL that starts with bolt://, bolt+s://, bolt+ssc://, neo4j://, neo4j+s://, neo4j+ssc:// (it is "http://db.example")',
        'REDIS_URL must be a URL that starts with redis://, rediss://',
        'CODEXGRAPH_NEO4J_VERSION must be 5.26.30 or 2026.08.1 (it is "4.4")',
        'CODEXGRAPH_API_PORT must be between 0 and 65535 (it is "99999")',
        'CODEXGRAPH_ALLOWED_ROOTS must hold absolute folders (it is "src")',
      ].join('\n'),
    );
  });

  it.each([
    [{ CODEXGRAPH_HOEM: '/x' }, 'CODEXGRAPH_HOEM is not a variable of this program (CODEXGRAPH_HOME is)'],
    [{ NEO4J_PASSWORT: 'x' }, 'NEO4J_PASSWORT is not a variable of this program (NEO4J_PASSWORD is)'],
    [{ NEO4J_PASSWORD: 'x' }, 'NEO4J_PASSWORD is set but NEO4J_URI is not (set both, or neither)'],
    [
      { CODEXGRAPH_API_HOST: '0.0.0.0' },
      'CODEXGRAPH_API_HOST is 0.0.0.0, which others can reach, so CODEXGRAPH_API_TOKEN must be set',
    ],
    [{ CODEXGRAPH_API_TOKEN: 'short' }, 'CODEXGRAPH_API_TOKEN must have at least 24 characters'],
    [{ NEO4J_URI: 'bolt://a:secret@h' }, 'NEO4J_URI must not hold a password: use NEO4J_PASSWORD'],
  ])('%j: %s', (variables, problem) => {
    expect(problemsOf(variables).join('; ')).toContain(problem);
  });

  it('lets variables of other programs alone', () => {
    expect(problemsOf({ NEO4J_HOME: '/opt/neo4j', NEO4J_CONF: '/etc/neo4j', PATH: '/bin' })).toEqual([]);
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ NEO4J_URI: '', CODEXGRAPH_API_PORT: '' }, linux).neo4j).toBeUndefined();
  });

  it('never shows a secret, however it is printed', () => {
    const secret = 'correct-horse-battery-staple';
    const config = readConfig(
      { NEO4J_URI: 'bolt://h', NEO4J_PASSWORD: secret, REDIS_URL: `redis://:${secret}@h`, CODEXGRAPH_API_TOKEN: secret },
      linux,
    );
    const printed = `${inspect(config, { depth: 9 })}${JSON.stringify(config)}${String(config.redisUrl)}`;
    expect(printed).not.toContain(secret);
    expect(config.redisUrl?.reveal()).toContain(secret);
    expect(problemsOf({ REDIS_URL: `http://:${secret}@h`, CODEXGRAPH_API_TOKEN: 'hidden' }).join()).not.toMatch(/correct|hidden/);
  });

  it.each([
    ['darwin', {}, '/home/ada/Library/Application Support/codexgraph'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/codexgraph'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/codexgraph'],
  ] as const)('on %s with %j the home is %s', (platform, variables, home) => {
    expect(readConfig({}, { platform, homeFolder: '/home/ada', variables }).home).toBe(home);
  });

  it('takes only this machine for loopback', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example'].some(isLoopback)).toBe(false);
  });
});

describe('models', () => {
  const models = (variables: Record<string, string>) => readConfig(variables, linux).models;

  it('are none without a chat model, whatever else is set', () => {
    expect(models({ OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'http://h/v1' })).toEqual({ endpoints: [], roles: {} });
    expect(models({ CODEXGRAPH_DESCRIPTION_MODEL: 'small' })).toMatchObject({
      endpoints: [{ name: 'default:small' }],
      roles: { description: 'default:small' },
    });
  });

  it('are named at one server, or by endpoint, for each role', () => {
    const { endpoints, roles } = models({
      OPENAI_BASE_URL: 'http://h:1/v1',
      OPENAI_API_KEY: 'sk-1',
      CODEXGRAPH_CHAT_MODEL: 'big',
      CODEXGRAPH_CYPHER_MODEL: 'coder',
      CODEXGRAPH_CRITIQUE_MODEL: 'small',
      CODEXGRAPH_MODEL_ENDPOINTS: '{"coder": {"baseUrl": "http://c/v1", "model": "qwen", "apiKeyRef": "CODER_KEY"}}',
      CODER_KEY: 'sk-2',
    });
    expect(roles).toEqual({ agent: 'default', cypher: 'coder', critique: 'default:small' });
    expect(endpoints.map(({ name, baseUrl, model, apiKey }) => [name, baseUrl, model, apiKey?.reveal()])).toEqual([
      ['default', 'http://h:1/v1', 'big', 'sk-1'],
      ['coder', 'http://c/v1', 'qwen', 'sk-2'],
      ['default:small', 'http://h:1/v1', 'small', 'sk-1'],
    ]);
    expect(inspect(endpoints, { depth: 9 })).not.toMatch(/sk-[12]/);
  });

  it.each([
    [{ CODEXGRAPH_MODEL_ENDPOINTS: 'nonsense' }, 'CODEXGRAPH_MODEL_ENDPOINTS is wrong at its beginning'],
    [{ CODEXGRAPH_MODEL_ENDPOINTS: '{"a": {"baseUrl": "ftp://x", "model": "m"}}' }, 'is wrong at a.baseUrl'],
    [{ CODEXGRAPH_MODEL_ENDPOINTS: '{"a": {"baseUrl": "http://x", "modle": "m"}}' }, 'is wrong at a.model'],
    [
      {
        CODEXGRAPH_MODEL_ENDPOINTS:
          '{"a": {"baseUrl": "http://x", "model": "m", "price": {"currency": "dollars", "inputPerMillion": 1, "outputPerMillion": 2}}}',
      },
      'is wrong at a.price.currency: must be three capital letters',
    ],
    [{ OPENAI_BASE_URL: 'http://u:p@h/v1' }, 'OPENAI_BASE_URL must not hold a password'],
    [{ CODEXGRAPH_CYPHER_MODEL: 'm' }, 'CODEXGRAPH_CYPHER_MODEL is set but CODEXGRAPH_CHAT_MODEL is not'],
  ])('%j: %s', (variables, problem) => {
    expect(problemsOf(variables).join('; ')).toContain(problem);
  });
});

describe('models that search by meaning', () => {
  const retrieval = (variables: Record<string, string>) => readConfig(variables, linux).retrieval;

  it('are built in when nothing is set', () => {
    expect(retrieval({ OPENAI_API_KEY: 'sk-1' })).toEqual({ embedding: { kind: 'builtin' }, rerank: { kind: 'builtin' } });
  });

  it('are named by one line: a model at the known server, a server, or a folder', () => {
    const atOpenAi = retrieval({ OPENAI_API_KEY: 'sk-1', CODEXGRAPH_EMBEDDING_MODEL: 'text-embedding-3-small' }).embedding;
    expect(atOpenAi).toMatchObject({ kind: 'endpoint', baseUrl: 'https://api.openai.com/v1', keyName: 'OPENAI_API_KEY' });
    expect(retrieval({ CODEXGRAPH_EMBEDDING_BASE_URL: 'http://tei:8080' }).embedding).toMatchObject({
      kind: 'endpoint',
      baseUrl: 'http://tei:8080',
      model: 'default',
    });
    for (const folder of ['/models/minilm', './minilm', '~/minilm', 'C:\\models\\minilm'])
      expect(retrieval({ CODEXGRAPH_EMBEDDING_MODEL: folder }).embedding).toEqual({ kind: 'folder', folder, options: {} });
    expect(retrieval({ CODEXGRAPH_RERANK_BASE_URL: 'http://ranker/v1' }).rerank).toMatchObject({ kind: 'endpoint' });
    expect(retrieval({ CODEXGRAPH_RERANK_MODEL: 'none' }).rerank).toEqual({ kind: 'none' });
  });

  it("never hand OpenAI's key to another server", () => {
    const other = retrieval({ OPENAI_API_KEY: 'sk-1', CODEXGRAPH_EMBEDDING_BASE_URL: 'http://tei:8080' }).embedding;
    expect(other).not.toHaveProperty('apiKey');
    const own = retrieval({
      OPENAI_API_KEY: 'sk-1',
      CODEXGRAPH_EMBEDDING_BASE_URL: 'http://tei:8080',
      CODEXGRAPH_EMBEDDING_API_KEY: 'sk-2',
    }).embedding;
    expect(own.kind === 'endpoint' && own.apiKey?.reveal()).toBe('sk-2');
    expect(inspect(own, { depth: 9 })).not.toContain('sk-2');
  });

  it.each([
    [{ CODEXGRAPH_EMBEDDING_OPTIONS: '{}' }, 'CODEXGRAPH_EMBEDDING_OPTIONS is set but neither'],
    [{ CODEXGRAPH_EMBEDDING_MODEL: 'm', CODEXGRAPH_EMBEDDING_OPTIONS: '{"pooling": "max"}' }, 'is wrong at pooling'],
    [{ CODEXGRAPH_EMBEDDING_BASE_URL: 'http://u:p@h' }, 'must not hold a password'],
    [{ CODEXGRAPH_EMBEDDING_MODEL: 'm', CODEXGRAPH_EMBEDDING_PROTOCOL: 'grpc' }, 'CODEXGRAPH_EMBEDDING_PROTOCOL'],
    [{ CODEXGRAPH_RERANK_MODEL: 'bge-reranker' }, 'CODEXGRAPH_RERANK_BASE_URL is not set'],
    [{ CODEXGRAPH_RERANK_MODEL: 'judge' }, 'CODEXGRAPH_CHAT_MODEL is not set'],
  ])('%j: %s', (variables, problem) => {
    expect(problemsOf(variables).join('; ')).toContain(problem);
  });
});

describe('documents', () => {
  const repositoryFile = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

  it('.env.example has exactly the keys of the schema', () => {
    const text = repositoryFile('.env.example');
    const keys = [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]);
    expect(keys).toEqual(Object.keys(environmentSchema.shape));
    expect(text).toBe(environmentExample());
  });

  it('docs/configuration.md holds the table of variables', () => {
    expect(repositoryFile('docs/configuration.md')).toContain(configurationTable());
  });
});
