import type { Session } from 'neo4j-driver';
import { createDriver, type ConnectionOptions } from '../connection/connection.js';
import { encodeParameters } from '../execution/driver-values.js';
import { translateDriverError } from '../execution/driver-error.js';
import { bindRevision, QueryCatalog } from './query-catalog.js';
import type { CypherType } from './query-contract.js';
import type { Statement } from './statement-header.js';
import { vectorIndexOptions } from '../retrieval/vector-index-options.js';

const SAMPLE_LABEL = 'R_check_statements_1';
/** Parameters that the server reads while it plans. */
const SAMPLES: Readonly<Record<string, unknown>> = { options: vectorIndexOptions(2) };
const QUERY_TYPES: Readonly<Record<string, string>> = { r: 'READ', rw: 'WRITE', w: 'WRITE', s: 'SCHEMA' };

/**
 * Tries every statement of the catalog on a real server: READ and WRITE ones are explained, their columns and their kind compared with the header; SCHEMA
 * ones are run twice, because they must not mind being run again. Leaves no index behind but those of the product.
 *
 * @returns what is wrong, a sentence each.
 */
export async function checkStatementsOnDatabase(options: ConnectionOptions): Promise<readonly string[]> {
  const catalog = QueryCatalog.load(options.cypherFolder);
  const driver = createDriver(options);
  const session = driver.session(options.database === undefined ? {} : { database: options.database });
  try {
    const problems: string[] = [];
    for (const statement of catalog.statements()) problems.push(...(await checkStatement(session, statement)));
    return problems;
  } finally {
    await dropSamples(session);
    await session.close();
    await driver.close();
  }
}

async function checkStatement(session: Session, statement: Statement): Promise<string[]> {
  const text = statement.needsRevision ? bindRevision(statement.text, SAMPLE_LABEL) : statement.text;
  const types = Object.fromEntries(statement.parameters.map((parameter) => [parameter.name, parameter.type]));
  const samples = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, SAMPLES[name] ?? sampleOf(type)]));
  const contract = { ...statement, parameters: types, columns: {} };
  const parameters = encodeParameters(contract, samples);
  const file = `cypher/${statement.name}.cypher`;
  try {
    if (statement.access === 'SCHEMA') {
      for (let run = 0; run < 2; run += 1) await session.run(text, parameters);
      return [];
    }
    return problemsOf(statement, await explain(session, text, parameters)).map((problem) => `${file}: ${problem}`);
  } catch (error) {
    return [`${file}: ${String(translateDriverError(error).details['server'])}`];
  }
}

interface Explanation {
  readonly kind: string;
  readonly rows: number;
  readonly keys: readonly string[];
}

function problemsOf(statement: Statement, { kind, rows, keys }: Explanation): string[] {
  const problems: string[] = [];
  // The statement that asks for the server's version only reads, but counts as administration.
  const access = statement.name === 'read/server' && kind === 's' ? 'READ' : (QUERY_TYPES[kind] ?? kind);
  const columns = statement.columns.map((column) => column.name).join(', ');
  if (rows > 0) problems.push('EXPLAIN gave rows.');
  if (access !== statement.access) problems.push(`the server takes it for ${access}, the header says ${statement.access}.`);
  if (keys.join(', ') !== columns) problems.push(`the server returns (${keys.join(', ')}), the header declares (${columns}).`);
  return problems;
}

async function explain(session: Session, text: string, parameters: Record<string, unknown>): Promise<Explanation> {
  // The language version stays in front.
  const explained = text.startsWith('CYPHER 5\n') ? text.replace('CYPHER 5\n', 'CYPHER 5 EXPLAIN ') : `EXPLAIN ${text}`;
  const result = session.run(explained, parameters);
  const keys = await result.keys();
  const { summary, records } = await result;
  return { kind: summary.queryType, rows: records.length, keys };
}

async function dropSamples(session: Session): Promise<void> {
  const search = ['search_symbol', 'search_text', 'search_vectors_a', 'search_vectors_b'];
  for (const suffix of ['name', 'qualified_name', 'place', ...search])
    await session.run(`DROP INDEX ${SAMPLE_LABEL}_${suffix} IF EXISTS`).catch(() => undefined);
  for (const suffix of ['id', 'search_key'])
    await session.run(`DROP CONSTRAINT ${SAMPLE_LABEL}_${suffix} IF EXISTS`).catch(() => undefined);
}

function sampleOf(type: CypherType): unknown {
  if (type.endsWith('?')) return null;
  const item = /^list<(.+)>$/u.exec(type)?.[1];
  if (item !== undefined) return [sampleOf(item)];
  const samples: Readonly<Record<string, unknown>> = {
    string: 'sample',
    integer: 1,
    float: 0.5,
    boolean: true,
    map: { name: 'sample' },
    any: 1,
  };
  return samples[type];
}
