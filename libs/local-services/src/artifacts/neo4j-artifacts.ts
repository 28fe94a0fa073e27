import { readFile } from 'node:fs/promises';
import type { HomeLayout } from '../home-layout.js';
import type { LocalServicesOptions, Neo4jVersion } from '../local-services-options.js';
import type { Artifact } from './artifact.js';
import { createArtifactStore } from './create-artifact-store.js';

/** The server's files on this machine. */
export interface Neo4jArtifacts {
  /** Absolute paths of all jars, in a fixed order. */
  readonly jars: readonly string[];
  readonly mainClass: string;
  /** Feature version of Java that the server needs at least. */
  readonly minJava: number;
}

/** The committed list of what a version of the server consists of. */
export interface Neo4jManifest {
  readonly version: string;
  readonly mainClass: string;
  readonly minJava: number;
  readonly files: readonly Artifact[];
}

/** Reads the manifest of a version. It is a file of this package, written by tools/neo4j-manifest.mjs. */
export async function readNeo4jManifest(version: Neo4jVersion): Promise<Neo4jManifest> {
  const text = await readFile(new URL(`../../manifests/neo4j-${version}.json`, import.meta.url), 'utf8');
  return JSON.parse(text) as Neo4jManifest;
}

/** Makes sure that the server's files are there. @throws DOWNLOAD_FAILED, CHECKSUM_MISMATCH, DISK_FULL, CANCELLED */
export async function fetchNeo4jArtifacts(options: LocalServicesOptions, layout: HomeLayout): Promise<Neo4jArtifacts> {
  const manifest = await readNeo4jManifest(options.neo4j.version);
  const store = createArtifactStore(options, layout);
  const title = `Neo4j ${manifest.version}`;
  await store.ensure({ name: `neo4j-${manifest.version}`, title, artifacts: manifest.files });
  return { jars: manifest.files.map((file) => store.pathOf(file)), mainClass: manifest.mainClass, minJava: manifest.minJava };
}

/** True when all files of the configured version are there, verified. */
export async function hasNeo4jArtifacts(options: LocalServicesOptions, layout: HomeLayout): Promise<boolean> {
  const manifest = await readNeo4jManifest(options.neo4j.version);
  return createArtifactStore(options, layout).has(`neo4j-${manifest.version}`, manifest.files);
}
