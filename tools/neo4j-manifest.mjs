// Writes libs/local-services/manifests/neo4j-VERSION.json: every jar that the Neo4j server of that version needs, with its size
// and SHA-256. Needs mvn. Usage: node tools/neo4j-manifest.mjs VERSION MAIN_CLASS MIN_JAVA
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

const [version, mainClass, minJava] = process.argv.slice(2);
if (minJava === undefined) {
  console.error('Usage: node tools/neo4j-manifest.mjs VERSION MAIN_CLASS MIN_JAVA');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'neo4j-manifest-'));
try {
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>manifest</groupId><artifactId>manifest</artifactId><version>1</version>
<dependencies><dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${version}</version></dependency></dependencies></project>`,
  );
  const output = join(folder, 'repository');
  execFileSync(
    'mvn',
    ['-B', '-q', COPY_GOAL, `-DoutputDirectory=${output}`, '-Dmdep.useRepositoryLayout=true', '-DincludeScope=runtime'],
    { cwd: folder, stdio: 'inherit' },
  );
  const files = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jar'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => {
      const bytes = readFileSync(path);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { path: relative(output, path).split(sep).join('/'), size: bytes.length, sha256 };
    })
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  const lines = files.map((file) => `    ${JSON.stringify(file)}`).join(',\n');
  const target = new URL(`../libs/local-services/manifests/neo4j-${version}.json`, import.meta.url);
  writeFileSync(
    target,
    `{\n  "version": ${JSON.stringify(version)},\n  "mainClass": ${JSON.stringify(mainClass)},\n  "minJava": ${minJava},\n  "files": [\n${lines}\n  ]\n}\n`,
  );
  console.log(`${files.length} jars written to ${target.pathname}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
