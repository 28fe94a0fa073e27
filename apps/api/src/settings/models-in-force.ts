import { type ModelSettings, withStoredModels } from '@codexgraph/config';
import { errorFields, type Log } from '../logging/json-logger.js';
import { SettingsFile } from './settings-file.js';

/** The models of the environment with those that were set up, for a process that reads them at its start. */
export async function modelsInForce(
  { home, models }: { readonly home: string; readonly models: ModelSettings },
  log: Log,
): Promise<ModelSettings> {
  const stored = await new SettingsFile(home).readOrNone((problem) => {
    log('warn', 'the settings of the web interface are not used', errorFields(problem));
  });
  return withStoredModels(models, stored);
}
