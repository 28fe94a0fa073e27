import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { CodexGraphError } from '@codexgraph/graph-model';

/** A command to be run apart from this process. */
export interface LaunchPlan {
  readonly command: string;
  readonly args: readonly string[];
  /** Version of the program that will run. */
  readonly version: string;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** File that standard output and standard error are appended to. */
  readonly logFile: string;
}

/** A process that outlives this one. */
export interface LaunchedProcess {
  readonly pid: number;
  /** Set once the process has ended while this one still watches. */
  exited(): { readonly code: number | null; readonly signal: string | null } | undefined;
}

/** Starts a command in a session of its own: it keeps running when this process ends, and Ctrl-C does not reach it. @throws SERVICE_START_FAILED */
export async function launchDetached(plan: LaunchPlan): Promise<LaunchedProcess> {
  const log = await open(plan.logFile, 'a', 0o600);
  try {
    const child = spawn(plan.command, [...plan.args], {
      cwd: plan.cwd,
      env: { ...plan.variables },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let ended: { readonly code: number | null; readonly signal: string | null } | undefined;
    child.on('exit', (code, signal) => {
      ended = { code, signal };
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    return { pid: child.pid ?? -1, exited: () => ended };
  } catch (error) {
    throw new CodexGraphError('SERVICE_START_FAILED', `${plan.command} cannot be started: ${String(error)}.`, { cause: error });
  } finally {
    await log.close();
  }
}
