import { textTable } from '../text-table.js';
import type { QuestionRecord } from './question-record.js';

/** One question with how it went. */
export interface JudgedQuestion {
  readonly record: QuestionRecord;
  readonly isRight: boolean;
  readonly milliseconds: number;
  readonly failure?: string;
}

/** Figures of a group of questions. */
export interface QuestionFigures {
  readonly questions: number;
  readonly right: number;
  readonly medianMs: number;
}

/** Figures over all questions, and by intent, language and repository. */
export function questionFigures(
  judged: readonly JudgedQuestion[],
): Readonly<Record<string, Readonly<Record<string, QuestionFigures>>>> {
  return {
    intent: grouped(judged, ({ record }) => record.intent),
    language: grouped(judged, ({ record }) => record.lang),
    repository: grouped(judged, ({ record }) => record.repo),
    all: grouped(judged, () => 'all'),
  };
}

function grouped(
  judged: readonly JudgedQuestion[],
  keyOf: (question: JudgedQuestion) => string,
): Record<string, QuestionFigures> {
  const groups = new Map<string, JudgedQuestion[]>();
  for (const question of judged) {
    const group = groups.get(keyOf(question)) ?? [];
    group.push(question);
    groups.set(keyOf(question), group);
  }
  const names = [...groups.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, figuresOf(groups.get(name) ?? [])]));
}

function figuresOf(group: readonly JudgedQuestion[]): QuestionFigures {
  const times = group.map(({ milliseconds }) => milliseconds).sort((left, right) => left - right);
  return {
    questions: group.length,
    right: group.filter(({ isRight }) => isRight).length,
    medianMs: times[Math.floor(times.length / 2)] ?? 0,
  };
}

/** The figures as tables for people. */
export function questionTables(judged: readonly JudgedQuestion[]): string {
  return Object.entries(questionFigures(judged))
    .map(([title, groups]) => {
      const rows = Object.entries(groups).map(([name, { questions, right, medianMs }]) => [
        name,
        String(questions),
        `${((100 * right) / Math.max(1, questions)).toFixed(1)} %`,
        medianMs.toFixed(0),
      ]);
      return textTable([title, 'questions', 'fully right', 'median ms'], rows);
    })
    .join('\n\n');
}
