import { loadLanguages } from '../../languages/registry.js';
import { openFolder } from '../open-folder.js';
import { watchSource } from './source-watcher.js';

/** A folder that is watched. */
export interface FolderWatch {
  /** True where changes are found by looking at intervals. */
  readonly isPolling: boolean;
  /** Stops; a change that is being told is waited for. */
  close(): Promise<void>;
}

/** What a watched folder tells. */
export interface FolderListener {
  /** Source files have changed; one call at a time, and what changes meanwhile is told by the next. A rejection is told again with the next change. */
  readonly onChange: () => Promise<void>;
  /** A sentence about something that watching goes on in spite of. */
  readonly onProblem: (sentence: string) => void;
}

/**
 * Watches the source files of a folder for whoever indexes them elsewhere; files that are never indexed are not told.
 * @throws BAD_INPUT, SOURCE_UNREADABLE when it is no folder that can be read
 */
export async function watchFolder(folder: string, subfolder: string, listener: FolderListener): Promise<FolderWatch> {
  const snapshot = await openFolder(folder, await loadLanguages(), { subfolder });
  return watchSource(snapshot, { onBatch: () => listener.onChange(), onProblem: listener.onProblem });
}
