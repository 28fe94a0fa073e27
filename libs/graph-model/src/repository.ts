import type { NodeLabel, RelationType } from './labels.js';
import type { CallCounts } from './rows.js';

/** Counts of one published revision. */
export interface GraphCounts {
  readonly files: number;
  readonly filesSkipped: number;
  readonly nodes: Readonly<Partial<Record<NodeLabel, number>>>;
  readonly edges: Readonly<Partial<Record<RelationType, number>>>;
  readonly calls: CallCounts;
}

/** Where a repository's source comes from. */
export interface RepositorySource {
  readonly kind: 'folder' | 'git' | 'archive';
  /** Absolute path of the folder or archive, or git URL without credentials. */
  readonly location: string;
  /** Folder inside the source that was indexed; '' for all of it. */
  readonly subfolder: string;
  /** Requested branch, tag or commit. */
  readonly requestedRevision?: string;
}

/** One indexed source tree and its published revision. */
export interface RepositoryRecord {
  /** Unique; 1..100 characters of letters, digits, '.', '_', '-', '/'; starts with a letter or digit. */
  readonly name: string;
  readonly source: RepositorySource;
  /** Full commit hash when the source is a git work tree or URL. */
  readonly commit?: string;
  /** Identifier of the published revision; changes with every publication. */
  readonly revision: string;
  /** Neo4j label that all nodes of the published revision carry. */
  readonly label: string;
  /** ISO 8601 in UTC. */
  readonly publishedAt: string;
  readonly counts: GraphCounts;
}
