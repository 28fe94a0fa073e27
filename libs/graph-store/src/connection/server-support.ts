import { CodexGraphError } from '@codexgraph/graph-model';

/** What a server says about itself. */
export interface ServerInfo {
  /** Such as `5.26.30`, `2026.08.1` or `5.27-aura`. */
  readonly version: string;
  /** `community` or `enterprise` (Aura too). */
  readonly edition: string;
}

const NEEDED = 'use Neo4j 5.26 or later, 2025.x or 2026.x, Community, Enterprise or Aura';

/**
 * Reads the rows of `dbms.components()` and says whether the server can be used.
 *
 * @throws CodexGraphError DATABASE_UNSUPPORTED when it is another product, another edition, or too old.
 */
export function checkServer(
  components: readonly { readonly name: string; readonly versions: readonly string[]; readonly edition: string }[],
): ServerInfo {
  const kernel = components.find((component) => component.name === 'Neo4j Kernel');
  const version = kernel?.versions[0];
  if (kernel === undefined || version === undefined) {
    throw new CodexGraphError('DATABASE_UNSUPPORTED', `NEO4J_URI leads to a server that is not Neo4j; ${NEEDED}.`);
  }
  const edition = kernel.edition.toLowerCase();
  if (edition !== 'community' && edition !== 'enterprise') {
    throw new CodexGraphError(
      'DATABASE_UNSUPPORTED',
      `NEO4J_URI leads to Neo4j edition '${kernel.edition}', which is not supported; ${NEEDED}.`,
    );
  }
  const [major = 0, minor = 0] = version.split(/[.-]/u).map(Number);
  if (major < 5 || (major === 5 && minor < 26)) {
    throw new CodexGraphError('DATABASE_UNSUPPORTED', `NEO4J_URI leads to Neo4j ${version}, which is too old; ${NEEDED}.`);
  }
  return { version, edition };
}
