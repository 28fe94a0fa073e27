/**
 * Types with an identity, and the field that holds it: the cache keeps one copy of each, and every view of it changes together.
 * Symbols have none here: the same id means another symbol in another repository or revision, so they stay inside what was asked.
 */
export const KEYED_TYPES: Readonly<Record<string, string>> = {
  Repository: 'name',
  Job: 'id',
  Conversation: 'id',
  Run: 'id',
  Experiment: 'name',
};
