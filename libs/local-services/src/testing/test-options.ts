import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalServicesOptions, ServiceEvent } from '../local-services-options.js';

/** A new, empty folder whose name has a space in it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'codexgraph services-'));
}

/** The cache of the user: artefacts are not fetched again for tests. */
export function sharedCache(): string {
  return process.env['CODEXGRAPH_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'codexgraph');
}

/** Options for a home of a test; events are collected in `events`. */
export function testOptions(
  home: string,
  changes: Partial<LocalServicesOptions> = {},
): LocalServicesOptions & { readonly events: ServiceEvent[] } {
  const events: ServiceEvent[] = [];
  return {
    home,
    cache: sharedCache(),
    neo4j: { version: '5.26.30', heapMb: 512, pageCacheMb: 64 },
    downloads: { offline: false },
    variables: process.env,
    nowMs: () => Date.now(),
    newSecret: () => randomBytes(24).toString('hex'),
    onEvent: (event) => events.push(event),
    events,
    ...changes,
  };
}

/** The remarks among collected events. */
export function remarks(events: readonly ServiceEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === 'remark' ? [event.text] : []));
}
