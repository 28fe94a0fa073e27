import type { ExperimentView } from './experiments.documents.js';

/** An experiment as it is being written down. */
export interface ExperimentDraft {
  readonly name: string;
  /** Empty: for all repositories. */
  readonly repositoryName: string;
  readonly weights: { readonly general: string; readonly chat: string; readonly both: string };
}

const NAME = /^[A-Za-z0-9._-]{1,100}$/;
const MAX_WEIGHT = 1_000_000;

/** What is written down at first. */
export function draftOf(experiment: ExperimentView | undefined): ExperimentDraft {
  const { general, chat, both } = experiment?.weights ?? { general: 1, chat: 1, both: 2 };
  return {
    name: experiment?.name ?? '',
    repositoryName: experiment?.repositoryName ?? '',
    weights: { general: String(general), chat: String(chat), both: String(both) },
  };
}

/** A weight as a number; undefined when it is none. */
export function numberOf(text: string): number | undefined {
  const number = Number(text.trim());
  return text.trim() !== '' && number >= 0 && number <= MAX_WEIGHT ? number : undefined;
}

/** What of a draft can be kept as it stands. `isNothing`: no mode gets any conversation. */
export function checkDraft({ name, weights }: ExperimentDraft) {
  const [general, chat, both] = [numberOf(weights.general), numberOf(weights.chat), numberOf(weights.both)];
  const isNamed = NAME.test(name.trim());
  const isNothing = [general, chat, both].every((number) => number === undefined || number === 0);
  const isNumbers = general !== undefined && chat !== undefined && both !== undefined;
  return { isNamed, isNothing, weights: isNumbers && isNamed && !isNothing ? { general, chat, both } : undefined };
}
