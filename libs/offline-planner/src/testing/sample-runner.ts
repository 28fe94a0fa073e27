import type { CypherOutcome, CypherRequest, CypherRunner, CypherValue } from '@codexgraph/graph-model';
import type { SymbolEntry } from '../names/symbol-entry.js';
import { sampleDirectory } from './in-memory-symbol-directory.js';

const COLUMNS = ['id', 'name', 'qualified_name', 'class', 'file_path', 'start_line', 'end_line', 'kind'];

const ALL_PATHS = ['api.py', 'sessions.py', 'adapters.py', 'util.py', 'help.py', 'test_api.py', 'http'];

/** Names of the sample repository, and what every other query gives; counts what is asked. */
export class SampleRunner implements Pick<CypherRunner, 'run'> {
  /** Look-ups of names, one for each question that is planned. */
  lookups = 0;
  readonly #answers: readonly SymbolEntry[];
  readonly #directory = sampleDirectory();

  constructor(answers: readonly SymbolEntry[] = []) {
    this.#answers = answers;
  }

  async run({ text, parameters = {} }: CypherRequest): Promise<CypherOutcome> {
    const names = listOf(parameters['names']);
    if (names !== undefined && !text.includes('unresolved_calls')) {
      this.lookups++;
      return outcome(await this.#directory.named('sample', names));
    }
    if (text.includes('(s:MODULE|PACKAGE)')) return outcome(await this.#directory.places('sample', ALL_PATHS));
    return text.includes('AS sites') ? rowsOutcome(['sites'], [[0]]) : outcome(this.#answers);
  }
}

function listOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function outcome(entries: readonly SymbolEntry[]): CypherOutcome {
  return rowsOutcome(
    COLUMNS,
    entries.map((entry) => [
      entry.id,
      entry.name,
      entry.qualifiedName,
      entry.className,
      entry.filePath,
      entry.startLine,
      entry.endLine,
      entry.kind,
    ]),
  );
}

function rowsOutcome(columns: readonly string[], rows: readonly (readonly CypherValue[])[]): CypherOutcome {
  return { kind: 'rows', columns, rows, notices: [], elapsedMs: 0, writtenText: '', scopedText: '', revision: '1' };
}
