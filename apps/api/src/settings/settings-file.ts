import path from 'node:path';
import { NO_STORED_SETTINGS, parseStoredSettings, STORED_SETTINGS_FILE, type StoredSettings } from '@codexgraph/config';
import { CodexGraphError } from '@codexgraph/graph-model';
import { readJsonIfWhole, writePrivateFile } from '@codexgraph/local-services';

/** What people have set up, in a file of the home that only its user can read: it holds keys. */
export class SettingsFile {
  readonly path: string;

  /** @param home absolute folder of local state */
  constructor(home: string) {
    this.path = path.join(home, 'secrets', STORED_SETTINGS_FILE);
  }

  /** What holds now. @throws CONFIGURATION when the file was written by something else; it is left as it is */
  async read(): Promise<StoredSettings> {
    const settings = parseStoredSettings(await readJsonIfWhole(this.path));
    if (settings !== undefined) return settings;
    throw new CodexGraphError(
      'CONFIGURATION',
      `${this.path} was not written by this version of the program. Move it away, then set up models and limits again.`,
    );
  }

  /** As {@link read}, but a file that cannot be used is as good as none, so that it stops nothing. */
  async readOrNone(onProblem: (error: unknown) => void): Promise<StoredSettings> {
    try {
      return await this.read();
    } catch (error) {
      onProblem(error);
      return NO_STORED_SETTINGS;
    }
  }

  /** Replaces the file; others see the old content or the new one. */
  async write(settings: StoredSettings): Promise<void> {
    await writePrivateFile(this.path, `${JSON.stringify(settings, null, 2)}\n`);
  }
}
