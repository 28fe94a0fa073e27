import { createHash } from 'node:crypto';
import { CodexGraphError } from '@codexgraph/graph-model';

/** A prompt as its file states it. */
export interface PromptFile {
  /** Path of the file below the folder of prompts, without `.md`. */
  readonly id: string;
  readonly version: number;
  /** What it is for, one sentence. */
  readonly purpose: string;
  /** Names that must be given to render it; those of included parts are declared there. */
  readonly variables: readonly string[];
  readonly body: string;
  /** First 16 hexadecimal digits of the SHA-256 of the file's text. */
  readonly hash: string;
}

const HASH_DIGITS = 16;
const HEAD_FIELDS = ['id', 'version', 'purpose', 'variables'];
const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;
/** `{{name}}` is a variable, `{{> folder/part}}` another prompt. */
const PLACEHOLDER = /\{\{(>?)\s*([A-Za-z0-9_/-]+)\s*\}\}/g;

/** Reads the text of a prompt file. @throws CONFIGURATION with all that is wrong with it. */
export function readPromptFile(id: string, text: string): PromptFile {
  const [, head, body] = FRONT_MATTER.exec(text) ?? [];
  if (head === undefined || body === undefined) {
    throw wrongPrompt(id, 'it must begin with a head between two lines of "---"');
  }
  const fields = readHead(head);
  const variables = (fields.get('variables') ?? '').split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const problems = [...headProblems(id, fields), ...variableProblems(variables, body)];
  if (problems.length > 0) throw wrongPrompt(id, problems.join('; '));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
  const purpose = fields.get('purpose') ?? '';
  return { id, version: Number(fields.get('version')), purpose, variables, body: body.trim(), hash };
}

function readHead(head: string): ReadonlyMap<string, string> {
  return new Map(
    head.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function headProblems(id: string, fields: ReadonlyMap<string, string>): readonly string[] {
  const version = Number(fields.get('version'));
  return [
    ...(fields.get('id') === id ? [] : [`its id is "${fields.get('id') ?? ''}" but its file says "${id}"`]),
    ...(Number.isInteger(version) && version > 0 ? [] : ['version must be a whole number above 0']),
    ...((fields.get('purpose') ?? '') === '' ? ['purpose is missing'] : []),
    ...(fields.has('variables') ? [] : ['variables is missing (leave it empty if there are none)']),
    ...[...fields.keys()].filter((key) => !HEAD_FIELDS.includes(key)).map((key) => `"${key}" is no field of a head`),
  ];
}

/** Names of variables and of included prompts in a body, each once, in the order of the text. */
export function placeholders(body: string): { readonly variables: readonly string[]; readonly includes: readonly string[] } {
  const variables = new Set<string>();
  const includes = new Set<string>();
  for (const [, include, name = ''] of body.matchAll(PLACEHOLDER)) (include === '>' ? includes : variables).add(name);
  return { variables: [...variables], includes: [...includes] };
}

/** The body with every placeholder replaced; what is put in is not looked at again, so that text of users cannot add placeholders. */
export function fillPlaceholders(body: string, fill: (name: string, isInclude: boolean) => string): string {
  return body.replaceAll(PLACEHOLDER, (_whole, include: string, name: string) => fill(name, include === '>'));
}

/** A prompt that cannot be used. */
export function wrongPrompt(id: string, problem: string): CodexGraphError {
  return new CodexGraphError('CONFIGURATION', `The prompt "${id}" cannot be used: ${problem}. See docs/adding-a-prompt.md.`);
}

function variableProblems(declared: readonly string[], body: string): readonly string[] {
  const { variables: used } = placeholders(body);
  const rest = fillPlaceholders(body, () => '');
  return [
    ...used.filter((name) => !declared.includes(name)).map((name) => `{{${name}}} is used but not declared`),
    ...declared.filter((name) => !used.includes(name)).map((name) => `"${name}" is declared but not used`),
    ...(rest.includes('{{') || rest.includes('}}') ? ['a "{{" or "}}" stands outside of a placeholder'] : []),
  ];
}
