import type { LoggerService } from '@nestjs/common';

/** How much a log line matters. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Writes one log line; `fields` never hold secrets or source text. */
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A log of one JSON object a line. The stream is stderr in both processes, because stdout carries the ready line. */
export function jsonLog(stream: NodeJS.WritableStream, now: () => Date = () => new Date()): Log {
  return (level, message, fields = {}) => {
    stream.write(`${JSON.stringify({ at: now().toISOString(), level, message, ...fields })}\n`);
  };
}

/** An error with its causes as plain fields for a log line. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  return {
    error: error.message,
    stack: error.stack,
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  };
}

/** Nest's own messages on the same log; its chatter about routes is left out. */
export function nestLogger(log: Log): LoggerService {
  const forward =
    (level: LogLevel) =>
    (message: unknown, ...rest: unknown[]) => {
      log(level, String(message), rest.length === 0 ? {} : { context: rest.map(String) });
    };
  return {
    log: () => undefined,
    debug: () => undefined,
    verbose: () => undefined,
    warn: forward('warn'),
    error: forward('error'),
    fatal: forward('error'),
  };
}
