import { join } from 'node:path';

/** The folders and files of a home and its cache; the only place that knows their names. */
export class HomeLayout {
  readonly home: string;
  readonly cache: string;

  constructor(home: string, cache: string) {
    this.home = home;
    this.cache = cache;
  }

  /** Passwords, one a file. */
  get secrets(): string {
    return join(this.home, 'secrets');
  }

  /** Output of servers. */
  get logs(): string {
    return join(this.home, 'logs');
  }

  /** State files and locks of running services. */
  get run(): string {
    return join(this.home, 'run');
  }

  /** Settings and databases of Neo4j; a folder for each release line, since an older line cannot read a newer one's files. */
  neo4j(version: string): string {
    return join(this.home, 'neo4j', version.startsWith('5.26.') ? '5.26' : (version.split('.')[0] ?? version));
  }

  /** Settings and data of Redis. */
  get redis(): string {
    return join(this.home, 'redis');
  }

  /** Jars in Maven layout. */
  get artifacts(): string {
    return join(this.cache, 'artifacts');
  }

  /** Java runtimes that were brought along. */
  get java(): string {
    return join(this.cache, 'java');
  }

  /** Redis binaries that were brought along. */
  get redisBinaries(): string {
    return join(this.cache, 'redis');
  }

  /** Build tools that were brought along. */
  get tools(): string {
    return join(this.cache, 'tools');
  }
}
