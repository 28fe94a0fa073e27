import { CodexGraphError, type ErrorCode } from '@codexgraph/graph-model';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorFields, type Log } from '../logging/json-logger.js';

/** What a caller sees of an error. */
interface PublicError {
  /** `extensions.code`. */
  readonly code: string;
  /** Said instead of the error's own sentence; absent where that sentence is written for the caller. */
  readonly text?: string;
}

const INTERNAL_TEXT = 'Something went wrong inside the service. Its log has the reason.';

/** Error to GraphQL: every code of the product, and what a caller is told. Details of databases and of this machine stay in the log. */
export const PUBLIC_ERRORS: Readonly<Record<ErrorCode, PublicError>> = {
  BAD_INPUT: { code: 'BAD_INPUT' },
  NOT_FOUND: { code: 'NOT_FOUND' },
  ALREADY_EXISTS: { code: 'ALREADY_EXISTS' },
  CONFLICT: { code: 'CONFLICT' },
  FORBIDDEN: { code: 'FORBIDDEN' },
  LIMIT_EXCEEDED: { code: 'LIMIT_EXCEEDED' },
  CANCELLED: { code: 'CANCELLED' },
  SOURCE_UNREADABLE: { code: 'SOURCE_UNREADABLE' },
  NOTHING_TO_INDEX: { code: 'NOTHING_TO_INDEX' },
  GIT_FAILED: { code: 'GIT_FAILED' },
  DATABASE_UNAVAILABLE: {
    code: 'DATABASE_UNAVAILABLE',
    text: 'Neo4j cannot be reached right now. Look at /ready for the reason, and try again.',
  },
  DATABASE_UNSUPPORTED: { code: 'DATABASE_UNSUPPORTED' },
  DATABASE_AUTHENTICATION: {
    code: 'DATABASE_AUTHENTICATION',
    text: 'Neo4j refused the credentials of the service. Check NEO4J_USER and NEO4J_PASSWORD.',
  },
  DATABASE_OUT_OF_MEMORY: {
    code: 'DATABASE_OUT_OF_MEMORY',
    text: 'Neo4j ran out of memory for this request. Ask for less at once, or give Neo4j more memory.',
  },
  DATABASE_FAILED: { code: 'DATABASE_FAILED', text: 'The database failed. The log of the service has the reason.' },
  QUEUE_UNAVAILABLE: {
    code: 'QUEUE_UNAVAILABLE',
    text: 'Redis cannot be reached right now. Look at /ready for the reason, and try again.',
  },
  DISK_FULL: { code: 'DISK_FULL', text: 'The disk of the service is full. Free some room and try again.' },
  SERVICE_START_FAILED: { code: 'SERVICE_START_FAILED', text: 'A service did not start. Its log has the reason.' },
  DOWNLOAD_FAILED: { code: 'DOWNLOAD_FAILED' },
  CHECKSUM_MISMATCH: { code: 'CHECKSUM_MISMATCH' },
  MODEL_UNAVAILABLE: { code: 'MODEL_UNAVAILABLE' },
  MODEL_AUTHENTICATION: { code: 'MODEL_AUTHENTICATION' },
  MODEL_UNKNOWN: { code: 'MODEL_UNKNOWN' },
  MODEL_RATE_LIMITED: { code: 'MODEL_RATE_LIMITED' },
  MODEL_CONTEXT_TOO_LONG: { code: 'MODEL_CONTEXT_TOO_LONG' },
  MODEL_CUT_OFF: { code: 'MODEL_CUT_OFF' },
  MODEL_FAILED: { code: 'MODEL_FAILED' },
  CONFIGURATION: { code: 'CONFIGURATION', text: 'The service is not configured for this. Its log has the reason.' },
  INTERNAL: { code: 'INTERNAL', text: INTERNAL_TEXT },
};

/** Codes that GraphQL itself gives before any resolver runs; their texts speak of the document only. */
const PROTOCOL_CODES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  OPERATION_RESOLUTION_FAILURE: 'OPERATION_RESOLUTION_FAILURE',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  LIMIT_EXCEEDED: 'LIMIT_EXCEEDED',
};

/** Code and sentence of any error as a caller may see them. */
export function publicError(error: unknown): { readonly code: string; readonly message: string; readonly retryable: boolean } {
  const known: unknown = CodexGraphError.isInstance(error) ? PUBLIC_ERRORS[error.code] : undefined;
  if (known === undefined || !CodexGraphError.isInstance(error))
    return { code: 'INTERNAL', message: INTERNAL_TEXT, retryable: false };
  const { code, text } = PUBLIC_ERRORS[error.code];
  return { code, message: text ?? error.message, retryable: error.retryable };
}

/**
 * What leaves the service for an error of one operation. Errors of the product keep their code; errors of GraphQL itself
 * (syntax, validation, variables) keep their text; everything else is INTERNAL, and only the log tells more.
 */
export function formatGraphQLError(error: unknown, log: Log): GraphQLFormattedError {
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const original = unwrap(error);
  const code = original instanceof GraphQLError ? protocolCode(original) : undefined;
  if (code !== undefined && original instanceof GraphQLError)
    return { message: original.message, ...place, extensions: { code } };
  const shown = publicError(original);
  if (shown.code === 'INTERNAL' || shown.code.startsWith('DATABASE_')) {
    log('error', 'an operation failed', { ...place, ...errorFields(original) });
  }
  return { message: shown.message, ...place, extensions: { code: shown.code, ...(shown.retryable ? { retryable: true } : {}) } };
}

/** Where in the document and in the answer; absent parts are left out. */
function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
}

/** Undefined for an error that arose inside the service. */
function protocolCode(error: GraphQLError): string | undefined {
  const written = error.extensions['code'];
  if (typeof written === 'string') return PROTOCOL_CODES[written];
  return error.path === undefined ? 'GRAPHQL_VALIDATION_FAILED' : undefined;
}

/** What was thrown first, as far as GraphQL itself has not given it a code of its own. */
function unwrap(error: unknown): unknown {
  let current: unknown = error;
  while (current instanceof GraphQLError && current.originalError !== undefined && !hasProtocolCode(current))
    current = current.originalError;
  return current;
}

function hasProtocolCode({ extensions }: GraphQLError): boolean {
  return typeof extensions['code'] === 'string' && PROTOCOL_CODES[extensions['code']] !== undefined;
}
