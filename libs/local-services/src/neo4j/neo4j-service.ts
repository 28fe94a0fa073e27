import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CodexGraphError } from '@codexgraph/graph-model';
import { fetchNeo4jArtifacts, type Neo4jArtifacts } from '../artifacts/neo4j-artifacts.js';
import { makePrivateFolder, readFileIfThere, writePrivateFile } from '../files/private-files.js';
import type { HomeLayout } from '../home-layout.js';
import { ensureJava } from '../java/ensure-java.js';
import type { JavaRuntime } from '../java/java-runtime.js';
import type { LocalServicesOptions } from '../local-services-options.js';
import { usableMemoryBytes } from '../machine-memory.js';
import type { LaunchPlan } from '../process/launch-detached.js';
import { readOrCreateSecret, readSecret } from '../secrets.js';
import type { ExitDiagnosis, ServiceDefinition } from '../supervisor/service-definition.js';
import { answersBolt } from './bolt-handshake.js';
import { diagnoseNeo4jExit } from './diagnose-exit.js';
import { javaArgumentFile } from './java-arguments.js';
import { sizeNeo4jMemory } from './neo4j-memory.js';
import { neo4jConf, portOfNeo4jConf } from './neo4j-settings.js';
import { checkNeo4jServer } from './server-check.js';

const run = promisify(execFile);

const SECRET_NAME = 'neo4j-password';
const HANDSHAKE_TIMEOUT_MS = 1_500;
const ADMIN_TOOL_TIMEOUT_MS = 120_000;

/** User of the embedded server. */
export const NEO4J_USER = 'neo4j';

/** The embedded Neo4j of a home. */
export class Neo4jService implements ServiceDefinition {
  readonly name = 'neo4j';
  readonly title = 'Neo4j';
  readonly firstPort = 17_687;
  readonly startTimeoutMs = 240_000;
  readonly stopGraceMs = 60_000;
  readonly wantedVersion: string;
  readonly #options: LocalServicesOptions;
  readonly #layout: HomeLayout;
  readonly #folder: string;

  constructor(options: LocalServicesOptions, layout: HomeLayout) {
    this.#options = options;
    this.#layout = layout;
    this.wantedVersion = options.neo4j.version;
    this.#folder = layout.neo4j(options.neo4j.version);
  }

  get processArgument(): string {
    return `@${this.#argumentFile}`;
  }

  get #argumentFile(): string {
    return join(this.#folder, 'conf', 'java.args');
  }

  /** The password of the server; undefined before its first start. */
  password(): Promise<string | undefined> {
    return readSecret(this.#layout.secrets, SECRET_NAME);
  }

  async prepare(port: number): Promise<LaunchPlan> {
    const artifacts = await fetchNeo4jArtifacts(this.#options, this.#layout);
    const java = await ensureJava(this.#options, this.#layout, artifacts.minJava);
    await makePrivateFolder(this.#folder);
    await mkdir(join(this.#folder, 'logs'), { recursive: true });
    await this.#writeSettings(port, { artifacts, java });
    await this.#setFirstPassword(artifacts, java);
    return {
      command: java.executable,
      args: [this.processArgument],
      version: this.wantedVersion,
      cwd: this.#folder,
      variables: { ...this.#options.variables, NEO4J_HOME: this.#folder, NEO4J_CONF: join(this.#folder, 'conf') },
      logFile: join(this.#layout.logs, `${this.name}.log`),
    };
  }

  answers(port: number): Promise<boolean> {
    return answersBolt(port, HANDSHAKE_TIMEOUT_MS);
  }

  async verify(port: number): Promise<void> {
    const password = await this.password();
    await checkNeo4jServer({ uri: boltUri(port), user: NEO4J_USER, ...(password !== undefined && { password }) });
  }

  async configuredPort(): Promise<number | undefined> {
    return portOfNeo4jConf((await readFileIfThere(join(this.#folder, 'conf', 'neo4j.conf'))) ?? '');
  }

  diagnoseExit(logText: string): ExitDiagnosis {
    return diagnoseNeo4jExit(logText);
  }

  async #writeSettings(port: number, parts: { readonly artifacts: Neo4jArtifacts; readonly java: JavaRuntime }): Promise<void> {
    const memory = sizeNeo4jMemory(usableMemoryBytes(), this.#options.neo4j);
    await writePrivateFile(join(this.#folder, 'conf', 'neo4j.conf'), neo4jConf({ version: this.wantedVersion, port, memory }));
    const text = javaArgumentFile({
      memory,
      javaVersion: parts.java.version,
      jars: parts.artifacts.jars,
      mainClass: parts.artifacts.mainClass,
      home: this.#folder,
      heapDumpFolder: this.#layout.logs,
    });
    await writePrivateFile(this.#argumentFile, text);
  }

  /** Before the first start of a database: a random password, handed over in a file, since other users see command lines. */
  async #setFirstPassword(artifacts: Neo4jArtifacts, java: JavaRuntime): Promise<void> {
    const data = join(this.#folder, 'data');
    if (await exists(join(data, 'databases', 'system'))) {
      if ((await this.password()) !== undefined) return;
      throw new CodexGraphError(
        'SERVICE_START_FAILED',
        `The password of the embedded Neo4j is gone (${join(this.#layout.secrets, SECRET_NAME)}). Put the file back, or delete ${this.#folder} and index again.`,
      );
    }
    const password = await readOrCreateSecret(this.#layout.secrets, SECRET_NAME, this.#options.newSecret);
    const arguments_ = join(this.#folder, 'conf', 'password.args');
    await rm(join(data, 'dbms', 'auth.ini'), { force: true });
    try {
      await writePrivateFile(arguments_, `dbms\nset-initial-password\n${password}\n`);
      const options = [
        '-XX:TieredStopAtLevel=1',
        '-cp',
        artifacts.jars.join(process.platform === 'win32' ? ';' : ':'),
        'org.neo4j.cli.AdminTool',
      ];
      const javaArguments = join(this.#folder, 'conf', 'admin.args');
      await writePrivateFile(javaArguments, `${options.map((option) => `"${option.replace(/\\/g, '\\\\')}"`).join('\n')}\n`);
      await run(java.executable, ['@' + javaArguments, '@' + arguments_], {
        cwd: this.#folder,
        timeout: ADMIN_TOOL_TIMEOUT_MS,
        env: { ...this.#options.variables, NEO4J_HOME: this.#folder, NEO4J_CONF: join(this.#folder, 'conf') },
      });
    } catch (error) {
      throw this.#passwordFailure(error);
    } finally {
      await rm(arguments_, { force: true });
    }
  }

  #passwordFailure(error: unknown): unknown {
    if (CodexGraphError.isInstance(error)) return error;
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const diagnosis = diagnoseNeo4jExit(output);
    if (diagnosis.kind === 'failed') return diagnosis.error;
    const lastLine = output.trim().split('\n').at(-1) ?? '';
    return new CodexGraphError('SERVICE_START_FAILED', `The first password of Neo4j could not be set: ${lastLine}.`, {
      cause: error,
    });
  }
}

/** Bolt address of a server on this machine. */
export function boltUri(port: number): string {
  return `bolt://127.0.0.1:${String(port)}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
