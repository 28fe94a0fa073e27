import type { NodeLabel } from './labels.js';

/**
 * Id of a symbol: unique in a revision and stable between revisions as long as kind, file and qualified name stay.
 *
 * @param qualifiedPath dotted path inside the file ('' for the module itself).
 * @param ordinal 0 for the first definition of that name in the file, 1.. for overloads and redefinitions in source order.
 * @example symbolId('METHOD', 'src/http/session.py', 'Session.send', 0) // 'METHOD:src/http/session.py:Session.send'
 */
export function symbolId(label: NodeLabel, filePath: string, qualifiedPath: string, ordinal: number): string {
  const base = qualifiedPath === '' ? `${label}:${filePath}` : `${label}:${filePath}:${qualifiedPath}`;
  return ordinal === 0 ? base : `${base}~${ordinal}`;
}

/** Id of something outside the repository: a module, or `module.name`. */
export function externalId(qualifiedName: string): string {
  return `EXTERNAL:${qualifiedName}`;
}
