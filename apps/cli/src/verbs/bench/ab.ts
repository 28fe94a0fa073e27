import { z } from 'zod';
import { withAssistant } from '../../asking/open-assistant.js';
import type { AbQuestion } from '../../bench/ab/ab-report.js';
import { defineVerb } from '../../framework/verb.js';

/** `codexgraph bench ab`: the General and the Chat agent on the same questions. */
export const verb = defineVerb({
  summary: 'ask both agents a file of questions with known answers, and compare them',
  configure(command) {
    command
      .argument('<questions>', 'JSON lines (.gz allowed); each names the repository it asks about, which must be indexed')
      .option('--repo <name>', 'only the questions about this repository')
      .option('--limit <n>', 'at most so many questions, spread evenly over the file')
      .option('--show <n>', 'questions to print on which the agents differ or fail', '0')
      .option('--json', 'print one JSON object');
  },
  options: z.object({
    repo: z.string().optional(),
    limit: z.coerce.number().int().min(1).optional(),
    show: z.coerce.number().int().min(0).max(10_000),
    json: z.boolean().default(false),
  }),
  async run(context, { positionals: [path = ''], options }) {
    const { readAllJsonLines } = await import('../../bench/json-lines.js');
    const { questionSchema } = await import('../../bench/questions/question-record.js');
    const { askBoth } = await import('../../bench/ab/ask-both.js');
    const { abReport, abTable } = await import('../../bench/ab/ab-report.js');
    const records = await readAllJsonLines(path, questionSchema);
    const judged: AbQuestion[] = [];
    await withAssistant(context, async (assistant, store) => {
      const known = new Set((await store.graphs.repositories()).map(({ name }) => name));
      const fitting = records.filter(({ repo }) => known.has(repo) && (options.repo === undefined || options.repo === repo));
      const asked = spread(fitting, options.limit ?? fitting.length);
      context.output.say(`${String(asked.length)} of ${String(records.length)} questions are put to both agents.`);
      for (const [index, record] of asked.entries()) {
        if (context.signal.aborted) break;
        judged.push(await askBoth(assistant, record, { index, signal: context.signal }));
      }
    });
    const report = abReport(judged);
    if (options.json) context.output.json({ ...report });
    else context.output.line(abTable(report));
    for (const question of judged.filter(isWorthShowing).slice(0, options.show)) context.output.say(lineOf(question));
    return undefined;
  },
});

function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)] as T);
}

function isWorthShowing({ answers: { general, chat } }: AbQuestion): boolean {
  return general.isRight !== chat.isRight || general.failure !== undefined || chat.failure !== undefined;
}

function lineOf({ id, question, answers }: AbQuestion): string {
  const words = Object.entries(answers).map(
    ([agent, { isRight, failure }]) => `${agent} ${isRight ? 'right' : 'wrong'}${failure === undefined ? '' : ` [${failure}]`}`,
  );
  return `${id}: ${question} (${words.join(', ')})`;
}
