import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApiHarness, type GraphQLAnswer } from '../testing/api-harness.js';
import { JobHarness } from '../testing/job-harness.js';

let queue: JobHarness;
let api: ApiHarness;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jobs-resolver-'));
  queue = new JobHarness();
  api = await new ApiHarness().start({ jobs: queue.jobs });
});
afterEach(async () => {
  await api.close();
  await queue.close();
  await rm(folder, { recursive: true });
});

const ADD =
  'mutation ($source: String!, $name: ID) { addRepository(input: { source: $source, name: $name }) { joined job { id state } } }';

interface Added {
  addRepository: { joined: boolean; job: { id: string; state: string } };
}

async function add(name = 'books'): Promise<Added['addRepository']> {
  const { data, errors } = await api.query(ADD, { source: folder, name });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as Added).addRepository;
}

function codesOf({ errors }: GraphQLAnswer): string[] {
  return (errors ?? []).map(({ extensions }) => extensions.code);
}

interface Event {
  number: number;
  type: string;
}

/** Events from a number on, until the end or until `stopAfter` of them came and the connection is cut. */
async function follow(jobId: string, after: number, stopAfter = Infinity): Promise<Event[]> {
  const client = api.socket();
  const query = 'subscription ($jobId: ID!, $after: Int!) { jobEvents(jobId: $jobId, after: $after) { number type } }';
  const seen: Event[] = [];
  for await (const { data, errors } of client.iterate<{ jobEvents: Event }>({ query, variables: { jobId, after } })) {
    if (data == null) throw new Error(JSON.stringify(errors));
    seen.push(data.jobEvents);
    if (seen.length >= stopAfter) break;
  }
  await client.dispose();
  return seen;
}

describe('jobs over GraphQL', () => {
  it('requests at the same time for one repository become one job', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => add()));
    expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1);
    expect(answers.filter(({ joined }) => !joined)).toHaveLength(1);
  });

  it('a client that lost its connection goes on where it was', async () => {
    queue.indexer.files = 12;
    queue.indexer.stepMs = 100;
    await queue.startWorker();
    const { job } = await add();
    const before = await follow(job.id, 0, 4);
    const rest = await follow(job.id, before.at(-1)?.number ?? 0);
    const all = [...before, ...rest];
    expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1));
    expect(all.at(-1)?.type).toBe('COMPLETED');
  });

  it('a job can be cancelled and asked for again', async () => {
    const { job } = await add();
    const cancelled = await api.query('mutation ($id: ID!) { cancelJob(id: $id) { state failure { code } } }', { id: job.id });
    expect(cancelled.data).toEqual({ cancelJob: { state: 'CANCELLED', failure: { code: 'CANCELLED' } } });
    const again = await api.query('mutation ($id: ID!) { retryJob(id: $id) { joined job { operation repositoryName state } } }', {
      id: job.id,
    });
    expect(again.data).toEqual({
      retryJob: { joined: false, job: { operation: 'INDEX', repositoryName: 'books', state: 'QUEUED' } },
    });
    const listed = await api.query('{ jobs(repositoryName: "books", first: 1) { nodes { state } pageInfo { hasNextPage } } }');
    expect(listed.data).toEqual({ jobs: { nodes: [{ state: 'QUEUED' }], pageInfo: { hasNextPage: true } } });
  });

  it('pages of jobs go on where the last one ended', async () => {
    for (const name of ['a', 'b', 'c']) await add(name);
    const page = (after: string | null) =>
      api.query('query ($after: String) { jobs(first: 2, after: $after) { nodes { repositoryName } pageInfo { endCursor } } }', {
        after,
      });
    const first = (await page(null)).data as { jobs: { nodes: unknown[]; pageInfo: { endCursor: string } } };
    expect(first.jobs.nodes).toEqual([{ repositoryName: 'c' }, { repositoryName: 'b' }]);
    expect((await page(first.jobs.pageInfo.endCursor)).data).toEqual({
      jobs: { nodes: [{ repositoryName: 'a' }], pageInfo: { endCursor: null } },
    });
  });

  it('refuses what cannot be done, with codes', async () => {
    expect(codesOf(await api.query(ADD, { source: '/no/such/folder' }))).toEqual(['SOURCE_UNREADABLE']);
    expect(codesOf(await api.query(ADD, { source: 'ext::sh -c id' }))).toEqual(['BAD_INPUT']);
    expect(codesOf(await api.query(ADD, { source: folder, name: "a'} DETACH DELETE" }))).toEqual(['BAD_INPUT']);
    expect(codesOf(await api.query(ADD, { source: folder, name: 'shop' }))).toEqual(['ALREADY_EXISTS']);
    expect(codesOf(await api.query('mutation { cancelJob(id: "nope") { id } }'))).toEqual(['NOT_FOUND']);
    await expect(follow('nope', 0)).rejects.toThrow('NOT_FOUND');
  });

  it('lets callers from other machines index below the allowed roots only', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect(codesOf(await api.query(ADD, { source: folder }, proxied))).toEqual(['FORBIDDEN']);
    await api.close();
    api = await new ApiHarness().start({ jobs: queue.jobs, server: { allowedRoots: [folder] } });
    expect(codesOf(await api.query(ADD, { source: folder }, proxied))).toEqual([]);
    expect(codesOf(await api.query(ADD, { source: tmpdir() }, proxied))).toEqual(['FORBIDDEN']);
  });
});
