import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-options.js';
import type { ServiceDefinition } from './service-definition.js';
import { ServiceSupervisor } from './service-supervisor.js';

let home: string;
beforeEach(() => {
  home = temporaryFolder();
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

/** A server whose first port another home's server takes: that one answers and refuses the password; this one ends a moment later. */
function losesItsFirstPort(ports: number[]): ServiceDefinition {
  const processArgument = join(home, 'server.conf');
  return {
    name: 'neo4j',
    title: 'Neo4j',
    firstPort: 20_000,
    startTimeoutMs: 20_000,
    stopGraceMs: 2_000,
    wantedVersion: '1',
    processArgument,
    prepare: (port) => {
      ports.push(port);
      const script =
        ports.length === 1 ? 'setTimeout(() => { console.log("busy"); process.exit(1); }, 500)' : 'setInterval(() => 0, 1000)';
      const logFile = join(home, 'logs', 'neo4j.log');
      return Promise.resolve({
        command: process.execPath,
        args: ['-e', script, processArgument],
        version: '1',
        cwd: home,
        variables: {},
        logFile,
      });
    },
    answers: () => Promise.resolve(true),
    verify: () =>
      ports.length === 1
        ? Promise.reject(new CodexGraphError('DATABASE_AUTHENTICATION', 'Wrong password; correct it.'))
        : Promise.resolve(),
    configuredPort: () => Promise.resolve(undefined),
    diagnoseExit: (text) => (text.includes('busy') ? { kind: 'port-busy' } : { kind: 'unknown' }),
  };
}

it('takes another port when the server of another home took the first one meanwhile', async () => {
  const ports: number[] = [];
  const supervisor = new ServiceSupervisor(losesItsFirstPort(ports), { home, nowMs: () => Date.now(), onEvent: () => undefined });
  const running = await supervisor.ensure();
  try {
    expect(ports.length).toBe(2);
    expect(running.port).toBe(ports[1]);
    expect(ports[1]).not.toBe(ports[0]);
  } finally {
    await supervisor.stop();
  }
});
