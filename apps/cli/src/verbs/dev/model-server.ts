import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CodexGraphError } from '@codexgraph/graph-model';
import { z } from 'zod';
import { EXIT } from '../../framework/exit-codes.js';
import { defineVerb } from '../../framework/verb.js';

const PORT_MAX = 65_535;

/** `codexgraph dev model-server SCRIPT`: a model server on this machine that answers as a script says. */
export const verb = defineVerb({
  summary: 'serve the replies of a script as an OpenAI-compatible model, to try the agents by hand',
  configure(command) {
    command
      .argument('<script>', 'JSON file: rules with replies, paces and faults; see docs/model-server.md')
      .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', '0')
      .option('--json', 'print the address and each call as JSON lines');
  },
  options: z.object({ port: z.coerce.number().int().min(0).max(PORT_MAX), json: z.boolean().default(false) }),
  async run(context, { positionals: [file = ''], options }) {
    const { startScriptedModelServer } = await import('@codexgraph/llm/scripted-server');
    const script = await readScriptFile(resolve(file));
    const server = await startScriptedModelServer({
      script,
      port: options.port,
      onCall({ number, role, stage, model }, rule) {
        if (options.json) context.output.json({ call: number, role, stage, model, rule: rule ?? null });
        else context.output.line(`call ${number} (${role || 'no role'}, ${stage || 'no stage'}): ${describeRule(rule)}`);
      },
    });
    if (options.json) context.output.json({ url: server.url });
    else {
      context.output.line(`The scripted model listens at ${server.url}. Ctrl-C stops it. To use it, in another terminal:`);
      context.output.line(`OPENAI_BASE_URL=${server.url} CODEXGRAPH_CHAT_MODEL=scripted codexgraph ask --repo NAME QUESTION`);
    }
    await stopped(context.signal);
    await server.close();
    return EXIT.done;
  },
});

function describeRule(rule: number | undefined): string {
  return rule === undefined ? 'no rule fits' : `rule ${rule + 1}`;
}

async function readScriptFile(path: string): Promise<never> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new CodexGraphError('BAD_INPUT', `The script ${path} cannot be read. Give the path of a JSON file.`, { cause: error });
  });
  try {
    // The server checks every part of it.
    return JSON.parse(text) as never;
  } catch (error) {
    throw new CodexGraphError('BAD_INPUT', `The script ${path} is no JSON (${String(error)}).`, { cause: error });
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}
