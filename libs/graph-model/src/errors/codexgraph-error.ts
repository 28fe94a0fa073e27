/** Every failure that the product reports by name. Adding a code means adding its row to the three translation tables. */
export const ERROR_CODES = [
  'BAD_INPUT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'CONFLICT',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
  'CANCELLED',
  'SOURCE_UNREADABLE',
  'NOTHING_TO_INDEX',
  'GIT_FAILED',
  'DATABASE_UNAVAILABLE',
  'DATABASE_UNSUPPORTED',
  'DATABASE_AUTHENTICATION',
  'DATABASE_OUT_OF_MEMORY',
  'DATABASE_FAILED',
  'QUEUE_UNAVAILABLE',
  'DISK_FULL',
  'SERVICE_START_FAILED',
  'DOWNLOAD_FAILED',
  'CHECKSUM_MISMATCH',
  'MODEL_UNAVAILABLE',
  'MODEL_AUTHENTICATION',
  'MODEL_UNKNOWN',
  'MODEL_RATE_LIMITED',
  'MODEL_CONTEXT_TOO_LONG',
  'MODEL_CUT_OFF',
  'MODEL_FAILED',
  'CONFIGURATION',
  'INTERNAL',
] as const;

/** See {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a {@link CodexGraphError} may carry besides its sentence. */
export interface ErrorOptions {
  /** True when the same call may succeed later without a change by the caller. Default false. */
  readonly retryable?: boolean;
  /** Facts for programs; never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error class of the product: a sentence that says what happened and what to do, and a code for programs. */
export class CodexGraphError extends Error {
  override readonly name = 'CodexGraphError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details ?? {};
  }

  /** A text as a code; undefined when it is none. */
  static codeOf(text: string | undefined): ErrorCode | undefined {
    return ERROR_CODES.find((code) => code === text);
  }

  /** Recognises errors of another copy of this package too. */
  static isInstance(value: unknown): value is CodexGraphError {
    return value instanceof Error && value.name === 'CodexGraphError' && 'code' in value;
  }
}
