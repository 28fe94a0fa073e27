import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { EXIT } from '../framework/exit-codes.js';
import { defineVerb } from '../framework/verb.js';

/** `codexgraph test`: all tests of the project. */
export const verb = defineVerb({
  summary: 'run all tests of the project, those on a real Neo4j and Redis too; the last line counts them',
  configure(command) {
    command
      .option('--only <parts>', 'some of check,unit,integration,newest,ui,slow')
      .option(
        '--neo4j <version>',
        'embedded Neo4j of integration and slow tests, such as 2026 (default: CODEXGRAPH_NEO4J_VERSION)',
      );
  },
  options: z.object({ only: z.string().optional(), neo4j: z.string().optional() }),
  async run({ root, signal }, { options }) {
    const { only, neo4j } = options;
    const args = [
      'tools/test.mjs',
      ...(only === undefined ? [] : ['--only', only]),
      ...(neo4j === undefined ? [] : ['--neo4j', neo4j]),
    ];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    // The tests stop the servers that they started before they end.
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop);
    const [code] = (await once(child, 'close')) as [number | null];
    signal.removeEventListener('abort', stop);
    return code ?? EXIT.failed;
  },
});
