import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { CheckResult } from '../doctor-checks.js';
import { EXIT } from '../framework/exit-codes.js';
import type { VerbContext } from '../framework/verb-context.js';
import { defineVerb } from '../framework/verb.js';

const MARKS = { ok: 'ok     ', warning: 'warning', missing: 'MISSING' } as const;
const run = promisify(execFile);

/** Checks this machine; exit code 1 when something needed is missing. */
export const verb = defineVerb({
  summary: 'check this machine and name what is missing, with the command that mends it',
  configure(command) {
    command.option('--json', 'print as JSON');
  },
  options: z.object({ json: z.boolean().optional() }),
  async run(context, { options }) {
    const checks = await allChecks(context);
    const missing = checks.filter((check) => check.state === 'missing');
    if (options.json === true) context.output.json({ ok: missing.length === 0, checks });
    else printChecks(context, checks);
    return missing.length === 0 ? EXIT.done : EXIT.failed;
  },
});

async function allChecks(context: VerbContext): Promise<readonly CheckResult[]> {
  const tools = [nodeCheck(), await gitCheck(context)];
  try {
    const { config } = context;
    const { machineChecks, serviceChecks } = await import('../doctor-checks.js');
    const { localServices, localServicesOptions } = await import('../connect.js');
    return [
      ...tools,
      ...(await machineChecks(config, localServicesOptions(context))),
      ...(await serviceChecks(config, await localServices(context))),
    ];
  } catch (error) {
    if (!CodexGraphError.isInstance(error) || error.code !== 'CONFIGURATION') throw error;
    return [
      ...tools,
      {
        name: 'configuration',
        state: 'missing',
        text: error.message,
        mend: 'Correct these variables (in the environment or in .env).',
      },
    ];
  }
}

function nodeCheck(): CheckResult {
  return { name: 'Node', state: 'ok', text: `${process.version.slice(1)} at ${process.execPath}` };
}

async function gitCheck(context: VerbContext): Promise<CheckResult> {
  try {
    const { stdout } = await run('git', ['--version'], { env: { ...context.variables } });
    return { name: 'git', state: 'ok', text: stdout.trim().replace(/^git version /, '') };
  } catch {
    return {
      name: 'git',
      state: 'warning',
      text: 'not found; folders can be indexed, git URLs cannot',
      mend: 'Install it ("sudo apt-get install git", "brew install git").',
    };
  }
}

function printChecks(context: VerbContext, checks: readonly CheckResult[]): void {
  const width = Math.max(...checks.map((check) => check.name.length));
  for (const check of checks) {
    context.output.line(`${MARKS[check.state]}  ${check.name.padEnd(width)}  ${check.text}`);
    if (check.mend !== undefined && check.state !== 'ok') context.output.line(`${' '.repeat(width + 11)}-> ${check.mend}`);
  }
}
