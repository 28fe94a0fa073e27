import { execFile } from 'node:child_process';

/** How a short-lived tool ended. */
export interface ToolResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** Last line of its complaints, or why it could not be started. */
  readonly complaint: string;
}

/** What to run. */
export interface ToolCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const OUTPUT_BYTES = 16 * 1024 * 1024;

/** Runs a tool of the machine to its end. A tool that is missing or fails is a result, not an error. */
export function runTool(call: ToolCall): Promise<ToolResult> {
  return new Promise((resolve) => {
    execFile(
      call.command,
      [...call.args],
      {
        ...(call.cwd !== undefined && { cwd: call.cwd }),
        env: call.variables,
        timeout: call.timeoutMs,
        maxBuffer: OUTPUT_BYTES,
        ...(call.signal && { signal: call.signal }),
      },
      (error, stdout, stderr) => {
        const complaint = error === null ? '' : (stderr.trim().split('\n').at(-1) ?? '') || error.message;
        resolve({ ok: error === null, stdout, complaint });
      },
    );
  });
}
