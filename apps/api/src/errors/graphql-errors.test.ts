import { CodexGraphError, ERROR_CODES } from '@codexgraph/graph-model';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Log } from '../logging/json-logger.js';
import { formatGraphQLError, PUBLIC_ERRORS } from './graphql-errors.js';

const SECRET = 'bolt://neo4j:hunter2@10.0.0.1';
/** Codes whose sentence is written by the product for the caller. */
const OWN_TEXT = Object.entries(PUBLIC_ERRORS)
  .filter(([, entry]) => entry.text === undefined)
  .map(([code]) => code);

function logged(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { lines, log: (level, message, fields) => void lines.push(JSON.stringify({ level, message, ...fields })) };
}

function fieldError(cause: Error): GraphQLError {
  return new GraphQLError(cause.message, { path: ['repository', 'symbol'], originalError: cause });
}

describe('formatGraphQLError', () => {
  it.each(ERROR_CODES)('%s reaches the caller as extensions.code with its path', (code) => {
    const { log } = logged();
    const shown = formatGraphQLError(fieldError(new CodexGraphError(code, `a sentence, ${SECRET}`)), log);
    expect(shown.extensions?.['code']).toBe(code);
    expect(shown.path).toEqual(['repository', 'symbol']);
    if (OWN_TEXT.includes(code)) expect(shown.message).toBe(`a sentence, ${SECRET}`);
    else expect(JSON.stringify(shown)).not.toContain('hunter2');
  });

  it.each([
    'DATABASE_UNAVAILABLE',
    'DATABASE_AUTHENTICATION',
    'DATABASE_OUT_OF_MEMORY',
    'DATABASE_FAILED',
    'INTERNAL',
    'CONFIGURATION',
  ])('%s never repeats what the inside said', (code) => {
    expect(OWN_TEXT).not.toContain(code);
  });

  it('hides an unknown error, and logs it whole', () => {
    const { log, lines } = logged();
    const shown = formatGraphQLError(fieldError(new TypeError(`cannot read ${SECRET}`, { cause: new Error('deep') })), log);
    expect(shown).toEqual({
      message: PUBLIC_ERRORS.INTERNAL.text,
      path: ['repository', 'symbol'],
      extensions: { code: 'INTERNAL' },
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/hunter2.*deep/);
  });

  it('hides thrown things that are no errors', () => {
    expect(formatGraphQLError('a string', logged().log).extensions).toEqual({ code: 'INTERNAL' });
  });

  it('says when trying again may help', () => {
    const busy = new CodexGraphError('CONFLICT', 'somebody writes', { retryable: true });
    expect(formatGraphQLError(fieldError(busy), logged().log).extensions).toEqual({ code: 'CONFLICT', retryable: true });
  });

  it('keeps the text of errors in the document, never their stack', () => {
    const invalid = new GraphQLError('Cannot query field "x"', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', stacktrace: ['at secret'] },
    });
    expect(formatGraphQLError(invalid, logged().log)).toEqual({
      message: 'Cannot query field "x"',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  it('treats a value that does not fit the schema as internal', () => {
    const unfit = new GraphQLError('Enum "X" cannot represent value: "secret"', { path: ['a'] });
    expect(formatGraphQLError(unfit, logged().log)).toEqual({
      message: PUBLIC_ERRORS.INTERNAL.text,
      path: ['a'],
      extensions: { code: 'INTERNAL' },
    });
  });

  it('treats a GraphQL error with a foreign code as internal', () => {
    const foreign = new GraphQLError(SECRET, { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    const shown = formatGraphQLError(foreign, logged().log);
    expect(shown.extensions).toEqual({ code: 'INTERNAL' });
    expect(shown.message).not.toContain('hunter2');
  });
});
