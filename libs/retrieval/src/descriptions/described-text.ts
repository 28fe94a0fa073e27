import type { SymbolSource } from '@codexgraph/graph-model';
import { quotedData, quotedInline } from '@codexgraph/llm';
import type { SymbolNeighbours } from './search-fields.js';

/** Characters of a body that a model reads to describe it: whole lines from its beginning. */
const CODE_CHARACTERS = 2400;
const CHARACTERS_OF_A_NAME = 200;
const MOST_NAMES = 5;

/** A symbol as a prompt shows it: what it is, where, what is around it, and the beginning of its code behind bars. */
export function describedText(symbol: SymbolSource, neighbours?: SymbolNeighbours): string {
  const { label, qualifiedName, filePath } = symbol;
  const around =
    neighbours === undefined ? [] : [named('Calls or uses', neighbours.uses), named('Is used by', neighbours.usedBy)];
  return [
    `${label.toLowerCase()} ${quotedInline(short(qualifiedName))} in ${quotedInline(short(filePath))}`,
    ...around.filter((line) => line !== ''),
    quotedData(beginning(symbol.code).trimEnd()),
  ].join('\n');
}

function named(what: string, names: readonly string[]): string {
  return names.length === 0
    ? ''
    : `${what}: ${names
        .slice(0, MOST_NAMES)
        .map((name) => quotedInline(short(name)))
        .join(', ')}`;
}

function short(name: string): string {
  return name.slice(0, CHARACTERS_OF_A_NAME);
}

/** Whole lines, but for a first line that is too long by itself. */
function beginning(code: string): string {
  if (code.length <= CODE_CHARACTERS) return code;
  const end = code.lastIndexOf('\n', CODE_CHARACTERS);
  return `${code.slice(0, end <= 0 ? CODE_CHARACTERS : end)}\n...`;
}
