import { z } from 'zod';
import type { CypherLimits, CypherRunner } from '@codexgraph/graph-model';
import { answerTable, outcomeError } from '../cypher/cypher-answer.js';
import { runBatch } from '../cypher/cypher-batch.js';
import { withRunner } from '../cypher/open-runner.js';
import { UsageError } from '../framework/usage-error.js';
import type { VerbContext } from '../framework/verb-context.js';
import { defineVerb } from '../framework/verb.js';

/** Runs Cypher that reads one repository and nothing else. */
export const verb = defineVerb({
  summary: 'run a Cypher query that reads one repository and nothing else',
  configure(command) {
    command
      .argument('[query]', 'the query; without it, it is read from standard input')
      .requiredOption('--repo <name>', 'name of the repository')
      .option('--json', 'print {columns, rows, ...} as JSON')
      .option('--batch', 'read JSON lines {id, cypher, params?} from standard input, write one line each')
      .option('--explain', 'show the plan and the confined text instead of running the query')
      .option('--max-rows <n>', 'rows to read, up to 50000', '1000')
      .option('--timeout-ms <n>', 'milliseconds a query may take, up to 60000', '10000');
  },
  options: z.object({
    repo: z.string(),
    json: z.boolean().default(false),
    batch: z.boolean().default(false),
    explain: z.boolean().default(false),
    maxRows: z.coerce.number().int().min(1).max(50_000),
    timeoutMs: z.coerce.number().int().min(1).max(60_000),
  }),
  async run(context, { positionals: [query], options }) {
    const limits = { maxRows: options.maxRows, timeoutMs: options.timeoutMs };
    if (options.batch && query !== undefined)
      throw new UsageError('With --batch the queries come from standard input; leave QUERY out.');
    await withRunner(context, async (runner) => {
      if (options.batch) await batch(context, runner, { repository: options.repo, limits });
      else
        await single(context, runner, { repository: options.repo, text: query ?? (await standardInput()), limits, ...options });
    });
    return undefined;
  },
});

interface Single {
  readonly repository: string;
  readonly text: string;
  readonly limits: CypherLimits;
  readonly json: boolean;
  readonly explain: boolean;
}

async function single(context: VerbContext, runner: CypherRunner, request: Single): Promise<void> {
  const { output, signal } = context;
  const { repository, text, limits } = request;
  if (request.explain) {
    const explained = await runner.explain({ repository, text, signal });
    if (explained.kind !== 'plan') throw outcomeError(explained);
    if (request.json) output.json(explained);
    else output.line(`${explained.scopedText}\n${planText(explained.plan, '')}`);
    return;
  }
  const outcome = await runner.run({ repository, text, limits, signal });
  if (outcome.kind !== 'rows') throw outcomeError(outcome);
  for (const notice of outcome.notices)
    output.say(`line ${String(notice.line)}, column ${String(notice.column)}: ${notice.message}`);
  if (request.json) output.json(await plainAnswer(outcome));
  else for (const line of answerTable(outcome)) output.line(line);
}

async function plainAnswer(outcome: Parameters<typeof answerTable>[0]): Promise<Record<string, unknown>> {
  const { plainCypherValue } = await import('@codexgraph/graph-model');
  const { columns, rows, truncated, notices, elapsedMs } = outcome;
  return { columns, rows: rows.map((row) => row.map(plainCypherValue)), ...(truncated && { truncated }), notices, ms: elapsedMs };
}

interface Step {
  readonly operator: string;
  readonly variables: readonly string[];
  readonly children: readonly Step[];
}

function planText({ operator, variables, children }: Step, indent: string): string {
  const own = variables.length === 0 ? '' : ` (${variables.join(', ')})`;
  return [`${indent}${operator}${own}`, ...children.map((child) => planText(child, `${indent}  `))].join('\n');
}

async function batch(
  context: VerbContext,
  runner: CypherRunner,
  options: { readonly repository: string; readonly limits: CypherLimits },
): Promise<void> {
  const write = (line: string): Promise<void> => context.output.stream(`${line}\n`);
  await runBatch(process.stdin, { runner, signal: context.signal, write, ...options });
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
