import { inject } from 'vitest';

/** Asks the service directly, to prepare what a test looks at. */
export async function request<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
  const response = await fetch(new URL('/graphql', inject('baseUrl')), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: readonly { message: string }[] };
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

const POLL_MS = 200;

/** Indexes a folder and waits until that is done. */
export async function indexFolder(source: string, name: string): Promise<void> {
  const add = 'mutation ($input: AddRepositoryInput!) { addRepository(input: $input) { job { id } } }';
  const { addRepository } = await request<{ addRepository: { job: { id: string } } }>(add, { input: { source, name } });
  await untilJobEnds(addRepository.job.id);
}

/** Deletes a repository and waits until it is gone. */
export async function deleteRepository(name: string): Promise<void> {
  const query = 'mutation ($name: ID!) { deleteRepository(name: $name) { job { id } } }';
  const { deleteRepository: request_ } = await request<{ deleteRepository: { job: { id: string } } }>(query, { name });
  await untilJobEnds(request_.job.id);
}

async function untilJobEnds(id: string): Promise<void> {
  for (;;) {
    const { job } = await request<{ job: { state: string; failure: { message: string } | null } }>(
      'query ($id: ID!) { job(id: $id) { state failure { message } } }',
      { id },
    );
    if (job.state === 'COMPLETED') return;
    if (job.state === 'FAILED' || job.state === 'CANCELLED') throw new Error(job.failure?.message ?? job.state);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
