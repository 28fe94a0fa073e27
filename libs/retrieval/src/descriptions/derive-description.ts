import type { SymbolSource } from '@codexgraph/graph-model';
import { splitIdentifier } from '../text/split-identifier.js';
import type { SymbolNeighbours } from './search-fields.js';
import { thirdPerson } from './verbs.js';

/** What a description is made of; `code` may be cut off. */
export type DescribedSymbol = Pick<SymbolSource, 'label' | 'name' | 'qualifiedName' | 'class' | 'kind' | 'signature' | 'code'>;

const QUESTIONS: ReadonlySet<string> = new Set([
  'is',
  'has',
  'can',
  'should',
  'was',
  'are',
  'needs',
  'supports',
  'does',
  'may',
  'must',
]);
const CONSTRUCTORS: ReadonlySet<string> = new Set(['__init__', 'constructor', '__new__']);
const RAISED = /\b(?:raise|throw(?:\s+new)?)\s+([A-Z][\w.]*)/g;
const WRITTEN = /\b(?:self|this)\.(\w+)\s*(?:[-+*/|&]|\?\?|\|\|)?=(?!=)/g;
const RETURN_TYPE = /(?:->|\)\s*:)\s*([^{=]+?)\s*(?:=>|\{|:)?\s*$/;
const SHOWN = 3;

/**
 * Sentences about what a symbol without documentation does, from its name, signature, body and neighbours; undefined when there is nothing to say beyond the
 * name. The same input gives the same text.
 */
export function deriveDescription(symbol: DescribedSymbol, neighbours: SymbolNeighbours): string | undefined {
  if (symbol.label === 'CLASS') return sentences(classParts(symbol, neighbours));
  if (symbol.label !== 'FUNCTION' && symbol.label !== 'METHOD') return sentences(valueParts(symbol, neighbours));
  const parts = [behaviour(symbol), ...bodyParts(symbol), ...callParts(symbol, neighbours)];
  return sentences(parts);
}

function behaviour(symbol: DescribedSymbol): string {
  const { name } = symbol;
  const owner = symbol.class === undefined ? '' : phrase(splitIdentifier(symbol.class));
  if (CONSTRUCTORS.has(name)) return `Creates ${withArticle(owner)}${parameterList(symbol)}`;
  const [first = name, ...rest] = splitIdentifier(name);
  return conventionalBehaviour(first, phrase(rest), owner) ?? verbBehaviour(symbol, [first, ...rest], owner);
}

/** What names do whose first word says it by convention: `isOpen`, `onClick`, `toJson`, `fromJson`. */
function conventionalBehaviour(first: string, rest: string, owner: string): string | undefined {
  if (QUESTIONS.has(first)) return `Tells whether ${theOwner(owner, 'it')} ${first} ${rest}`.trim();
  if (first === 'on') return `Handles ${rest}${ofOwner(owner)}`;
  if (first === 'to' || first === 'as') return `Converts ${theOwner(owner, 'a value')} to ${rest}`;
  if (first === 'from') return `Makes ${withArticle(owner)} from ${rest}`;
  return undefined;
}

/** What names do that begin with a verb; other names say what they give. */
function verbBehaviour(symbol: DescribedSymbol, [first, ...rest]: readonly [string, ...string[]], owner: string): string {
  const verb = thirdPerson(first);
  if (verb === undefined) return `Gives the ${phrase([first, ...rest])}${ofOwner(owner)}`;
  const what = phrase(rest);
  const acted = what === '' ? theOwner(owner, '') : `${what}${ofOwner(owner)}`;
  return `${capital(verb)}${acted === '' ? '' : ` ${acted}`}${parameterList(symbol)}`;
}

function theOwner(owner: string, otherwise: string): string {
  return owner === '' ? otherwise : `the ${owner}`;
}

function ofOwner(owner: string): string {
  return owner === '' ? '' : ` of the ${owner}`;
}

function parameterList({ signature }: DescribedSymbol): string {
  const inside = /\(([^()]*)/.exec(signature ?? '')?.[1] ?? '';
  const names = inside
    .split(',')
    .map((part) => /^[\s*.{]*(?:(?:public|private|protected|readonly)\s+)*(\w+)/.exec(part)?.[1] ?? '')
    .filter((name) => name !== '' && name !== 'self' && name !== 'cls' && name !== 'this');
  return names.length === 0 ? '' : ` from ${listed(names)}`;
}

function bodyParts(symbol: DescribedSymbol): string[] {
  const { code } = symbol;
  const parts: string[] = [];
  const type = RETURN_TYPE.exec(symbol.signature ?? '')?.[1]?.trim();
  if (type !== undefined && !/^(None|void|any|unknown)$/.test(type) && type.length < 60) parts.push(`Returns ${type}`);
  const raised = distinct([...code.matchAll(RAISED)].map(([, name = '']) => name));
  if (raised.length > 0) parts.push(`Raises ${listed(raised)}`);
  const written = CONSTRUCTORS.has(symbol.name) ? [] : distinct([...code.matchAll(WRITTEN)].map(([, name = '']) => name));
  if (written.length > 0) parts.push(`Sets ${listed(written)}`);
  return parts;
}

function callParts(symbol: DescribedSymbol, neighbours: SymbolNeighbours): string[] {
  const parts: string[] = [];
  const called = distinct(neighbours.uses).filter((name) => name !== symbol.name);
  if (called.length > 0) parts.push(`Uses ${listed(called)}`);
  const callers = distinct(neighbours.usedBy.map(lastNames));
  if (callers.length > 0) parts.push(`Used by ${listed(callers)}`);
  return parts;
}

function classParts(symbol: DescribedSymbol, neighbours: SymbolNeighbours): string[] {
  const kind = capital(symbol.kind ?? 'class');
  const parents = distinct(neighbours.parents);
  const kindOf = parents.length === 0 ? '' : `, a kind of ${listed(parents)}`;
  const parts = [`${kind} for ${phrase(splitIdentifier(symbol.name))}${kindOf}`];
  const members = distinct(neighbours.members).filter((name) => !name.startsWith('_') && name !== 'constructor');
  if (members.length > 0) parts.push(`Has ${listed(members, 2 * SHOWN)}`);
  const users = distinct(neighbours.usedBy.map(lastNames));
  if (users.length > 0) parts.push(`Used by ${listed(users)}`);
  return parts;
}

function valueParts(symbol: DescribedSymbol, neighbours: SymbolNeighbours): string[] {
  const users = distinct(neighbours.usedBy.map(lastNames));
  const owner = symbol.class === undefined ? '' : ` of the ${phrase(splitIdentifier(symbol.class))}`;
  if (users.length === 0 && owner === '') return [];
  const parts = [`The ${phrase(splitIdentifier(symbol.name))}${owner}`];
  if (users.length > 0) parts.push(`Used by ${listed(users)}`);
  return parts;
}

function sentences(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : `${parts.join('. ')}.`;
}

function listed(names: readonly string[], shown = SHOWN): string {
  const first = names.slice(0, shown).join(', ');
  return names.length > shown ? `${first} and ${names.length - shown} more` : first;
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '');
}

function phrase(words: readonly string[]): string {
  return words.join(' ');
}

function withArticle(noun: string): string {
  if (noun === '') return 'a value';
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lastNames(qualifiedName: string): string {
  return qualifiedName.split('.').slice(-2).join('.');
}
