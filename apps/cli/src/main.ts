import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { readConfig, type Config } from '@codexgraph/config';
import { runCommandLine } from './framework/command-line.js';
import { watchInterruption } from './framework/interruption.js';
import { createOutput } from './framework/output.js';
import { reportError } from './framework/report-error.js';
import { createProgress } from './progress.js';
import type { VerbContext } from './framework/verb-context.js';

const LEFTOVER_HANDLES_MS = 500;

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Variables of the process over those of `.env` at the root of the clone. */
function environmentVariables(): Readonly<Record<string, string | undefined>> {
  const file = join(root, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

function createContext(variables: Readonly<Record<string, string | undefined>>, signal: AbortSignal): VerbContext {
  const progress = createProgress({ stream: process.stderr, nowMs: () => performance.now() });
  let config: Config | undefined;
  return {
    get config() {
      config ??= readConfig(variables, { platform: process.platform, homeFolder: homedir(), variables });
      return config;
    },
    variables,
    signal,
    progress,
    output: createOutput({ stdout: process.stdout, stderr: process.stderr }, () => {
      progress.clear();
    }),
    root,
  };
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

async function main(): Promise<number> {
  // A reader that goes away (`codexgraph export | head`) is not a failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
  });
  const interruption = watchInterruption(process);
  const variables = environmentVariables();
  const context = createContext(variables, interruption.signal);
  try {
    return await runCommandLine({
      verbsFolder: fileURLToPath(new URL('./verbs', import.meta.url)),
      version: packageVersion(),
      context,
      argv: process.argv.slice(2),
      write: { out: (text) => process.stdout.write(text), error: (text) => process.stderr.write(text) },
    });
  } catch (error) {
    context.progress.clear();
    const withStack = ['1', 'true'].includes(variables['CODEXGRAPH_DEBUG'] ?? '');
    const report = reportError(error, { interrupted: interruption.signal.aborted, withStack });
    if (report.text !== '') process.stderr.write(`${report.text}\n`);
    return report.exitCode;
  } finally {
    interruption.release();
  }
}

/** Ends the process although a verb left a connection open, but not before slow readers have taken all output. */
function exitSoon(): void {
  const timer = setInterval(() => {
    if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit();
  }, LEFTOVER_HANDLES_MS);
  timer.unref();
}

process.exitCode = await main();
exitSoon();
