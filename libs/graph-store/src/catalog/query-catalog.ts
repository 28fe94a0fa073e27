import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodexGraphError } from '@codexgraph/graph-model';
import type { AnyQueryContract } from './query-contract.js';
import { parseStatement, REVISION_PLACEHOLDER, type Statement } from './statement-header.js';
import { escapeRevisionLabel } from '../revisions/revision-label.js';

/** Every statement of a `cypher/` folder, loaded and checked once. */
export class QueryCatalog {
  readonly #statements: ReadonlyMap<string, Statement>;
  readonly #bound = new Map<string, string>();

  private constructor(statements: ReadonlyMap<string, Statement>) {
    this.#statements = statements;
  }

  /**
   * Loads all statements below `folder`.
   *
   * @throws CodexGraphError INTERNAL that lists every header that does not fit its text.
   */
  static load(folder: string = findCypherFolder()): QueryCatalog {
    const statements = new Map<string, Statement>();
    const problems: string[] = [];
    for (const name of statementNames(folder)) {
      const parsed = parseStatement(name, readFileSync(join(folder, `${name}.cypher`), 'utf8'));
      if (parsed.statement === undefined)
        problems.push(...parsed.problems.map((problem) => `cypher/${name}.cypher: ${problem}.`));
      else statements.set(name, parsed.statement);
    }
    if (problems.length > 0)
      throw new CodexGraphError('INTERNAL', `Some Cypher statements do not fit their headers; mend them: ${problems.join(' ')}`);
    return new QueryCatalog(statements);
  }

  /** All statements, sorted by name. */
  statements(): readonly Statement[] {
    return [...this.#statements.values()];
  }

  /**
   * Text that runs for a contract, with the revision label in place of REVISION.
   *
   * @throws CodexGraphError INTERNAL when the file is missing, or differs from the generated contract, or the label is missing or not of the pool.
   */
  text(contract: AnyQueryContract, revisionLabel?: string): string {
    const key = revisionLabel === undefined ? contract.name : `${contract.name} ${revisionLabel}`;
    const known = this.#bound.get(key);
    if (known !== undefined) return known;
    const statement = this.#statement(contract);
    if (statement.needsRevision !== (revisionLabel !== undefined)) {
      throw new CodexGraphError(
        'INTERNAL',
        `cypher/${contract.name}.cypher must be run ${statement.needsRevision ? 'with' : 'without'} a revision label.`,
      );
    }
    const text = revisionLabel === undefined ? statement.text : bindRevision(statement.text, revisionLabel);
    if (this.#bound.size > 10_000) this.#bound.clear();
    this.#bound.set(key, text);
    return text;
  }

  #statement(contract: AnyQueryContract): Statement {
    const statement = this.#statements.get(contract.name);
    const isCurrent =
      statement !== undefined &&
      statement.access === contract.access &&
      sameTypes(statement.parameters, contract.parameters) &&
      sameTypes(statement.columns, contract.columns);
    if (!isCurrent) {
      throw new CodexGraphError(
        'INTERNAL',
        `cypher/${contract.name}.cypher is missing or differs from its generated types; run 'node tools/check-cypher.mjs --write' and build again.`,
      );
    }
    return statement;
  }
}

/** Puts an escaped revision label in place of the placeholder REVISION. @throws CodexGraphError INTERNAL for a label that is not of the pool. */
export function bindRevision(text: string, revisionLabel: string): string {
  return text.replace(REVISION_PLACEHOLDER, (_, suffix: string | undefined) => escapeRevisionLabel(revisionLabel, suffix ?? ''));
}

/** Nearest folder `cypher/` with statements above this file: right for the sources, the built code and an image that keeps the tree. */
export function findCypherFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'cypher');
    if (existsSync(join(candidate, 'schema'))) return candidate;
  }
  throw new CodexGraphError(
    'INTERNAL',
    `No folder 'cypher' was found above ${start}; keep it beside 'libs' when you copy the product.`,
  );
}

function statementNames(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((entry) => entry.endsWith('.cypher'))
    .map((entry) => entry.slice(0, -'.cypher'.length).replaceAll('\\', '/'))
    .sort((left, right) => (left < right ? -1 : 1));
}

function sameTypes(declared: Statement['columns'], generated: Readonly<Record<string, string>>): boolean {
  const left = declared.map((value) => `${value.name} ${value.type}`).join();
  return (
    left ===
    Object.entries(generated)
      .map(([name, type]) => `${name} ${type}`)
      .join()
  );
}
