import type { ProblemFact } from '../facts/file-facts.js';
import type { LanguageRegistry } from '../languages/registry.js';
import { decodeText } from '../source/decode-text.js';
import type { ExtractionJob, ExtractionReply, ParseReply, WorkerJob } from './extraction-job.js';
import { encodeFacts } from './facts-codec.js';
import { FileExtractor, type ExtractionLimits } from './file-extractor.js';

/** Runs one job in this thread: decodes, parses where no tree is given, extracts and encodes. What throws costs its file only. */
export async function runJob(
  registry: LanguageRegistry,
  job: WorkerJob,
  limits: ExtractionLimits,
): Promise<ExtractionReply | ParseReply> {
  const language = registry.languages[job.language];
  if (language === undefined) return { ok: false, reason: `its language (number ${job.language}) is unknown` };
  const extractor = await FileExtractor.for(language);
  const { text, problem } = decodeText(job.bytes);
  try {
    const parsed: ParseReply = job.tree === undefined ? extractor.parse(text, limits) : { ok: true, tree: job.tree };
    if (!parsed.ok || job.wants === 'tree') return parsed;
    const facts = extractor.extract(text, parsed.tree);
    const problems = problem === undefined ? facts.problems : [encodingProblem(problem), ...facts.problems];
    return { ok: true, facts: encodeFacts({ ...facts, problems }) };
  } catch (error) {
    return { ok: false, reason: `the extractor failed on it (${error instanceof Error ? error.message : 'unknown error'})` };
  }
}

/** Encoded facts of a file, all in this thread. */
export async function extractBytes(
  registry: LanguageRegistry,
  job: ExtractionJob,
  limits: ExtractionLimits,
): Promise<ExtractionReply> {
  return (await runJob(registry, { ...job, wants: 'facts' }, limits)) as ExtractionReply;
}

function encodingProblem(message: string): ProblemFact {
  return { code: 'bad_encoding', startLine: 1, endLine: 1, message };
}
