import type { StoredDataset } from '@codexgraph/datasets';
import type { Output } from '../framework/output.js';

/** Prints what a data set holds, a line a fact. */
export function printDataset(output: Output, { id, folder, manifest }: StoredDataset): void {
  const { builder, cleaning, repositories, shards } = manifest;
  output.line(`${id}  ${builder.name}, ${cleaning.kept} examples of ${cleaning.drafts} drafts`);
  for (const { split, file, examples, tokens } of shards)
    output.line(`  ${split}: ${examples} examples, about ${tokens} tokens (${file})`);
  for (const { name, licence, verdict, examples } of repositories)
    output.line(`  ${name}: licence ${licence} (${verdict}), ${examples} examples`);
  for (const [reason, words] of LEFT_OUT) if (cleaning[reason] > 0) output.line(`  left out: ${cleaning[reason]} ${words}`);
  const secrets = Object.entries(cleaning.secrets).map(([kind, count]) => `${count} ${kind}`);
  if (secrets.length > 0) output.line(`  replaced in texts: ${secrets.join(', ')}`);
  output.line(`  ${folder}`);
}

const LEFT_OUT = [
  ['licence', 'by licence'],
  ['rowsDiffer', 'whose query gives other rows now'],
  ['tooLong', 'too long'],
  ['likeEvaluation', 'like a question that models are judged by'],
  ['duplicates', 'the same as others'],
  ['nearDuplicates', 'nearly the same as others'],
  ['overCap', 'above a cap'],
] as const;
