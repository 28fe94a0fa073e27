import { z } from 'zod';
import type { GivenAnswer } from '../../bench/questions/judge-answer.js';
import type { JudgedQuestion } from '../../bench/questions/question-report.js';
import type { QuestionRecord } from '../../bench/questions/question-record.js';
import { defineVerb } from '../../framework/verb.js';
import { withRunner } from '../../cypher/open-runner.js';

/** `codexgraph bench questions`: asks a file of questions with known answers. */
export const verb = defineVerb({
  summary: 'ask a file of questions with known answers, and print the share that is fully right',
  configure(command) {
    command
      .argument('<questions>', 'JSON lines (.gz allowed); each names the repository it asks about, which must be indexed')
      .option('--repo <name>', 'only the questions about this repository')
      .option('--show <n>', 'wrong answers to print', '0')
      .option('--json', 'print one JSON object');
  },
  options: z.object({
    repo: z.string().optional(),
    show: z.coerce.number().int().min(0).max(10_000),
    json: z.boolean().default(false),
  }),
  async run(context, { positionals: [path = ''], options }) {
    const { readAllJsonLines } = await import('../../bench/json-lines.js');
    const { questionSchema } = await import('../../bench/questions/question-record.js');
    const { questionFigures, questionTables } = await import('../../bench/questions/question-report.js');
    const records = await readAllJsonLines(path, questionSchema);
    const { OfflinePlanner } = await import('@codexgraph/offline-planner');
    const judged: JudgedQuestion[] = [];
    await withRunner(context, async (runner, store) => {
      const known = new Set((await store.graphs.repositories()).map(({ name }) => name));
      const asked = records.filter(({ repo }) => known.has(repo) && (options.repo === undefined || options.repo === repo));
      context.output.say(`${String(asked.length)} of ${String(records.length)} questions are about indexed repositories.`);
      const planner = new OfflinePlanner(runner);
      for (const record of asked) {
        if (context.signal.aborted) break;
        judged.push(
          await judge(record, (question, earlier) =>
            planner.answer({ repository: record.repo, question, earlier }, context.signal),
          ),
        );
      }
    });
    if (options.json) context.output.json({ figures: questionFigures(judged) });
    else context.output.line(questionTables(judged));
    for (const { record, failure } of judged.filter(({ isRight }) => !isRight).slice(0, options.show))
      context.output.say(
        `wrong: ${record.id} (${record.intent}) ${(record.turns ?? [record.question]).join(' | ')}${failure === undefined ? '' : ` [${failure}]`}`,
      );
    return undefined;
  },
});

type Ask = (
  question: string,
  earlier: readonly string[],
) => Promise<{ readonly text: string; readonly value?: number | boolean; readonly citations: GivenAnswer['citations'] }>;

async function judge(record: QuestionRecord, ask: Ask): Promise<JudgedQuestion> {
  const { isRight } = await import('../../bench/questions/judge-answer.js');
  const turns = record.turns ?? [record.question];
  const startedMs = performance.now();
  try {
    const { text, value, citations } = await ask(turns.at(-1) ?? '', turns.slice(0, -1));
    const milliseconds = performance.now() - startedMs;
    return {
      record,
      milliseconds,
      isRight: isRight(record, { answer_text: text, citations, ...(value === undefined ? {} : { value }) }),
    };
  } catch (error) {
    const failure = error instanceof Error ? error.message : 'unknown reason';
    return { record, milliseconds: performance.now() - startedMs, isRight: false, failure };
  }
}
