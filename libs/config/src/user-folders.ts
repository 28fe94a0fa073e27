import { join } from 'node:path';

/** What the default folders depend on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The user's home folder, absolute. */
  readonly homeFolder: string;
  /** `XDG_DATA_HOME`, `LOCALAPPDATA` and the like are read from here. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

const FOLDER = 'codexgraph';

/** Where local state lives when CODEXGRAPH_HOME is not set: the platform's folder for the user's application data. */
export function defaultHomeFolder(machine: Machine): string {
  if (machine.platform === 'darwin') return join(machine.homeFolder, 'Library', 'Application Support', FOLDER);
  if (machine.platform === 'win32') return join(windowsData(machine), FOLDER, 'home');
  return join(absolute(machine.variables['XDG_DATA_HOME']) ?? join(machine.homeFolder, '.local', 'share'), FOLDER);
}

/** Where downloads live when CODEXGRAPH_CACHE is not set: the platform's folder for caches of the user. */
export function defaultCacheFolder(machine: Machine): string {
  if (machine.platform === 'darwin') return join(machine.homeFolder, 'Library', 'Caches', FOLDER);
  if (machine.platform === 'win32') return join(windowsData(machine), FOLDER, 'cache');
  return join(absolute(machine.variables['XDG_CACHE_HOME']) ?? join(machine.homeFolder, '.cache'), FOLDER);
}

function windowsData(machine: Machine): string {
  return absolute(machine.variables['LOCALAPPDATA']) ?? join(machine.homeFolder, 'AppData', 'Local');
}

/** The XDG rules say that a relative value is to be ignored. */
function absolute(value: string | undefined): string | undefined {
  return value !== undefined && /^(?:\/|[A-Za-z]:[\\/])/.test(value) ? value : undefined;
}
