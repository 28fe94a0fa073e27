import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What a command of the canary workspace ended with. */
export interface CommandOutcome {
  readonly exitCode: number;
  readonly stdout: string;
}

/**
 * A clone in small, without caches or build outputs: the configuration of the root, the project files, and the given sources instead
 * of the real ones. Shows that a check fails where it should.
 */
export class CanaryWorkspace {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'codexgraph-canary-'));

  constructor(files: Readonly<Record<string, string>>) {
    const configuration = [
      'package.json',
      'tsconfig.base.json',
      'tsconfig.check.json',
      'eslint.config.mjs',
      '.dependency-cruiser.cjs',
    ];
    for (const name of [...configuration, 'knip.json', 'tools/lint']) {
      cpSync(path.join(root, name), path.join(this.folder, name), { recursive: true });
    }
    mkdirSync(path.join(this.folder, 'node_modules/@codexgraph'), { recursive: true });
    for (const group of ['apps', 'libs'])
      for (const project of readdirSync(path.join(root, group))) this.#addProject(group, project);
    for (const name of readdirSync(path.join(root, 'node_modules'))) {
      if (name === '@codexgraph' || name === '.cache') continue;
      symlinkSync(path.join(root, 'node_modules', name), path.join(this.folder, 'node_modules', name));
    }
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), text);
    }
  }

  /** Runs a command of node_modules/.bin in the workspace. */
  async run(command: string, args: readonly string[]): Promise<CommandOutcome> {
    const file = path.join(this.folder, 'node_modules/.bin', command);
    try {
      const { stdout } = await run(file, args, { cwd: this.folder, maxBuffer: 1 << 26 });
      return { exitCode: 0, stdout };
    } catch (error) {
      const failed = error as { readonly code?: number; readonly stdout?: string };
      return { exitCode: failed.code ?? -1, stdout: failed.stdout ?? '' };
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #addProject(group: string, project: string): void {
    for (const name of ['package.json', 'tsconfig.json']) {
      cpSync(path.join(root, group, project, name), path.join(this.folder, group, project, name), { recursive: true });
    }
    const source = path.join(this.folder, group, project, 'src');
    mkdirSync(source);
    writeFileSync(path.join(source, 'index.ts'), `/** Part of a canary. */\nexport const part = '${project}';\n`);
    symlinkSync(path.join(this.folder, group, project), path.join(this.folder, 'node_modules/@codexgraph', project));
  }
}
