import type { Retrieval } from '@codexgraph/retrieval';
import { judgeHits, type JudgedHit } from './judge-hits.js';
import type { SearchQuestion } from './search-question.js';
import type { AnsweredQuestion } from './search-report.js';
import type { SearchWay } from './search-ways.js';

/** Hits that are judged. */
const HITS = 20;
const MICROSECONDS = 1000;

/** What is asked, and of whom. */
interface Measured {
  readonly repository: string;
  readonly questions: readonly SearchQuestion[];
  readonly signal: AbortSignal;
}

/** Asks every question in every way. `prefix` goes before the names of the ways. */
export async function measureWays(
  searcher: Retrieval['searcher'],
  { repository, questions, signal }: Measured,
  { ways, prefix = '' }: { readonly ways: readonly SearchWay[]; readonly prefix?: string },
): Promise<AnsweredQuestion[]> {
  const answers: AnsweredQuestion[] = [];
  for (const question of questions) {
    for (const { name, stages } of ways) {
      let stageMs: Readonly<Record<string, number>> = {};
      const answer = await measured(question, async () => {
        const found = await searcher.search({ repository, text: question.query, stages, k: HITS }, signal);
        stageMs = found.stages;
        return found.hits.map(({ symbol }) => symbol);
      });
      answers.push({ ...answer, way: `${prefix}${name}`, stageMs });
    }
  }
  return answers;
}

/** Asks every question of something that needs no database. */
export async function measurePlain(
  questions: readonly SearchQuestion[],
  search: (text: string, k: number) => readonly JudgedHit[],
): Promise<AnsweredQuestion[]> {
  const answers: AnsweredQuestion[] = [];
  for (const question of questions)
    answers.push({
      ...(await measured(question, () => Promise.resolve(search(question.query, HITS)))),
      way: 'bm25',
      stageMs: {},
    });
  return answers;
}

async function measured(
  question: SearchQuestion,
  search: () => Promise<readonly JudgedHit[]>,
): Promise<Omit<AnsweredQuestion, 'way' | 'stageMs'>> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const hits = await search();
  const { user, system } = process.cpuUsage(before);
  return {
    bucket: question.bucket,
    milliseconds: performance.now() - startedMs,
    cpuMs: (user + system) / MICROSECONDS,
    places: judgeHits(question, hits),
  };
}
