import type { CodexGraphError } from '@codexgraph/graph-model';
import type { LaunchPlan } from '../process/launch-detached.js';

/** What an early end of a server means. */
export type ExitDiagnosis =
  { readonly kind: 'port-busy' } | { readonly kind: 'failed'; readonly error: CodexGraphError } | { readonly kind: 'unknown' };

/** A server that the supervisor can run: all that differs between Neo4j and Redis. */
export interface ServiceDefinition {
  /** Name of its state and log files, like `neo4j`. */
  readonly name: string;
  /** For people, like `Neo4j`. */
  readonly title: string;
  /** Version that is wanted: a running server of another one is replaced. Absent: any will do. */
  readonly wantedVersion?: string;
  /** Port that is tried first at the first start. */
  readonly firstPort: number;
  /** An argument that only the command line of this service of this home has. */
  readonly processArgument: string;
  readonly startTimeoutMs: number;
  readonly stopGraceMs: number;
  /** Makes all that a start on the port needs (artefacts, settings, password) and says how to start. May take long the first time. */
  prepare(port: number): Promise<LaunchPlan>;
  /** True when a server of this kind answers on the port; takes at most two seconds. */
  answers(port: number): Promise<boolean>;
  /** Signs in once after a start. @throws when the server answers but does not serve */
  verify(port: number): Promise<void>;
  /** The port that the settings on disk name; for a server whose state file was lost. */
  configuredPort(): Promise<number | undefined>;
  /** Reads the log that a server which ended early has left. */
  diagnoseExit(logText: string): ExitDiagnosis;
}
