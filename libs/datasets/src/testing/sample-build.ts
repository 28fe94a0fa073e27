import { BUILDERS } from '../builders/index.js';
import type { RunTrace } from '../trace/run-trace.js';
import type { BuildRequest } from '../versions/build-dataset.js';

/** A request to build with everything allowed; a test changes what it is about. */
export function sampleBuild(builder: string, traces: readonly RunTrace[], changes: Partial<BuildRequest> = {}): BuildRequest {
  return {
    builder: BUILDERS.find(({ name }) => name === builder)!,
    traces,
    families: new Map(),
    licences: new Map(traces.map(({ repository }) => [repository, 'MIT'])),
    caps: { perRepository: 200, perUserAndDay: 20, tokens: 8_192 },
    evaluation: [],
    givesSameRows: () => Promise.resolve(true),
    countTokens: (text) => Math.ceil(text.length / 4),
    ...changes,
  };
}
