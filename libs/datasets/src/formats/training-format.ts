import type { JsonObject } from '../json.js';

/** A file beside the examples that a trainer needs in order to read them. */
export interface CompanionFile {
  readonly name: string;
  readonly text: string;
}

/** The form in which a trainer reads examples of some builders. */
export interface TrainingFormat {
  readonly name: string;
  /** Builders whose examples it takes. */
  readonly builders: readonly string[];
  /** One line of the trainer's file. Undefined: the trainer has no place for such an example. */
  convert(builder: string, body: JsonObject): JsonObject | undefined;
  /** Configuration for the files, by name. */
  companions(builder: string, files: readonly string[]): readonly CompanionFile[];
}
