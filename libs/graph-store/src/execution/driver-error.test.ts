import { describe, expect, it } from 'vitest';
import { CodexGraphError } from '@codexgraph/graph-model';
import { ERROR_TRANSLATIONS, needsRestart, translateDriverError } from './driver-error.js';

function driverError(code: string, message = 'text of the server'): Error {
  return Object.assign(new Error(message), { code });
}

describe('the translation of driver errors', () => {
  it.each([
    ['Neo.ClientError.Security.Unauthorized', 'DATABASE_AUTHENTICATION', false],
    ['Neo.ClientError.Security.AuthenticationRateLimit', 'DATABASE_AUTHENTICATION', false],
    ['Neo.ClientError.Security.CredentialsExpired', 'DATABASE_AUTHENTICATION', false],
    ['Neo.ClientError.Security.Forbidden', 'FORBIDDEN', false],
    ['Neo.ClientError.Statement.AccessMode', 'FORBIDDEN', false],
    ['Neo.ClientError.Database.DatabaseNotFound', 'CONFIGURATION', false],
    ['Neo.ClientError.Transaction.TransactionTimedOut', 'LIMIT_EXCEEDED', false],
    ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', 'LIMIT_EXCEEDED', false],
    ['Neo.ClientError.Transaction.LockClientStopped', 'LIMIT_EXCEEDED', false],
    ['Neo.ClientError.Transaction.LockAcquisitionTimeout', 'CONFLICT', true],
    ['Neo.TransientError.Transaction.LockAcquisitionTimeout', 'CONFLICT', true],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', 'CONFLICT', false],
    ['Neo.ClientError.Schema.ConstraintCreationFailed', 'CONFLICT', false],
    ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', 'DATABASE_OUT_OF_MEMORY', false],
    ['Neo.TransientError.General.OutOfMemoryError', 'DATABASE_OUT_OF_MEMORY', false],
    ['Neo.TransientError.General.StackOverFlowError', 'DATABASE_OUT_OF_MEMORY', false],
    ['Neo.TransientError.General.TransactionMemoryLimit', 'DATABASE_OUT_OF_MEMORY', false],
    ['Neo.TransientError.General.DatabaseUnavailable', 'DATABASE_UNAVAILABLE', true],
    ['Neo.ClientError.Cluster.NotALeader', 'DATABASE_UNAVAILABLE', true],
    ['Neo.TransientError.Transaction.DeadlockDetected', 'DATABASE_FAILED', true],
    ['ServiceUnavailable', 'DATABASE_UNAVAILABLE', true],
    ['SessionExpired', 'DATABASE_UNAVAILABLE', true],
    ['Neo.ClientError.Statement.SyntaxError', 'DATABASE_FAILED', false],
    ['Neo.DatabaseError.General.UnknownError', 'DATABASE_FAILED', false],
  ])('%s becomes %s', (driverCode, code, retryable) => {
    const error = translateDriverError(driverError(driverCode), 'read/x');
    expect(error).toMatchObject({ code, retryable, details: { driverCode, server: 'text of the server', statement: 'read/x' } });
    expect(error.message).not.toContain('text of the server');
    expect(error.message).toMatch(/^[A-Z].*[;,].*\.$/u);
  });

  it('finds a full disk in the causes', () => {
    const error = Object.assign(
      new Error('Transaction could not be committed', { cause: new Error('No space left on device') }),
      { code: 'Neo.DatabaseError.Transaction.TransactionCommitFailed' },
    );
    expect(translateDriverError(error)).toMatchObject({ code: 'DISK_FULL', retryable: false });
  });

  it('knows a server that must be restarted', () => {
    const text =
      'The database has encountered a critical error, and needs to be restarted. Please see database logs for more details.';
    const error = translateDriverError(driverError('Neo.DatabaseError.Transaction.TransactionStartFailed', text));
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE', retryable: false });
    expect(error.message).toContain('free some space');
    expect(needsRestart(error)).toBe(true);
    expect(needsRestart(translateDriverError(driverError('ServiceUnavailable')))).toBe(false);
  });

  it('takes an error of the connection without a code for an absent server', () => {
    expect(translateDriverError(new Error('connect ECONNREFUSED 127.0.0.1:1'))).toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      retryable: true,
    });
    expect(translateDriverError('what is this')).toMatchObject({ code: 'DATABASE_FAILED' });
  });

  it('leaves errors of the product alone', () => {
    const error = new CodexGraphError('NOT_FOUND', 'Nothing there; look elsewhere.');
    expect(translateDriverError(error)).toBe(error);
  });

  it('uses every row of the table', () => {
    const rows = new Set(ERROR_TRANSLATIONS.map((row) => row.driverCode));
    for (const code of rows) expect(translateDriverError(driverError(code, 'connection')).message).not.toBe('');
    expect(ERROR_TRANSLATIONS.at(-1)?.driverCode).toBe('');
  });
});
