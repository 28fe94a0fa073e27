import { readJsonIfWhole, writePrivateFile } from '../files/private-files.js';
import { isProcessIdentity, type ProcessIdentity } from '../process/process-identity.js';

/** What is written down about a service of this home. Kept after a stop, without the process, so that the next start takes the same port. */
export interface ServiceState {
  readonly port: number;
  readonly version: string;
  readonly process?: ProcessIdentity;
  /** Milliseconds since 1970 when that process was started. */
  readonly startedMs?: number;
}

/** The state in a file; undefined when it is missing or damaged. */
export async function readServiceState(path: string): Promise<ServiceState | undefined> {
  const value = await readJsonIfWhole(path);
  if (typeof value !== 'object' || value === null) return undefined;
  const { port, version, process: identity, startedMs } = value as Record<string, unknown>;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535 || typeof version !== 'string')
    return undefined;
  return {
    port,
    version,
    ...(isProcessIdentity(identity) && { process: identity }),
    ...(typeof startedMs === 'number' && { startedMs }),
  };
}

/** Writes the state in one step. */
export async function writeServiceState(path: string, state: ServiceState): Promise<void> {
  await writePrivateFile(path, `${JSON.stringify(state)}\n`);
}
