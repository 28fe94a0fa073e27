import { spawn, type ChildProcess } from 'node:child_process';

/** Variables of the process that git may see; only the harmless and necessary ones are passed on. */
export type GitEnvironment = Readonly<Record<string, string | undefined>>;

/** How a git command is run. */
export interface GitRunOptions {
  readonly environment: GitEnvironment;
  readonly cwd?: string;
  readonly timeoutMs: number;
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
  /** Called with each chunk of the error stream (progress lines end with a carriage return). */
  readonly onErrorText?: (text: string) => void;
  /** Allowed transports, as in GIT_ALLOW_PROTOCOL. Default none. */
  readonly protocols?: readonly string[];
  /** Settings that must not be seen in the list of processes; they go by the environment. */
  readonly configuration?: Readonly<Record<string, string>>;
}

/** How a git command ended. */
export type GitResult =
  | { readonly kind: 'done'; readonly exitCode: number; readonly stdout: Buffer; readonly stderr: string }
  | { readonly kind: 'not-installed' | 'timed-out' | 'cancelled' | 'too-much-output' };

const DEFAULT_MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const KEPT_ERROR_CHARACTERS = 16_384;

/** Settings that make git start no program, ask nobody and touch no configuration but its own. */
const SAFE_SETTINGS: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.askPass=',
  'core.sshCommand=ssh -oBatchMode=yes -oConnectTimeout=20',
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'credential.helper=',
  'credential.interactive=never',
  'fetch.fsckObjects=false',
  'fetch.recurseSubmodules=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=30',
  'protocol.ext.allow=never',
  'submodule.recurse=false',
  'transfer.bundleURI=false',
  'uploadpack.packObjectsHook=',
];

/** What git inherits: how to find programs, the home with ssh keys, proxies and certificates. */
const INHERITED: readonly string[] = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'SSH_AUTH_SOCK',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'no_proxy',
  'NO_PROXY',
  'ALL_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'SystemRoot',
  'USERPROFILE',
  'TEMP',
  'TMP',
];

/** Starts git with settings under which it runs no program of a repository's choosing, and asks nobody anything. */
export function startGit(
  parameters: readonly string[],
  options: Pick<GitRunOptions, 'environment' | 'cwd' | 'protocols' | 'configuration'>,
): ChildProcess {
  return spawn('git', [...SAFE_SETTINGS.flatMap((setting) => ['-c', setting]), ...parameters], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: {
      ...safeEnvironment(options.environment, options.protocols ?? []),
      ...configurationVariables(options.configuration ?? {}),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that helpers of a transport end with it.
    detached: true,
    windowsHide: true,
  });
}

/** Ends git and the helpers it started. */
export function killGit(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/** Runs git to its end. Never throws and never waits longer than the time limit. */
export function runGit(parameters: readonly string[], options: GitRunOptions): Promise<GitResult> {
  return new Promise((resolve) => {
    if (options.signal?.aborted === true) {
      resolve({ kind: 'cancelled' });
      return;
    }
    const child = startGit(parameters, options);
    const stdout: Buffer[] = [];
    let stdoutBytes = 0;
    let stderr = '';
    const end = (result: GitResult): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      killGit(child);
      resolve(result);
    };
    const timer = setTimeout(() => end({ kind: 'timed-out' }), options.timeoutMs);
    const cancel = (): void => end({ kind: 'cancelled' });
    options.signal?.addEventListener('abort', cancel);
    child.on('error', () => end({ kind: 'not-installed' }));
    child.stdout?.on('data', (chunk: Buffer) => {
      stdoutBytes += chunk.length;
      if (stdoutBytes > (options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES)) {
        end({ kind: 'too-much-output' });
        return;
      }
      stdout.push(chunk);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-KEPT_ERROR_CHARACTERS);
      options.onErrorText?.(text);
    });
    child.on('close', (exitCode) => end({ kind: 'done', exitCode: exitCode ?? 1, stdout: Buffer.concat(stdout), stderr }));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}

function safeEnvironment(inherited: GitEnvironment, protocols: readonly string[]): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = inherited[name];
    if (value !== undefined) environment[name] = value;
  }
  return {
    ...environment,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_PAGER: 'cat',
    GIT_EDITOR: 'true',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_ALLOW_PROTOCOL: protocols.length === 0 ? 'none' : protocols.join(':'),
  };
}

function configurationVariables(settings: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(settings);
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(entries.length) };
  for (const [at, [key, value]] of entries.entries()) {
    variables[`GIT_CONFIG_KEY_${at}`] = key;
    variables[`GIT_CONFIG_VALUE_${at}`] = value;
  }
  return variables;
}
