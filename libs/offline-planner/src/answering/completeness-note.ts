import type { CompletenessQuestion } from '../planning/completeness.js';
import type { QuestionLanguage } from '../words/token.js';
import { say } from './phrases.js';

/** One sentence about call sites that could not be resolved; undefined when there are none. */
export function completenessNote(
  { about, names }: CompletenessQuestion,
  sites: number,
  language: QuestionLanguage,
): string | undefined {
  if (sites <= 0) return undefined;
  const listed = names.map((name) => `\`${name}\``).join(say(language, ' or ', ' 或 '));
  if (about === 'callers')
    return say(
      language,
      `Limits: ${sites} call sites of something named ${listed} could not be resolved; they may belong here.`,
      `局限：另有 ${sites} 处对名为 ${listed} 的调用无法解析，可能也属于此列。`,
    );
  return say(
    language,
    `Limits: ${sites} calls inside ${listed} could not be resolved.`,
    `局限：${listed} 内有 ${sites} 处调用无法解析。`,
  );
}
