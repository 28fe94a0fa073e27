import { createServer } from 'node:net';
import { once } from 'node:events';
import { readConfig } from '@codexgraph/config';
import type { LocalServices } from '@codexgraph/local-services';
import { expect, it } from 'vitest';
import { serviceChecks } from './doctor-checks.js';

const machine = { platform: 'linux', homeFolder: '/home/ada', variables: {} } as const;
const nothingRuns = { status: () => Promise.resolve({}) } as unknown as LocalServices;

/** A port that nobody listens on. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

it('says of servers of the user that are away what happened, and apart from it what to do', async () => {
  const address = `127.0.0.1:${await closedPort()}`;
  const config = readConfig({ NEO4J_URI: `bolt://${address}`, REDIS_URL: `redis://:secret@${address}` }, machine);
  expect(await serviceChecks(config, nothingRuns)).toEqual([
    {
      name: 'Neo4j',
      state: 'missing',
      text: `The server at bolt://${address} does not answer (connect ECONNREFUSED ${address}).`,
      mend: 'Check that it runs and that NEO4J_URI is right, or unset NEO4J_URI to use the embedded server.',
    },
    {
      name: 'Redis',
      state: 'missing',
      text: `The server at redis://${address} does not answer (connect ECONNREFUSED ${address}).`,
      mend: 'Check that it runs and that REDIS_URL is right, or unset REDIS_URL to use the embedded server.',
    },
  ]);
});

it('finds nothing wrong with embedded servers that do not run', async () => {
  const checks = await serviceChecks(readConfig({}, machine), nothingRuns);
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual(['Neo4j ok', 'Redis ok']);
});
