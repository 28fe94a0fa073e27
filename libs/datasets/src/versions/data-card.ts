import type { DatasetManifest } from './manifest.js';
import { SPLITS } from './splits.js';

const REASONS: readonly (readonly [Exclude<keyof DatasetManifest['cleaning'], 'secrets'>, string])[] = [
  ['licence', 'licence of the repository does not allow it'],
  ['rowsDiffer', 'the query gives other rows now'],
  ['tooLong', 'longer than the bound on tokens'],
  ['likeEvaluation', 'like a question that models are judged by'],
  ['duplicates', 'the same text as another'],
  ['nearDuplicates', 'nearly the same text as another'],
  ['overCap', 'above the cap of its repository, or of its user and day'],
];

/** The data card of a data set as Markdown: what it is, where it comes from, and what it must not be used for. */
export function dataCard(id: string, manifest: DatasetManifest, purpose: string): string {
  const { builder, cleaning, repositories, shards, traces } = manifest;
  const sum = (split: string, key: 'examples' | 'tokens'): number =>
    shards.filter((shard) => shard.split === split).reduce((total, shard) => total + shard[key], 0);
  const secrets = Object.entries(cleaning.secrets).map(([kind, count]) => `${kind} ${count}`);
  return [
    `# Data set ${id}`,
    '',
    `For ${purpose}. Made by the builder \`${builder.name}\`, version ${builder.version}, from ${traces.count} runs of CodexGraph's agents.`,
    '',
    '| part | examples | tokens |',
    '|---|---|---|',
    ...SPLITS.map((split) => `| ${split} | ${sum(split, 'examples')} | ${sum(split, 'tokens')} |`),
    '',
    'Parts are chosen by families of repositories, so that no repository, and no fork of it, is in two of them.',
    '',
    '## Sources',
    '',
    '| repository | family | licence | may be learned | examples |',
    '|---|---|---|---|---|',
    ...repositories.map(
      ({ name, family, licence, verdict, examples }) =>
        `| ${name} | ${family} | ${licence} | ${{ allow: 'text', names: 'names and Cypher', deny: 'nothing' }[verdict]} | ${examples} |`,
    ),
    '',
    '## Cleaning',
    '',
    `${cleaning.kept} of ${cleaning.drafts} drafts were kept.`,
    '',
    '| left out because | drafts |',
    '|---|---|',
    ...REASONS.map(([key, words]) => `| ${words} | ${cleaning[key]} |`),
    '',
    secrets.length === 0
      ? 'No secret, address or home folder was found in the texts.'
      : `Replaced in the texts: ${secrets.join(', ')}.`,
    '',
    '## Known gaps',
    '',
    `- Parts are exact only over many repositories; here are ${new Set(repositories.map(({ family }) => family)).size} families.`,
    '- Answers were accepted by people or were left without a judgement; nobody has proof-read them.',
    '- Questions are in the languages that users asked in; nothing balances them.',
    '',
    '## Not to be used for',
    '',
    'Judging models (questions that models are judged by are kept out of it), learning about people, or publishing: it holds texts of the repositories above under',
    'their own licences. When a run or a repository that it was made of is deleted, it must not start a training any more.',
    '',
  ].join('\n');
}
