import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { CodexGraphError } from '@codexgraph/graph-model';
import { logTail } from '../files/log-tail.js';
import { withLock } from '../files/lock.js';
import { makePrivateFolder } from '../files/private-files.js';
import { rotateLog } from '../files/rotate-log.js';
import type { ServiceEvent } from '../local-services-options.js';
import { findProcessesByArgument } from '../process/find-processes.js';
import { chooseFreePort, isPortFree } from '../process/free-port.js';
import { launchDetached, type LaunchedProcess } from '../process/launch-detached.js';
import { identifyProcess, isSameProcessRunning, type ProcessIdentity } from '../process/process-identity.js';
import { stopProcess } from '../process/stop-process.js';
import { pause } from '../process/wait.js';
import type { ServiceDefinition } from './service-definition.js';
import { readServiceState, writeServiceState, type ServiceState } from './service-state.js';

/** A server that runs and answers. */
export interface RunningService {
  readonly port: number;
  readonly process: ProcessIdentity;
  readonly version: string;
}

/** What the supervisor is given. */
export interface SupervisorOptions {
  /** Absolute folder of the home. */
  readonly home: string;
  readonly nowMs: () => number;
  readonly onEvent: (event: ServiceEvent) => void;
  readonly signal?: AbortSignal;
}

const POLL_MS = 100;
/** A port that is still busy after this belongs to somebody else. */
const PORT_RELEASE_MS = 3_000;
/** A server on a busy machine takes as long until it looks at its port. */
const LOST_PORT_MS = 90_000;
const PORT_ATTEMPTS = 4;
const MS_PER_SECOND = 1000;

/**
 * Runs one server for a home: every caller on this machine gets the same one. The server outlives its starter. State on disk is only a
 * hint; what counts is whether that very process lives and answers.
 */
export class ServiceSupervisor {
  readonly #definition: ServiceDefinition;
  readonly #options: SupervisorOptions;

  constructor(definition: ServiceDefinition, options: SupervisorOptions) {
    this.#definition = definition;
    this.#options = options;
  }

  /** File that remembers process and port. */
  get stateFile(): string {
    return join(this.#options.home, 'run', `${this.#definition.name}.json`);
  }

  /** File that the server's own output goes to. */
  get logFile(): string {
    return join(this.#options.home, 'logs', `${this.#definition.name}.log`);
  }

  /** The running server, started first when there is none. @throws SERVICE_START_FAILED, DISK_FULL, DOWNLOAD_FAILED, CHECKSUM_MISMATCH, CANCELLED */
  async ensure(): Promise<RunningService> {
    const running = await this.running();
    if (running !== undefined && this.#isWanted(running.version)) return running;
    await makePrivateFolder(join(this.#options.home, 'run'));
    return this.#locked(async () => {
      const adopted = await this.#adoptOrClear();
      return adopted ?? (await this.#start());
    });
  }

  /** The server when it runs and answers now; starts and stops nothing. */
  async running(): Promise<RunningService | undefined> {
    const state = await readServiceState(this.stateFile);
    if (state?.process === undefined || !(await isSameProcessRunning(state.process))) return undefined;
    if (!(await this.#definition.answers(state.port))) return undefined;
    return { port: state.port, process: state.process, version: state.version };
  }

  /** Stops every server of this home, also one that does not answer or whose state was lost. False when there was none. */
  async stop(): Promise<boolean> {
    await makePrivateFolder(join(this.#options.home, 'run'));
    return this.#locked(async () => {
      const state = await readServiceState(this.stateFile);
      const ours = await this.#ourProcesses(state);
      for (const identity of ours) await stopProcess(identity, this.#definition.stopGraceMs);
      if (state !== undefined) await writeServiceState(this.stateFile, { port: state.port, version: state.version });
      return ours.length > 0;
    });
  }

  #locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const { nowMs, signal } = this.#options;
    const lock = join(this.#options.home, 'run', `${this.#definition.name}.lock`);
    const onWait = (holder: ProcessIdentity): void => {
      this.#remark(
        `Waiting for another command (process ${String(holder.pid)}) that is starting or stopping ${this.#definition.title}.`,
      );
    };
    return withLock(lock, { nowMs, onWait, ...(signal && { signal }) }, work);
  }

  /** The live processes of this service and home: the one of the state file, and any whose command line names this home. */
  async #ourProcesses(state: ServiceState | undefined): Promise<readonly ProcessIdentity[]> {
    const found = [...(await findProcessesByArgument(this.#definition.processArgument))];
    const known = state?.process;
    if (known !== undefined && !found.some((one) => one.pid === known.pid) && (await isSameProcessRunning(known)))
      found.push(known);
    return found;
  }

  /** With the lock held: takes over a server of this home that works, ends those that do not. */
  async #adoptOrClear(): Promise<RunningService | undefined> {
    const state = await readServiceState(this.stateFile);
    const processes = await this.#ourProcesses(state);
    const [only] = processes;
    if (only === undefined) return undefined;
    const rightVersion = state === undefined || this.#isWanted(state.version);
    const adopted = processes.length === 1 && rightVersion ? await this.#adopt(only, state) : undefined;
    if (adopted !== undefined) return adopted;
    this.#remark(
      `Stopping a ${this.#definition.title} of this home that ${rightVersion ? 'does not answer' : 'has another version'}.`,
    );
    for (const identity of processes) await stopProcess(identity, this.#definition.stopGraceMs);
    return undefined;
  }

  async #adopt(identity: ProcessIdentity, state: ServiceState | undefined): Promise<RunningService | undefined> {
    const port = state?.port ?? (await this.#definition.configuredPort());
    if (port === undefined || !(await this.#becomesReady(port, identity, state))) return undefined;
    const version = state?.version ?? this.#definition.wantedVersion ?? 'unknown';
    await this.#remember({ port, version, process: identity, startedMs: state?.startedMs });
    return { port, process: identity, version };
  }

  #isWanted(version: string): boolean {
    return this.#definition.wantedVersion === undefined || this.#definition.wantedVersion === version;
  }

  /** A server whose starter was killed may still be starting: it gets the rest of its time. */
  async #becomesReady(port: number, identity: ProcessIdentity, state: ServiceState | undefined): Promise<boolean> {
    const deadlineMs = (state?.startedMs ?? 0) + this.#definition.startTimeoutMs;
    for (;;) {
      if (await this.#definition.answers(port)) return true;
      if (this.#options.nowMs() > deadlineMs || !(await isSameProcessRunning(identity))) return false;
      await pause(POLL_MS, this.#options.signal);
    }
  }

  async #start(): Promise<RunningService> {
    const kept = (await readServiceState(this.stateFile))?.port;
    if (kept !== undefined) await this.#untilReleased(kept);
    let port = await chooseFreePort(kept ?? this.#definition.firstPort);
    for (let attempt = 1; ; attempt += 1) {
      const started = await this.#startOn(port);
      if (started !== 'port-busy') return started;
      if (attempt === PORT_ATTEMPTS) throw this.#failure(`no free port was found in ${String(attempt)} attempts`);
      port = await chooseFreePort(0);
    }
  }

  /** A server that was killed holds its port until the system has taken its memory down. */
  async #untilReleased(port: number): Promise<void> {
    const deadlineMs = this.#options.nowMs() + PORT_RELEASE_MS;
    while (!(await isPortFree(port)) && this.#options.nowMs() < deadlineMs) await pause(POLL_MS, this.#options.signal);
  }

  async #startOn(port: number): Promise<RunningService | 'port-busy'> {
    const { title } = this.#definition;
    const plan = await this.#definition.prepare(port);
    const { version } = plan;
    await rotateLog(plan.logFile);
    const logStart = await stat(plan.logFile).then(
      (found) => found.size,
      () => 0,
    );
    this.#remark(`Starting ${title} ${version} on 127.0.0.1:${String(port)} ...`);
    const startedMs = this.#options.nowMs();
    const child = await launchDetached(plan);
    const identity = (await identifyProcess(child.pid)) ?? { pid: child.pid, started: 'ended' };
    await this.#remember({ port, version, process: identity, startedMs });
    const outcome = await this.#awaitSignIn(port, child, await this.#awaitReady(port, child, startedMs));
    if (outcome === 'ready') {
      this.#remark(`${title} is ready (${((this.#options.nowMs() - startedMs) / MS_PER_SECOND).toFixed(1)} s).`);
      return { port, process: identity, version };
    }
    await stopProcess(identity, this.#definition.stopGraceMs);
    const diagnosis = this.#definition.diagnoseExit(await logTail(plan.logFile, logStart));
    if (diagnosis.kind === 'port-busy') return 'port-busy';
    if (diagnosis.kind === 'failed') throw diagnosis.error;
    throw this.#failure(outcome === 'ended' ? 'it ended while it was starting' : 'it did not answer in time');
  }

  async #awaitReady(port: number, child: LaunchedProcess, startedMs: number): Promise<'ready' | 'ended' | 'timeout'> {
    while (this.#options.nowMs() - startedMs < this.#definition.startTimeoutMs) {
      if (child.exited() !== undefined) return 'ended';
      if (await this.#definition.answers(port)) return child.exited() === undefined ? 'ready' : 'ended';
      await pause(POLL_MS, this.#options.signal);
    }
    return 'timeout';
  }

  /**
   * Signs in to what answers. A refusal may come from the server of another home that took the port meanwhile: the one that was
   * started then finds the port busy and ends by itself.
   */
  async #awaitSignIn<Outcome>(port: number, child: LaunchedProcess, outcome: Outcome): Promise<Outcome | 'ended'> {
    if (outcome !== 'ready') return outcome;
    try {
      await this.#definition.verify(port);
      return outcome;
    } catch (error) {
      if (!CodexGraphError.isInstance(error) || error.code !== 'DATABASE_AUTHENTICATION') throw error;
      const deadlineMs = this.#options.nowMs() + LOST_PORT_MS;
      while (child.exited() === undefined && this.#options.nowMs() < deadlineMs) await pause(POLL_MS, this.#options.signal);
      if (child.exited() === undefined) throw error;
      return 'ended';
    }
  }

  async #remember(state: {
    port: number;
    version: string;
    process: ProcessIdentity;
    startedMs: number | undefined;
  }): Promise<void> {
    const { startedMs, ...rest } = state;
    await writeServiceState(this.stateFile, { ...rest, ...(startedMs !== undefined && { startedMs }) });
  }

  #failure(reason: string): CodexGraphError {
    return new CodexGraphError(
      'SERVICE_START_FAILED',
      `${this.#definition.title} could not be started: ${reason}. Its log is ${this.logFile}; "codexgraph doctor" checks what it needs.`,
    );
  }

  #remark(text: string): void {
    this.#options.onEvent({ kind: 'remark', text });
  }
}
