/** A Java runtime on this machine. */
export interface JavaRuntime {
  /** Absolute path of `java`. */
  readonly executable: string;
  /** Feature version, like 17. */
  readonly version: number;
}

/** The feature version in what `java -version` prints or a `release` file holds: `"17.0.15"` gives 17, `"1.8.0_392"` gives 8. */
export function featureVersion(text: string): number | undefined {
  const match = /(?:version|JAVA_VERSION)[ =]"(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return undefined;
  const major = Number(match[1]);
  return major === 1 && match[2] !== undefined ? Number(match[2]) : major;
}
