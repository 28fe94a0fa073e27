import type { CypherType } from './query-contract.js';
import type { DeclaredValue, Statement } from './statement-header.js';

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  map: 'Readonly<Record<string, unknown>>',
  any: 'unknown',
};

/** TypeScript text of the contract of one statement: a file of its own, so that two people who add queries never touch the same file. */
export function generateQueryTypes(statement: Statement): string {
  const constant = camelCase(statement.name.slice(statement.name.lastIndexOf('/') + 1));
  const pascal = constant.charAt(0).toUpperCase() + constant.slice(1);
  const up = '../'.repeat(statement.name.split('/').length);
  return `// Generated from cypher/${statement.name}.cypher by tools/check-cypher.mjs --write. Do not edit.
import type { QueryContract } from '${up}catalog/query-contract.js';

${interfaceText(`${pascal}Parameters`, statement.parameters)}

${interfaceText(`${pascal}Row`, statement.columns)}

/** ${statement.purpose} */
export const ${constant}: QueryContract<${pascal}Parameters, ${pascal}Row> = {
  name: '${statement.name}',
  access: '${statement.access}',
  needsRevision: ${String(statement.needsRevision)},
  parameters: ${recordText(statement.parameters)},
  columns: ${recordText(statement.columns)},
  timeLimitMs: ${String(statement.timeLimitMs)},
  rowLimit: ${String(statement.rowLimit)},
};
`;
}

/** TypeScript type of a Cypher type. */
export function typeScriptType(type: CypherType): string {
  if (type.endsWith('?')) return `${typeScriptType(type.slice(0, -1))} | null`;
  const list = /^list<(.+)>$/u.exec(type);
  if (list?.[1] === undefined) return PRIMITIVES[type] ?? 'unknown';
  const inner = typeScriptType(list[1]);
  return `readonly ${inner.includes(' ') ? `(${inner})` : inner}[]`;
}

function interfaceText(name: string, values: readonly DeclaredValue[]): string {
  if (values.length === 0) return `type ${name} = Readonly<Record<string, never>>;`;
  const lines = values.map((value) => {
    const note = value.note === '' ? '' : `  /** ${value.note} */\n`;
    return `${note}  readonly ${value.name}: ${typeScriptType(value.type)};`;
  });
  return `interface ${name} {\n${lines.join('\n')}\n}`;
}

function recordText(values: readonly DeclaredValue[]): string {
  if (values.length === 0) return '{}';
  return `{ ${values.map((value) => `${value.name}: '${value.type}'`).join(', ')} }`;
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}
