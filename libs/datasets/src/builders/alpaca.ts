import type { RunTrace } from '../trace/run-trace.js';
import type { DatasetBuilder, DraftExample } from './dataset-builder.js';

/** Tasks that write code, in Alpaca's form: the request, what was found, and the change as a unified diff. */
export const alpacaBuilder: DatasetBuilder = {
  name: 'alpaca',
  version: 1,
  purpose: 'writing code, comments and tests as unified diffs',
  build: (runs) => runs.flatMap(exampleOf),
};

function exampleOf(trace: RunTrace): readonly DraftExample[] {
  const { diff, feedback } = trace;
  const disliked = feedback.thumb === 'down' || feedback.preference === 'lost' || feedback.preference === 'neither';
  if (trace.outcome !== 'answered' || diff === undefined || diff === '' || disliked) return [];
  const found = trace.rounds.map(({ report }) => report).filter((report) => report !== '');
  const input = [...(trace.filePath === undefined ? [] : [`File: ${trace.filePath}`]), ...found].join('\n\n');
  const system = `You change the code repository ${trace.repository} and answer with a unified diff that git apply accepts.`;
  return [{ trace, holdsSource: true, body: { instruction: trace.question, input, output: diff, system } }];
}
