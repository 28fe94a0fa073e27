import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { openGraphStore } from '@codexgraph/graph-store';
import { createIndexer } from '@codexgraph/indexer';
import type { IndexRun, PhaseCost } from './index-measurement.js';
import type { IndexOnceRequest } from './index-once.js';
import { cpuSecondsOf } from './process-cpu.js';

/** Splits wall time and CPU of this process among phases, from the first report of each to the first of the next. */
class PhaseSampler {
  readonly #phases: PhaseCost[] = [];
  #current = { phase: 'start', atMs: performance.now(), cpuSeconds: cpuSeconds() };

  /** A phase reported. */
  enter(phase: string): void {
    if (phase === this.#current.phase) return;
    const now = { phase, atMs: performance.now(), cpuSeconds: cpuSeconds() };
    this.#phases.push({
      phase: this.#current.phase,
      wallSeconds: (now.atMs - this.#current.atMs) / 1000,
      cpuSeconds: now.cpuSeconds - this.#current.cpuSeconds,
    });
    this.#current = now;
  }

  phases(): readonly PhaseCost[] {
    return this.#phases;
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function peakRssMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}

async function run(request: IndexOnceRequest): Promise<IndexRun> {
  const store = await openGraphStore({ ...request.neo4j, newId: () => randomUUID() });
  const composed = await createIndexer({
    home: request.home,
    threads: request.threads,
    writer: store.writer,
    reader: store.graphs,
    environment: {},
    meter: { nowMs: () => performance.now(), cpuSeconds, peakRssMb },
    now: () => Date.now(),
  });
  const sampler = new PhaseSampler();
  const serverBefore = request.serverPid === undefined ? undefined : cpuSecondsOf(request.serverPid);
  const startedMs = performance.now();
  const { counts } = await composed.indexer.index(
    { name: request.name, source: { kind: 'folder', location: request.folder, subfolder: '' } },
    {
      onProgress: ({ phase }) => {
        sampler.enter(phase);
      },
    },
  );
  sampler.enter('end');
  const wallSeconds = (performance.now() - startedMs) / 1000;
  const serverAfter = request.serverPid === undefined ? undefined : cpuSecondsOf(request.serverPid);
  await composed.close();
  await store.close();
  return {
    phases: sampler.phases().filter(({ phase }) => phase !== 'start'),
    wallSeconds,
    symbols: sum(counts.nodes),
    edges: sum(counts.edges),
    peakRssMb: peakRssMb(),
    ...(serverBefore !== undefined && serverAfter !== undefined && { serverCpuSeconds: serverAfter - serverBefore }),
  };
}

function sum(counts: Readonly<Record<string, number | undefined>>): number {
  return Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
}

const request = JSON.parse(await text(process.stdin)) as IndexOnceRequest;
process.stdout.write(JSON.stringify(await run(request)));
