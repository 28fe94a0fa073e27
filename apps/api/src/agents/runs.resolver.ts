import { type ApplicationStorePort, CodexGraphError, type RunRecord } from '@codexgraph/graph-model';
import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { AGENT_RUNS, APPLICATION_STORE } from '../ports.js';
import type { AgentRuns } from './agent-runs.js';
import { Blindness } from './blindness.js';
import { blindEvent } from './blind-events.js';
import type { RunUpdate } from './live-run.js';
import { RunModel, runModel, RunUpdateModel } from './run.model.js';

const RUN_ID = { type: () => ID, description: 'Identifier of the run.' } as const;
const JSON_LINES_EVENTS = 10_000;

/** Runs and what happens in them. */
@Resolver(() => RunModel)
export class RunsResolver {
  private readonly blindness: Blindness;

  constructor(
    @Inject(AGENT_RUNS) private readonly runs: AgentRuns,
    @Inject(APPLICATION_STORE) private readonly store: ApplicationStorePort,
  ) {
    this.blindness = new Blindness(store);
  }

  @Query(() => RunModel, { nullable: true, description: 'The run of that id; null when there is none.' })
  async run(@Args('id', RUN_ID) id: string): Promise<RunModel | null> {
    const run = await this.store.runs.run(id);
    return run === undefined ? null : this.model(run);
  }

  @Query(() => String, {
    nullable: true,
    description:
      'The trace of a run as JSON lines, an event a line; null when there is none, or it is still hidden by a vote to come.',
  })
  async runTrace(@Args('id', RUN_ID) id: string): Promise<string | null> {
    const run = await this.store.runs.run(id);
    if (run === undefined || (await this.blindness.hides(run))) return null;
    const lines: string[] = [];
    for (let after = 0; ;) {
      const events = await this.store.runs.events(id, after, JSON_LINES_EVENTS);
      const last = events.at(-1);
      if (last === undefined) return lines.map((line) => `${line}\n`).join('');
      lines.push(...events.map((event) => event.json));
      after = last.number;
    }
  }

  @Mutation(() => RunModel, {
    description: 'Stops a run and its queries on the server. One that has ended stays as it is.',
  })
  async stopRun(@Args('id', RUN_ID) id: string): Promise<RunModel> {
    const run = await this.runs.stop(id);
    if (run === undefined)
      throw new CodexGraphError('NOT_FOUND', `There is no run '${id}'; look at the runs of its conversation.`);
    return this.model(run);
  }

  @Subscription(() => RunUpdateModel, {
    description: 'Events of a run: those after a number, then new ones as they happen. It ends with the run.',
    resolve: (update: RunUpdateModel) => update,
  })
  async runUpdates(
    @Args('runId', RUN_ID) runId: string,
    @Args('after', { type: () => Int, defaultValue: 0, description: 'Number of the last event that was seen; 0 for all.' })
    after: number,
  ): Promise<AsyncGenerator<RunUpdateModel, void, void>> {
    const run = await this.store.runs.run(runId);
    if (run === undefined)
      throw new CodexGraphError('NOT_FOUND', `There is no run '${runId}'; its conversation may have been deleted.`);
    return shown(this.runs.follow(runId, Math.max(0, after)), await this.blindness.hides(run));
  }

  private async model(run: RunRecord): Promise<RunModel> {
    return runModel(run, { isBlind: await this.blindness.hides(run), queuePlace: this.runs.placeInQueue(run.id) });
  }
}

async function* shown(
  updates: AsyncGenerator<RunUpdate, void, void>,
  isBlind: boolean,
): AsyncGenerator<RunUpdateModel, void, void> {
  for await (const { runId, state, queuePlace, event } of updates) {
    const whole = event === undefined ? undefined : (JSON.parse(event.json) as Readonly<Record<string, unknown>>);
    const visible = whole === undefined || !isBlind ? whole : blindEvent(whole);
    if (event !== undefined && visible === undefined) continue;
    yield {
      runId,
      state,
      queuePlace: queuePlace ?? null,
      number: event?.number ?? null,
      kind: visible === undefined ? null : String(visible['kind']),
      event: visible ?? null,
    };
  }
}
