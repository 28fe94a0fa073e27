import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { withLock } from '../files/lock.js';
import { withFileErrors } from '../files/disk-errors.js';
import { readJsonIfWhole, writePrivateFile } from '../files/private-files.js';
import type { ServiceEvent } from '../local-services-options.js';
import type { Artifact } from './artifact.js';
import { matchesArtifact } from './checksum.js';

/** Somewhere that artefacts can come from. */
export interface ArtifactSource {
  /** For people: `folder /opt/jars`, `Maven (mvn)`. */
  readonly name: string;
  /**
   * Puts as many of the artefacts as it can at the places that `target` names, whole or not at all; checksums are verified by the
   * caller. Resolves with a sentence when something is still missing, for the error message. @throws CANCELLED, DISK_FULL
   */
  fetch(request: FetchRequest): Promise<string | undefined>;
}

/** What a source is asked for. */
export interface FetchRequest {
  readonly artifacts: readonly Artifact[];
  readonly target: (artifact: Artifact) => string;
  /** Called with the bytes that have newly arrived. */
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Options of {@link ArtifactStore}. */
export interface ArtifactStoreOptions {
  /** Absolute folder in Maven layout. */
  readonly folder: string;
  /** Tried in order, each for what the ones before it did not have. */
  readonly sources: readonly ArtifactSource[];
  readonly nowMs: () => number;
  readonly onEvent: (event: ServiceEvent) => void;
  readonly signal?: AbortSignal;
}

const BYTES_PER_MB = 1_000_000;

/** Artefacts on this machine, verified by checksum when they arrive and again whenever one of their files has changed. */
export class ArtifactStore {
  readonly #options: ArtifactStoreOptions;

  constructor(options: ArtifactStoreOptions) {
    this.#options = options;
  }

  /** Absolute path of an artefact in the store. */
  pathOf(artifact: Pick<Artifact, 'path'>): string {
    return join(this.#options.folder, ...artifact.path.split('/'));
  }

  /** True when every artefact is there, verified. */
  async has(name: string, artifacts: readonly Artifact[]): Promise<boolean> {
    const stamp = await this.#readStamp(name);
    return stamp !== undefined && (await this.#fingerprint(artifacts)) === stamp;
  }

  /**
   * Makes sure that the artefacts are there; what is there already is not fetched again, also after an interruption.
   * `name` is the set's name, like `neo4j-5.26.30`; `title` is for people. @throws DOWNLOAD_FAILED, CHECKSUM_MISMATCH, DISK_FULL, CANCELLED
   */
  async ensure(set: { readonly name: string; readonly title: string; readonly artifacts: readonly Artifact[] }): Promise<void> {
    if (await this.has(set.name, set.artifacts)) return;
    const { folder, nowMs, signal } = this.#options;
    await withFileErrors(folder, () => mkdir(folder, { recursive: true }));
    const onWait = (): void => {
      this.#options.onEvent({ kind: 'remark', text: `Waiting for another command that fetches ${set.title}.` });
    };
    await withLock(join(folder, '.lock'), { nowMs, onWait, ...(signal && { signal }) }, () => this.#complete(set));
  }

  async #complete(set: {
    readonly name: string;
    readonly title: string;
    readonly artifacts: readonly Artifact[];
  }): Promise<void> {
    let { unverified: missing } = await this.#verify(set.artifacts);
    if (missing.length > 0) missing = await this.#fetchAll(set.title, set.artifacts, missing);
    const stamp = await this.#fingerprint(set.artifacts);
    if (stamp === undefined || missing.length > 0) {
      throw new CodexGraphError(
        'DOWNLOAD_FAILED',
        `${set.title}: files vanished while they were fetched. Run the command again.`,
      );
    }
    await writePrivateFile(this.#stampFile(set.name), JSON.stringify(stamp));
  }

  async #fetchAll(setTitle: string, all: readonly Artifact[], wanted: readonly Artifact[]): Promise<readonly Artifact[]> {
    const title = `Fetching ${setTitle}`;
    const total = sizeMb(all);
    let doneBytes = (total - sizeMb(wanted)) * BYTES_PER_MB;
    const onBytes = (bytes: number): void => {
      doneBytes += bytes;
      this.#options.onEvent({ kind: 'progress', title, done: Math.min(total, doneBytes / BYTES_PER_MB), total, unit: 'MB' });
    };
    onBytes(0);
    let missing = wanted;
    const reasons: string[] = [];
    for (const source of this.#options.sources) {
      for (const artifact of missing) await mkdir(dirname(this.pathOf(artifact)), { recursive: true });
      const { signal } = this.#options;
      const reason = await source.fetch({
        artifacts: missing,
        target: (one) => this.pathOf(one),
        onBytes,
        ...(signal && { signal }),
      });
      if (reason !== undefined) reasons.push(reason);
      const { unverified, mismatched } = await this.#verify(missing);
      if (mismatched.length > 0) throw mismatch(setTitle, source.name, mismatched);
      missing = unverified;
      if (missing.length === 0) break;
    }
    if (missing.length > 0) throw incomplete(setTitle, missing, reasons);
    this.#options.onEvent({ kind: 'finished', title, remark: `${String(Math.round(total))} MB, checksums verified` });
    return missing;
  }

  /** Removes files that are not what they should be. */
  async #verify(artifacts: readonly Artifact[]): Promise<{ unverified: readonly Artifact[]; mismatched: readonly Artifact[] }> {
    const unverified: Artifact[] = [];
    const mismatched: Artifact[] = [];
    for (const artifact of artifacts) {
      const path = this.pathOf(artifact);
      if (await matchesArtifact(path, artifact)) continue;
      unverified.push(artifact);
      if (await exists(path)) mismatched.push(artifact);
      await rm(path, { force: true });
    }
    return { unverified, mismatched };
  }

  #stampFile(name: string): string {
    return join(this.#options.folder, `${name}.verified.json`);
  }

  async #readStamp(name: string): Promise<string | undefined> {
    const stamp = await readJsonIfWhole(this.#stampFile(name));
    return typeof stamp === 'string' ? stamp : undefined;
  }

  /** Sizes and times of all files, and what they should be; undefined when one is missing. Cheap: no file is read. */
  async #fingerprint(artifacts: readonly Artifact[]): Promise<string | undefined> {
    const parts = await Promise.all(
      artifacts.map((artifact) =>
        stat(this.pathOf(artifact)).then(
          (found) => `${artifact.sha256.slice(0, 16)}:${String(found.size)}:${String(found.mtimeMs)}`,
          () => undefined,
        ),
      ),
    );
    return parts.includes(undefined) ? undefined : parts.join(' ');
  }
}

function sizeMb(artifacts: readonly Artifact[]): number {
  return artifacts.reduce((sum, artifact) => sum + artifact.size, 0) / BYTES_PER_MB;
}

function mismatch(title: string, sourceName: string, artifacts: readonly Artifact[]): CodexGraphError {
  const names = artifacts.map((artifact) => artifact.path).join(', ');
  return new CodexGraphError(
    'CHECKSUM_MISMATCH',
    `${title}: ${sourceName} gave files that are not the published ones (${names}). They were removed; use another source (CODEXGRAPH_MAVEN_URL, CODEXGRAPH_ARTIFACTS_DIR).`,
  );
}

function incomplete(title: string, missing: readonly Artifact[], reasons: readonly string[]): CodexGraphError {
  const why = reasons.length === 0 ? 'no source is configured' : reasons.join('; ');
  return new CodexGraphError(
    'DOWNLOAD_FAILED',
    `${title}: ${String(missing.length)} files are missing, first ${missing[0]?.path ?? ''} (${why}). What arrived is kept; run the command again to go on.`,
    { retryable: true, details: { missing: missing.map((artifact) => artifact.path) } },
  );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
