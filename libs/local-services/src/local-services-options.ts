/** A remark or a count of something slow that a person waits for. */
export type ServiceEvent =
  | { readonly kind: 'remark'; readonly text: string }
  | {
      readonly kind: 'progress';
      /** Stable while one piece of work goes on, like `Neo4j artefacts`. */
      readonly title: string;
      readonly done: number;
      readonly total?: number;
      readonly unit: string;
    }
  | { readonly kind: 'finished'; readonly title: string; readonly remark: string };

/** Versions of the embedded Neo4j that are supported and tested. */
export type Neo4jVersion = '5.26.30' | '2026.08.1';

/** Where downloads may come from. */
export interface DownloadOptions {
  /** Maven repository or mirror; http, https or file URL. Absent: `mvn` with its own settings. */
  readonly mavenUrl?: string;
  /** Folder that holds artefacts, flat or in Maven layout. */
  readonly artifactsFolder?: string;
  /** True forbids the network. */
  readonly offline: boolean;
}

/** What the library must not take from its surroundings by itself. */
export interface LocalServicesOptions {
  /** Absolute folder of all local state; made when missing. */
  readonly home: string;
  /** Absolute folder of downloads that homes share; made when missing. */
  readonly cache: string;
  readonly neo4j: {
    readonly version: Neo4jVersion;
    readonly heapMb?: number;
    readonly pageCacheMb?: number;
    readonly javaHome?: string;
  };
  readonly downloads: DownloadOptions;
  /** Environment of child processes; PATH and HOME are read from it. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** A new secret of at least 24 letters and digits. */
  readonly newSecret: () => string;
  readonly onEvent: (event: ServiceEvent) => void;
  /** Stops waiting and downloads; a server that was started stays and is adopted by the next call. */
  readonly signal?: AbortSignal;
}

/** How to reach the embedded Neo4j. */
export interface Neo4jEndpoint {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly pid: number;
  readonly version: Neo4jVersion;
}

/** How to reach the embedded Redis. */
export interface RedisEndpoint {
  /** With the password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly version: string;
}
