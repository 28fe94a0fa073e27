import type { TokenReader } from './token-reader.js';

/** Names of types of one word. */
const PLAIN = new Set(
  'NOTHING NULL BOOL BOOLEAN VARCHAR STRING INT INTEGER INTEGER64 INT64 FLOAT FLOAT64 DATE DURATION POINT NODE VERTEX RELATIONSHIP EDGE MAP PATH PATHS'.split(
    ' ',
  ),
);
/** Words that may follow a first word. */
const FOLLOWING: Readonly<Record<string, readonly (readonly string[])[]>> = {
  SIGNED: [['INTEGER']],
  LOCAL: [['TIME'], ['DATETIME']],
  ZONED: [['TIME'], ['DATETIME']],
  TIME: [
    ['WITHOUT', 'TIMEZONE'],
    ['WITH', 'TIMEZONE'],
    ['WITHOUT', 'TIME', 'ZONE'],
    ['WITH', 'TIME', 'ZONE'],
  ],
  TIMESTAMP: [
    ['WITHOUT', 'TIMEZONE'],
    ['WITH', 'TIMEZONE'],
    ['WITHOUT', 'TIME', 'ZONE'],
    ['WITH', 'TIME', 'ZONE'],
  ],
  PROPERTY: [['VALUE']],
};
const AFTER_ANY = [['NODE'], ['VERTEX'], ['RELATIONSHIP'], ['EDGE'], ['MAP'], ['PROPERTY', 'VALUE']];

/** A type as it is printed, such as `LIST<STRING NOT NULL> | INTEGER`. */
export function readType(reader: TokenReader): string {
  const parts = [readPart(reader)];
  for (let part = readAlternative(reader); part !== undefined; part = readAlternative(reader)) parts.push(part);
  return parts.join(' | ');
}

/** `| type`; a bar with anything else behind it starts the projection of a comprehension. */
function readAlternative(reader: TokenReader): string | undefined {
  if (!reader.is('|') || reader.barBudget <= 0) return undefined;
  const part = reader.attempt('type', () => {
    reader.expect('|');
    return readPart(reader);
  });
  if (part === undefined) return undefined;
  reader.barBudget -= 1;
  reader.barsJoined += 1;
  return part;
}

function readPart(reader: TokenReader): string {
  let type = reader.nested(() => readName(reader)) + readNullability(reader);
  while (reader.isAnyOf(['LIST', 'ARRAY'])) {
    reader.next();
    type += ` LIST${readNullability(reader)}`;
  }
  return type;
}

function readName(reader: TokenReader): string {
  const { word } = reader.token;
  if (PLAIN.has(word)) return reader.next().word;
  if ((word === 'LIST' || word === 'ARRAY') && reader.is('<', 1)) {
    reader.next();
    return `LIST ${readElementType(reader)}`;
  }
  if (word === 'ANY') return readAny(reader);
  const following = FOLLOWING[word];
  if (following === undefined) throw reader.unexpected('a type such as STRING or LIST<INTEGER>');
  reader.next();
  return readWords(reader, word, following);
}

function readAny(reader: TokenReader): string {
  reader.next();
  for (const words of AFTER_ANY) if (reader.accept(...words)) return ['ANY', ...words].join(' ');
  const value = reader.accept('VALUE') ? ' VALUE' : '';
  return reader.is('<') ? `ANY${value} ${readElementType(reader)}` : `ANY${value}`;
}

function readElementType(reader: TokenReader): string {
  reader.expect('<');
  const inner = readType(reader);
  reader.expect('>', 'after the type of the elements');
  return `< ${inner} >`;
}

function readWords(reader: TokenReader, first: string, choices: readonly (readonly string[])[]): string {
  for (const words of choices) if (reader.accept(...words)) return [first, ...words].join(' ');
  throw reader.unexpected(choices.map((words) => words.join(' ')).join(' or '));
}

function readNullability(reader: TokenReader): string {
  return reader.accept('NOT', 'NULL') || reader.accept('!') ? ' NOT NULL' : '';
}
