import { CodexGraphError } from '@codexgraph/graph-model';
import type { ExitDiagnosis } from '../supervisor/service-definition.js';

interface Pattern {
  readonly text: RegExp;
  readonly diagnosis: (match: RegExpExecArray) => ExitDiagnosis;
}

function failed(code: 'DISK_FULL' | 'SERVICE_START_FAILED', sentence: string): ExitDiagnosis {
  return { kind: 'failed', error: new CodexGraphError(code, sentence) };
}

const PATTERNS: readonly Pattern[] = [
  { text: /Address already in use|BindException/, diagnosis: () => ({ kind: 'port-busy' }) },
  {
    text: /No space left on device|Disk quota exceeded/,
    diagnosis: () => failed('DISK_FULL', 'Neo4j could not start: the disk is full. Free some space and run the command again.'),
  },
  {
    text: /Could not reserve enough space|Cannot allocate memory|insufficient memory for the Java Runtime/,
    diagnosis: () =>
      failed(
        'SERVICE_START_FAILED',
        'Neo4j could not start: there is not enough free memory. Close other programs, or set CODEXGRAPH_NEO4J_HEAP_MB and CODEXGRAPH_NEO4J_PAGE_CACHE_MB lower.',
      ),
  },
  {
    text: /UnsupportedClassVersionError/,
    diagnosis: () =>
      failed(
        'SERVICE_START_FAILED',
        'Neo4j could not start: the Java that was found is too old. "codexgraph doctor" names the one that is needed.',
      ),
  },
  {
    text: /(?:store_lock|lock file|FileLockException|Lock file has been locked)/i,
    diagnosis: () =>
      failed(
        'SERVICE_START_FAILED',
        'Neo4j could not start: another server uses the same database files. End it (it may run on another machine or in a container that shares this home), or set another CODEXGRAPH_HOME.',
      ),
  },
];

/** What the end of the log of a Neo4j that ended early says. */
export function diagnoseNeo4jExit(logText: string): ExitDiagnosis {
  for (const pattern of PATTERNS) {
    const match = pattern.text.exec(logText);
    if (match !== null) return pattern.diagnosis(match);
  }
  return { kind: 'unknown' };
}
