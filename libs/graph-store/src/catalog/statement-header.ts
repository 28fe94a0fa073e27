import type { CypherType, QueryAccess } from './query-contract.js';

/** A parameter or column as the header declares it. */
export interface DeclaredValue {
  readonly name: string;
  readonly type: CypherType;
  /** Unit and bound, in words. */
  readonly note: string;
}

/** One statement file: what its header says, and the text that runs. */
export interface Statement {
  readonly name: string;
  readonly purpose: string;
  readonly access: QueryAccess;
  readonly parameters: readonly DeclaredValue[];
  readonly columns: readonly DeclaredValue[];
  readonly usedBy: string;
  readonly timeLimitMs: number;
  readonly rowLimit: number;
  readonly needsRevision: boolean;
  /** Without comments. */
  readonly text: string;
}

/** A statement, or what is wrong with its file, a sentence each. */
export type ParsedStatement =
  | { readonly statement: Statement; readonly problems: readonly [] }
  | { readonly statement?: undefined; readonly problems: readonly string[] };

const TYPE = /^(?:(?:string|integer|float|boolean|map|any)|list<.+>)\??$/u;
const WRITE_CLAUSES = /\b(?:CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD|ALTER|GRANT)\b/iu;
const SINGLE_KEYS = ['name', 'purpose', 'access', 'limits', 'used by'] as const;

/** The placeholder for a revision label, alone (`:REVISION`) or as the beginning of an index name (`REVISION_id`). */
export const REVISION_PLACEHOLDER = /\bREVISION(_[a-z][a-z_]*)?\b/gu;

/**
 * Reads one statement file and checks its header against its text: name, access mode, parameters, returned columns, limits, one statement.
 *
 * @param name path in `cypher/` without the ending, with `/`.
 */
export function parseStatement(name: string, content: string): ParsedStatement {
  const problems: string[] = [];
  const { fields, text } = splitHeader(content, problems);
  const parameters = declaredValues(fields.get('params') ?? [], true, problems);
  const columns = declaredValues(fields.get('returns') ?? [], false, problems);
  const single = singleFields(fields, problems);
  const limits = parseLimits(single.get('limits') ?? '', problems);
  const access = single.get('access') ?? '';
  if (single.get('name') !== name) problems.push(`the header's name is '${single.get('name') ?? ''}', the file's is '${name}'`);
  checkText({ name, access, text, parameters, columns }, problems);
  if (problems.length > 0) return { problems };
  const statement: Statement = {
    name,
    purpose: single.get('purpose') ?? '',
    access: access as QueryAccess,
    parameters,
    columns,
    usedBy: single.get('used by') ?? '',
    ...limits,
    needsRevision: text.search(REVISION_PLACEHOLDER) >= 0,
    text,
  };
  return { statement, problems: [] };
}

function splitHeader(content: string, problems: string[]): { fields: Map<string, string[]>; text: string } {
  const fields = new Map<string, string[]>();
  const body: string[] = [];
  for (const line of content.split('\n')) {
    const trimmed = line.trim();
    if (!trimmed.startsWith('//')) {
      if (trimmed.includes('//')) problems.push('a comment stands behind code: comments take lines of their own');
      body.push(line);
      continue;
    }
    const field = /^\/\/ (name|purpose|access|params|returns|limits|used by): (.+)$/u.exec(trimmed);
    if (field?.[1] === undefined || field[2] === undefined) {
      if (body.every((bodyLine) => bodyLine.trim() === '')) problems.push(`the header line '${trimmed}' is not 'field: text'`);
      continue;
    }
    const values = fields.get(field[1]) ?? [];
    values.push(field[2].trim());
    fields.set(field[1], values);
  }
  return { fields, text: body.join('\n').trim() };
}

function singleFields(fields: ReadonlyMap<string, readonly string[]>, problems: string[]): Map<string, string> {
  const single = new Map<string, string>();
  for (const key of SINGLE_KEYS) {
    const values = fields.get(key) ?? [];
    if (values.length !== 1) problems.push(`the header has ${String(values.length)} lines '${key}', and needs one`);
    single.set(key, values[0] ?? '');
  }
  for (const key of ['params', 'returns'])
    if (!fields.has(key)) problems.push(`the header has no line '${key}' ('none' when there are none)`);
  return single;
}

function declaredValues(lines: readonly string[], isParameter: boolean, problems: string[]): DeclaredValue[] {
  const declared: DeclaredValue[] = [];
  for (const line of lines) {
    if (line === 'none') continue;
    const match = /^(\$?)([A-Za-z]\w*) \(([^,)]+)(?:, (.+))?\)$/u.exec(line);
    const [, dollar, name, type, note] = match ?? [];
    if (name === undefined || type === undefined || !TYPE.test(type) || (dollar === '$') !== isParameter) {
      problems.push(`'${line}' is not '${isParameter ? '$name' : 'name'} (type, unit, bound)' with a known type`);
      continue;
    }
    declared.push({ name, type, note: note ?? '' });
  }
  return declared;
}

function parseLimits(text: string, problems: string[]): { timeLimitMs: number; rowLimit: number } {
  const match = /^(\d+) s, (\d+) rows?$/u.exec(text);
  if (match === null) problems.push(`limits are '${text}', and must read like '10 s, 1000 rows'`);
  return { timeLimitMs: Number(match?.[1] ?? 0) * 1000, rowLimit: Number(match?.[2] ?? 0) };
}

interface TextToCheck {
  readonly name: string;
  readonly access: string;
  readonly text: string;
  readonly parameters: readonly DeclaredValue[];
  readonly columns: readonly DeclaredValue[];
}

function checkText(statement: TextToCheck, problems: string[]): void {
  const bare = statement.text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gu, "''");
  if (bare.includes(';')) problems.push("the file has a ';': it must hold exactly one statement, without an end mark");
  if (bare === '') problems.push('the file has no statement');
  const expected = statement.name.startsWith('schema/') ? 'SCHEMA' : WRITE_CLAUSES.test(bare) ? 'WRITE' : 'READ';
  if (statement.access !== expected) problems.push(`access is '${statement.access}', but the text needs ${expected}`);
  const used = new Set([...bare.matchAll(/\$([A-Za-z]\w*)/gu)].map((match) => match[1] ?? ''));
  const declared = new Set(statement.parameters.map((parameter) => parameter.name));
  for (const name of used) if (!declared.has(name)) problems.push(`the text uses $${name}, which the header does not declare`);
  for (const name of declared) if (!used.has(name)) problems.push(`the header declares $${name}, which the text does not use`);
  const returned = returnedColumns(bare).join(', ');
  const columns = statement.columns.map((column) => column.name).join(', ');
  if (returned !== columns) problems.push(`the text returns (${returned}), the header declares (${columns})`);
}

/** Names of the columns of the last RETURN (or of a trailing YIELD), in order. */
function returnedColumns(text: string): string[] {
  const start = Math.max(...[...text.matchAll(/\bRETURN\b/giu)].map((match) => match.index), -1);
  if (start < 0) return [];
  const clause = text.slice(start + 'RETURN'.length).split(/\b(?:ORDER BY|SKIP|LIMIT)\b/iu)[0] ?? '';
  return splitTopLevel(clause.replace(/^\s*DISTINCT\b/iu, '')).map((item) => {
    const alias = /\bAS\s+(\w+)\s*$/iu.exec(item);
    return alias?.[1] ?? item.trim();
  });
}

function splitTopLevel(clause: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of clause) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) {
      items.push(current);
      current = '';
    } else {
      current += character;
    }
  }
  items.push(current);
  return items.filter((item) => item.trim() !== '');
}
