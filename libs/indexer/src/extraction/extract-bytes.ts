import type { ProblemFact } from '../facts/file-facts.js';
import type { LanguageRegistry } from '../languages/registry.js';
import { decodeText } from '../source/decode-text.js';
import type { ExtractionJob, ExtractionReply } from './extraction-job.js';
import { encodeFacts } from './facts-codec.js';
import { FileExtractor, type ExtractionLimits } from './file-extractor.js';

/** Runs one job in this thread: decodes, parses, extracts and encodes. An extractor that throws costs its file only. */
export async function extractBytes(
  registry: LanguageRegistry,
  job: ExtractionJob,
  limits: ExtractionLimits,
): Promise<ExtractionReply> {
  const language = registry.languages[job.language];
  if (language === undefined) return { ok: false, reason: `its language (number ${job.language}) is unknown` };
  const extractor = await FileExtractor.for(language);
  const { text, problem } = decodeText(job.bytes);
  try {
    const outcome = extractor.extract(text, limits);
    if (!outcome.ok) return outcome;
    const { facts } = outcome;
    const problems = problem === undefined ? facts.problems : [encodingProblem(problem), ...facts.problems];
    return { ok: true, facts: encodeFacts({ ...facts, problems }) };
  } catch (error) {
    return { ok: false, reason: `the extractor failed on it (${error instanceof Error ? error.message : 'unknown error'})` };
  }
}

function encodingProblem(message: string): ProblemFact {
  return { code: 'bad_encoding', startLine: 1, endLine: 1, message };
}
