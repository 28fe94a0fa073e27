import { CodexGraphError, type ErrorCode } from '@codexgraph/graph-model';

/** One row of the translation from what the driver says to what the product says. The first row that fits decides. */
export interface ErrorTranslation {
  /** Fits the beginning of the driver's code. */
  readonly driverCode: string;
  /** Fits the text of the error or of its causes, too. */
  readonly text?: RegExp;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly sentence: string;
}

const AWAY = 'The Neo4j server does not answer; check that it runs and that NEO4J_URI is right, then try again.';
const MEMORY = 'Neo4j ran out of memory for this transaction; raise db.memory.transaction.max, or ask for less at once.';
const DISK = 'Neo4j could not write because its disk is full; free some space, then run the same command again.';
const PANIC = /critical error,? and needs to be restarted|database panic/iu;
const RESTART =
  'Neo4j has stopped working after a fault, most often a full disk, and must be restarted: free some space, end it ("codexgraph down" for the embedded one), then run the same command again; what was published is not lost.';
const STOPPED = 'Neo4j stopped the statement because it took too long; narrow the question, or raise the time limit.';

/** See {@link ErrorTranslation}. The last row takes everything. */
export const ERROR_TRANSLATIONS: readonly ErrorTranslation[] = [
  {
    driverCode: '',
    text: /no space left on device|disk (?:is )?full|not enough (?:disk )?space/iu,
    code: 'DISK_FULL',
    retryable: false,
    sentence: DISK,
  },
  { driverCode: '', text: PANIC, code: 'DATABASE_UNAVAILABLE', retryable: false, sentence: RESTART },
  {
    driverCode: 'Neo.ClientError.Security.CredentialsExpired',
    code: 'DATABASE_AUTHENTICATION',
    retryable: false,
    sentence: 'The Neo4j password has expired; change it in Neo4j and set NEO4J_PASSWORD to the new one.',
  },
  {
    driverCode: 'Neo.ClientError.Security.AuthenticationRateLimit',
    code: 'DATABASE_AUTHENTICATION',
    retryable: false,
    sentence:
      'Neo4j refuses log-ins for a while after too many wrong passwords; correct NEO4J_USER and NEO4J_PASSWORD, wait a few seconds, and try again.',
  },
  {
    driverCode: 'Neo.ClientError.Security.Forbidden',
    code: 'FORBIDDEN',
    retryable: false,
    sentence: 'The Neo4j user may not do this; give it the right to read, write and change indexes, or use another NEO4J_USER.',
  },
  {
    driverCode: 'Neo.ClientError.Security',
    code: 'DATABASE_AUTHENTICATION',
    retryable: false,
    sentence: 'Neo4j refused the user name or password; correct NEO4J_USER and NEO4J_PASSWORD.',
  },
  {
    driverCode: 'Neo.ClientError.Statement.AccessMode',
    code: 'FORBIDDEN',
    retryable: false,
    sentence: 'The statement writes, but only reading is allowed here; leave the writing clause out.',
  },
  {
    driverCode: 'Neo.ClientError.Database.DatabaseNotFound',
    code: 'CONFIGURATION',
    retryable: false,
    sentence: 'The Neo4j server has no database of that name; correct NEO4J_DATABASE.',
  },
  { driverCode: 'Neo.ClientError.Transaction.TransactionTimedOut', code: 'LIMIT_EXCEEDED', retryable: false, sentence: STOPPED },
  { driverCode: 'Neo.ClientError.Transaction.LockClientStopped', code: 'LIMIT_EXCEEDED', retryable: false, sentence: STOPPED },
  {
    driverCode: 'Neo.ClientError.Transaction.LockAcquisitionTimeout',
    code: 'CONFLICT',
    retryable: true,
    sentence: 'Another transaction holds what this one needs; try again in a moment.',
  },
  {
    driverCode: 'Neo.TransientError.Transaction.LockAcquisitionTimeout',
    code: 'CONFLICT',
    retryable: true,
    sentence: 'Another transaction holds what this one needs; try again in a moment.',
  },
  {
    driverCode: 'Neo.ClientError.Schema.ConstraintV',
    code: 'CONFLICT',
    retryable: false,
    sentence:
      'The data breaks a uniqueness rule: two things of one revision share an id; this is a fault of the indexer, please report it.',
  },
  {
    driverCode: 'Neo.ClientError.Schema.ConstraintCreationFailed',
    code: 'CONFLICT',
    retryable: false,
    sentence:
      'The data breaks a uniqueness rule: two things of one revision share an id; this is a fault of the indexer, please report it.',
  },
  {
    driverCode: 'Neo.TransientError.General.MemoryPoolOutOfMemoryError',
    code: 'DATABASE_OUT_OF_MEMORY',
    retryable: false,
    sentence: MEMORY,
  },
  {
    driverCode: 'Neo.TransientError.General.OutOfMemoryError',
    code: 'DATABASE_OUT_OF_MEMORY',
    retryable: false,
    sentence: MEMORY,
  },
  {
    driverCode: 'Neo.TransientError.General.StackOverFlowError',
    code: 'DATABASE_OUT_OF_MEMORY',
    retryable: false,
    sentence: MEMORY,
  },
  {
    driverCode: 'Neo.TransientError.General.TransactionMemoryLimit',
    code: 'DATABASE_OUT_OF_MEMORY',
    retryable: false,
    sentence: MEMORY,
  },
  { driverCode: 'Neo.TransientError.General.DatabaseUnavailable', code: 'DATABASE_UNAVAILABLE', retryable: true, sentence: AWAY },
  {
    driverCode: 'Neo.ClientError.Cluster',
    code: 'DATABASE_UNAVAILABLE',
    retryable: true,
    sentence: 'The Neo4j cluster is changing its leader; try again in a moment.',
  },
  {
    driverCode: 'Neo.TransientError',
    code: 'DATABASE_FAILED',
    retryable: true,
    sentence: 'Neo4j could not finish the transaction this time; try again.',
  },
  { driverCode: 'ServiceUnavailable', code: 'DATABASE_UNAVAILABLE', retryable: true, sentence: AWAY },
  { driverCode: 'SessionExpired', code: 'DATABASE_UNAVAILABLE', retryable: true, sentence: AWAY },
  {
    driverCode: 'N/A',
    text: /connection|socket|encrypted|ECONN|handshake|pool|closed|routing|responded|protocol/iu,
    code: 'DATABASE_UNAVAILABLE',
    retryable: true,
    sentence: AWAY,
  },
  { driverCode: '', code: 'DATABASE_FAILED', retryable: false, sentence: 'Neo4j refused the statement; the details say why.' },
];

/**
 * What the product says about an error of the driver or the server. Errors of the product come back as they are.
 * The server's own text is kept in `details.server` and `cause`, never in the sentence.
 */
export function translateDriverError(error: unknown, statement?: string): CodexGraphError {
  if (CodexGraphError.isInstance(error)) return error;
  const driverCode = textProperty(error, 'code') ?? 'N/A';
  const server = errorTexts(error);
  const fits = (row: ErrorTranslation): boolean => driverCode.startsWith(row.driverCode) && (row.text?.test(server) ?? true);
  const row = ERROR_TRANSLATIONS.find(fits);
  return new CodexGraphError(row?.code ?? 'DATABASE_FAILED', row?.sentence ?? '', {
    retryable: row?.retryable ?? false,
    details: { driverCode, server, ...(statement === undefined ? {} : { statement }) },
    cause: error,
  });
}

/** True for an error after which a server works no more until it is restarted. */
export function needsRestart(error: unknown): boolean {
  return CodexGraphError.isInstance(error) && PANIC.test(textProperty(error.details, 'server') ?? '');
}

function errorTexts(error: unknown): string {
  const texts: string[] = [];
  let current: unknown = error;
  while (current instanceof Error && texts.length < 5) {
    texts.push(current.message);
    current = current.cause;
  }
  return texts.join(' / ');
}

function textProperty(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const property = (value as Record<string, unknown>)[key];
  return typeof property === 'string' ? property : undefined;
}
