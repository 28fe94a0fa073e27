/** One file of a Maven repository that must arrive exactly as it was when it was listed. */
export interface Artifact {
  /** Path in a Maven repository, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** `group:artifact:version:type[:classifier]`, as Maven commands want it. */
export interface MavenCoordinates {
  readonly groupId: string;
  readonly artifactId: string;
  readonly version: string;
  readonly type: string;
  /** Absent for the main file. */
  readonly classifier?: string;
}

/** Reads coordinates from a path in Maven layout; undefined when it is not one. */
export function mavenCoordinates(path: string): MavenCoordinates | undefined {
  const parts = path.split('/');
  const [fileName, version, artifactId] = [parts.at(-1), parts.at(-2), parts.at(-3)];
  if (fileName === undefined || version === undefined || artifactId === undefined || parts.length < 4) return undefined;
  const stem = `${artifactId}-${version}`;
  const rest = fileName.startsWith(stem) ? /^(?:-([^/]+))?\.([a-z0-9]+)$/.exec(fileName.slice(stem.length)) : null;
  if (rest === null) return undefined;
  const [, classifier, type = 'jar'] = rest;
  return { groupId: parts.slice(0, -3).join('.'), artifactId, version, type, ...(classifier !== undefined && { classifier }) };
}
