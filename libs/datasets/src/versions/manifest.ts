import type { LicenceVerdict } from '../cleaning/licences.js';
import { canonicalJson, type JsonValue, sha256 } from '../json.js';
import type { CleaningCounts, ExampleCaps } from './clean-examples.js';
import type { Split } from './splits.js';

/** Version of the form of manifests. */
export const DATASET_SCHEMA = 'codexgraph.dataset/1';

/** A file of a data set: JSON lines, sorted by the examples' ids. */
export interface ShardRecord {
  readonly split: Split;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly examples: number;
  readonly tokens: number;
}

/** Everything that a data set is; its hash is the data set's name. */
export interface DatasetManifest {
  readonly schema: typeof DATASET_SCHEMA;
  readonly builder: { readonly name: string; readonly version: number };
  readonly caps: ExampleCaps;
  readonly licencePolicy: string;
  /** Runs that examples were made of: how many, and the sha256 of their sorted ids. */
  readonly traces: { readonly count: number; readonly digest: string };
  readonly repositories: readonly {
    readonly name: string;
    readonly family: string;
    readonly licence: string;
    readonly verdict: LicenceVerdict;
    readonly examples: number;
  }[];
  readonly shards: readonly ShardRecord[];
  readonly cleaning: CleaningCounts;
}

const ID_DIGITS = 20;

/** Name of a data set by its content: the same runs and options give the same name. */
export function datasetId(manifest: DatasetManifest): string {
  return `ds-${sha256(canonicalJson(manifest as unknown as JsonValue)).slice(0, ID_DIGITS)}`;
}
