// Checks cypher/**: headers against texts, generated types against headers and, with --database, every statement on a real server.
//   node tools/check-cypher.mjs             headers and stale generated files
//   node tools/check-cypher.mjs --write     writes libs/graph-store/src/generated
//   node tools/check-cypher.mjs --database  also EXPLAINs on NEO4J_URI (NEO4J_USER, NEO4J_PASSWORD); needs `tsc -b libs/graph-store`
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generatedFolder = join(root, 'libs/graph-store/src/generated');

/** The two modules that read headers and write types import nothing at run time, so the checker never depends on a build it may have to mend. */
async function loadGenerator() {
  const folder = mkdtempSync(join(root, 'node_modules/.check-cypher-'));
  try {
    const modules = ['statement-header', 'generate-query-types'].map((name) => {
      const source = readFileSync(join(root, 'libs/graph-store/src/catalog', `${name}.ts`), 'utf8');
      const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
      const file = join(folder, `${name}.mjs`);
      writeFileSync(file, ts.transpileModule(source, { compilerOptions: options }).outputText);
      return import(pathToFileURL(file).href);
    });
    return Object.assign({}, ...(await Promise.all(modules)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesBelow(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length).replaceAll('\\', '/'))
    .sort();
}

/** Wanted text of every generated file, by its path without the ending. */
function wantedFiles(generator, problems) {
  const wanted = new Map();
  for (const name of filesBelow(join(root, 'cypher'), '.cypher')) {
    const parsed = generator.parseStatement(name, readFileSync(join(root, 'cypher', `${name}.cypher`), 'utf8'));
    if (parsed.statement === undefined) problems.push(...parsed.problems.map((problem) => `cypher/${name}.cypher: ${problem}.`));
    else wanted.set(name, generator.generateQueryTypes(parsed.statement));
  }
  return wanted;
}

function compareGenerated(wanted, write, problems) {
  for (const [name, text] of wanted) {
    const file = join(generatedFolder, `${name}.ts`);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    if (!write) problems.push(`libs/graph-store/src/generated/${name}.ts is stale; run 'node tools/check-cypher.mjs --write'.`);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  for (const name of filesBelow(generatedFolder, '.ts')) {
    if (wanted.has(name)) continue;
    if (write) rmSync(join(generatedFolder, `${name}.ts`));
    else
      problems.push(
        `libs/graph-store/src/generated/${name}.ts has no statement any more; run 'node tools/check-cypher.mjs --write'.`,
      );
  }
}

async function checkOnDatabase(problems) {
  const { NEO4J_URI: uri, NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env;
  if (uri === undefined) {
    problems.push('--database needs NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD.');
    return;
  }
  const { checkStatementsOnDatabase } = await import(pathToFileURL(join(root, 'libs/graph-store/dist/index.js')).href);
  problems.push(...(await checkStatementsOnDatabase({ uri, user, password })));
}

const problems = [];
const write = process.argv.includes('--write');
const wanted = wantedFiles(await loadGenerator(), problems);
if (problems.length === 0) compareGenerated(wanted, write, problems);
if (problems.length === 0 && process.argv.includes('--database')) await checkOnDatabase(problems);
for (const problem of problems) console.error(problem);
console.log(`${wanted.size} statements checked, ${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
