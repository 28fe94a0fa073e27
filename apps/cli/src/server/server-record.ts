import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isProcessIdentity,
  isSameProcessRunning,
  readJsonIfWhole,
  stopProcess,
  writePrivateFile,
  type ProcessIdentity,
} from '@codexgraph/local-services';

/** What `up` writes down, so that other commands find, show and stop what it runs. */
export interface ServerRecord {
  /** The `up` itself. */
  readonly starter: ProcessIdentity;
  /** API and worker. */
  readonly children: readonly ProcessIdentity[];
  /** Where GraphQL is. */
  readonly url: string;
}

const STOP_GRACE_MS = 60_000;

function recordFile(home: string): string {
  return join(home, 'run', 'server.json');
}

/** The record of a home, alive or not; undefined when there is none or it is damaged. */
export async function readServerRecord(home: string): Promise<ServerRecord | undefined> {
  const value = await readJsonIfWhole(recordFile(home));
  if (typeof value !== 'object' || value === null) return undefined;
  const { starter, children, url } = value as Record<string, unknown>;
  if (!isProcessIdentity(starter) || !Array.isArray(children) || typeof url !== 'string') return undefined;
  return { starter, children: children.filter(isProcessIdentity), url };
}

/** Replaces the record of a home. */
export async function writeServerRecord(home: string, record: ServerRecord): Promise<void> {
  await writePrivateFile(recordFile(home), `${JSON.stringify(record)}\n`);
}

/** Removes the record of a home. */
export async function removeServerRecord(home: string): Promise<void> {
  await rm(recordFile(home), { force: true });
}

/** The record while its `up` runs. */
export async function runningServer(home: string): Promise<ServerRecord | undefined> {
  const record = await readServerRecord(home);
  return record !== undefined && (await isSameProcessRunning(record.starter)) ? record : undefined;
}

/** Ends an `up` of this home, or what one that was killed has left. True when something ran. */
export async function stopServer(home: string): Promise<boolean> {
  const record = await readServerRecord(home);
  if (record === undefined) return false;
  const outcomes = [await stopProcess(record.starter, STOP_GRACE_MS)];
  outcomes.push(...(await Promise.all(record.children.map((child) => stopProcess(child, STOP_GRACE_MS)))));
  await removeServerRecord(home);
  return outcomes.some((outcome) => outcome !== 'gone');
}
