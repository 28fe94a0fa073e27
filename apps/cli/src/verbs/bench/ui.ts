import { z } from 'zod';
import { defineVerb } from '../../framework/verb.js';

/** `codexgraph bench ui`: frames of the explorer beside those of sigma alone, and what loading costs, in a real browser. */
export const verb = defineVerb({
  summary: 'measure the web interface in a browser: frames of drawings beside plain sigma, sizes and times of loading',
  configure(command) {
    command
      .option('--url <address>', 'service whose pages are loaded (default: the one that `codexgraph up` runs, if any)')
      .option('--json', 'print one JSON object');
  },
  options: z.object({ url: z.url().optional(), json: z.boolean().default(false) }),
  async run(context, { options }) {
    const { execFile } = await import('node:child_process');
    const { fileURLToPath } = await import('node:url');
    const { promisify } = await import('node:util');
    const { runningServer } = await import('../../server/server-record.js');
    const { frameRows, uiMeasurementSchema, uiText } = await import('../../bench/ui/ui-report.js');
    const url = options.url ?? (await runningServer(context.config.home))?.url;
    const script = fileURLToPath(new URL('../../../../ui/bench/measure-ui.mjs', import.meta.url));
    const measure = promisify(execFile);
    const { stdout } = await measure(process.execPath, [script, ...(url === undefined ? [] : ['--url', url])], {
      signal: context.signal,
      maxBuffer: 16 * 1024 * 1024,
      env: { ...context.variables, NODE_ENV: 'production' },
    });
    const measurement = uiMeasurementSchema.parse(JSON.parse(stdout));
    if (options.json) context.output.json({ frames: frameRows(measurement), loads: measurement.loads });
    else context.output.line(uiText(measurement));
    if (url === undefined) context.output.say('No service runs: loading was not measured. Start one by `codexgraph up`.');
    return undefined;
  },
});
