import { spawn } from 'node:child_process';
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainFileError } from '../files/disk-errors.js';
import { logTail } from '../files/log-tail.js';
import { pause } from '../process/wait.js';
import { open } from 'node:fs/promises';
import { mavenCoordinates, type Artifact } from './artifact.js';
import type { ArtifactSource, FetchRequest } from './artifact-store.js';
import { throwIfCancelled } from './folder-source.js';

/** The `mvn` to be used. */
export interface MavenTool {
  /** Absolute path or name of `mvn`. */
  readonly executable: string;
  /** Java home for it; absent: what the environment says. */
  readonly javaHome?: string;
}

/** Options of {@link mavenSource}. */
export interface MavenSourceOptions {
  /** Finds or brings Maven, when it is first needed; a sentence when there is none. */
  readonly tool: () => Promise<MavenTool | string>;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Runs on Maven 3.0 and later; newer plugins ask for a newer Maven. */
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.1.2:copy';
const POLL_MS = 250;

/** Lets Maven download, with the user's own settings, mirrors and proxies. What Maven has fetched stays in its local repository. */
export function mavenSource(options: MavenSourceOptions): ArtifactSource {
  return {
    name: 'Maven (mvn)',
    async fetch(request) {
      const tool = await options.tool();
      if (typeof tool === 'string') return tool;
      const first = request.artifacts[0];
      if (first === undefined) return undefined;
      const scratch = await mkdtemp(join(dirname(request.target(first)), '.maven-'));
      try {
        return await copyByMaven({ tool, scratch, request, variables: options.variables });
      } catch (error) {
        throw explainFileError(error, scratch);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

interface MavenRun {
  readonly tool: MavenTool;
  readonly scratch: string;
  readonly request: FetchRequest;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

async function copyByMaven(run: MavenRun): Promise<string | undefined> {
  const { scratch, request } = run;
  await writeFile(join(scratch, 'pom.xml'), copyPom(request.artifacts, join(scratch, 'files')));
  const log = join(scratch, 'mvn.log');
  const ended = await runMaven(run, log);
  // The files are moved also when Maven failed: what has arrived is not fetched again.
  let missing = 0;
  for (const [index, artifact] of request.artifacts.entries()) {
    const moved = await rename(join(scratch, 'files', fileName(index)), request.target(artifact)).then(
      () => true,
      () => false,
    );
    if (!moved) missing += 1;
  }
  throwIfCancelled(request.signal);
  if (missing === 0) return undefined;
  return `mvn ended with ${ended} (${mavenComplaint(await logTail(log))})`;
}

/** Runs Maven while counting the bytes that have arrived in the folder it copies to. */
async function runMaven(run: MavenRun, log: string): Promise<string> {
  const { tool, scratch, request } = run;
  const output = await open(log, 'w');
  let ended: string | undefined;
  try {
    const variables = { ...run.variables, ...(tool.javaHome !== undefined && { JAVA_HOME: tool.javaHome }) };
    const child = spawn(tool.executable, ['-B', '-q', '-f', join(scratch, 'pom.xml'), COPY_GOAL], {
      cwd: scratch,
      env: variables,
      stdio: ['ignore', output.fd, output.fd],
      ...(request.signal && { signal: request.signal }),
    });
    child.on('error', (error) => {
      ended ??= error.message;
    });
    child.on('exit', (code, signal) => {
      ended ??= code === null ? `signal ${String(signal)}` : `exit code ${String(code)}`;
    });
    const counted = new Set<number>();
    while (ended === undefined) {
      await countArrived(run, counted);
      await pause(POLL_MS);
    }
    await countArrived(run, counted);
    return ended;
  } finally {
    await output.close();
  }
}

async function countArrived(run: MavenRun, counted: Set<number>): Promise<void> {
  for (const [index, artifact] of run.request.artifacts.entries()) {
    if (counted.has(index)) continue;
    const arrived = await stat(join(run.scratch, 'files', fileName(index))).then(
      (found) => found.size === artifact.size,
      () => false,
    );
    if (!arrived) return;
    counted.add(index);
    run.request.onBytes(artifact.size);
  }
}

function fileName(index: number): string {
  return `${String(index)}.file`;
}

/** A project that does nothing but copy: every artefact is named, so Maven resolves no dependencies and reads no version ranges. */
function copyPom(artifacts: readonly Artifact[], output: string): string {
  const items = artifacts.flatMap((artifact, index) => {
    const coordinates = mavenCoordinates(artifact.path);
    if (coordinates === undefined) return [];
    const { groupId, artifactId, version, type, classifier } = coordinates;
    const classified = classifier === undefined ? '' : `<classifier>${escapeXml(classifier)}</classifier>`;
    return [
      `<artifactItem><groupId>${escapeXml(groupId)}</groupId><artifactId>${escapeXml(artifactId)}</artifactId>` +
        `<version>${escapeXml(version)}</version><type>${escapeXml(type)}</type>${classified}` +
        `<destFileName>${fileName(index)}</destFileName></artifactItem>`,
    ];
  });
  return `<project><modelVersion>4.0.0</modelVersion><groupId>codexgraph</groupId><artifactId>artifacts</artifactId><version>1</version>
<packaging>pom</packaging><build><plugins><plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
<configuration><outputDirectory>${escapeXml(output)}</outputDirectory><overWriteReleases>true</overWriteReleases><artifactItems>
${items.join('\n')}
</artifactItems></configuration></plugin></plugins></build></project>
`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The first error line of Maven, which says what went wrong; the rest is advice on Maven itself. */
function mavenComplaint(log: string): string {
  const line = log.split('\n').find((one) => one.startsWith('[ERROR]')) ?? log.trim().split('\n').at(-1) ?? '';
  return line.replace(/^\[ERROR\]\s*/, '').slice(0, 300);
}
