import { CodexGraphError } from '@codexgraph/graph-model';
import neo4j from 'neo4j-driver';
import type { AnyQueryContract, CypherType } from '../catalog/query-contract.js';

type Conversion = (value: unknown) => unknown;

const encoders = new Map<CypherType, Conversion>();
const decoders = new Map<CypherType, Conversion>();

/** Parameters as the driver wants them: whole numbers become integers, by declared type. @throws CodexGraphError INTERNAL for a value of another type. */
export function encodeParameters(
  contract: AnyQueryContract,
  parameters: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const encoded: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(contract.parameters)) {
    encoded[name] = convert(encoders, encoder, type)(parameters[name] ?? null);
    if (encoded[name] === undefined) throw wrongType(contract, `parameter $${name}`, type);
  }
  return encoded;
}

/** One row of an answer, checked against the declared columns; integers become numbers. @throws CodexGraphError INTERNAL for a value of another type. */
export function decodeRow<Row>(
  contract: AnyQueryContract & { readonly types?: { readonly row: Row } },
  record: { get(key: string): unknown },
): Row {
  const row: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(contract.columns)) {
    row[name] = convert(decoders, decoder, type)(record.get(name));
    if (row[name] === undefined) throw wrongType(contract, `column ${name}`, type);
  }
  return row as Row;
}

/**
 * Any value as the driver wants it. A whole number becomes an INTEGER, another number a FLOAT; a list of numbers is of integers only when all are whole,
 * because a stored list has one type. So a number comes back as the same number.
 */
export function encodeValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const areFloats = value.some((item) => typeof item === 'number') && !value.every((item) => Number.isSafeInteger(item));
    return areFloats ? value : value.map(encodeValue);
  }
  const encoded: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) encoded[key] = encodeValue(item);
  return encoded;
}

/** A value of an answer in plain JavaScript; integers become numbers. */
export function decodeValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (neo4j.isInt(value)) return value.toNumber();
  if (Array.isArray(value)) return value.map(decodeValue);
  const decoded: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) decoded[key] = decodeValue(item);
  return decoded;
}

/** A conversion gives undefined for a value that is not of the type. Conversions are made once per type. */
function convert(known: Map<CypherType, Conversion>, make: (type: CypherType) => Conversion, type: CypherType): Conversion {
  let conversion = known.get(type);
  if (conversion === undefined) {
    conversion = make(type);
    known.set(type, conversion);
  }
  return conversion;
}

function encoder(type: CypherType): Conversion {
  return composite(type, encoder, (value) => {
    if (type === 'integer') return Number.isSafeInteger(value) ? neo4j.int(value as number) : undefined;
    if (type === 'map') return typeof value === 'object' ? encodeValue(value) : undefined;
    if (type === 'any') return encodeValue(value);
    return primitive(type, value);
  });
}

function decoder(type: CypherType): Conversion {
  return composite(type, decoder, (value) => {
    if (type === 'integer') return neo4j.isInt(value) ? value.toNumber() : undefined;
    if (type === 'map') return typeof value === 'object' && !Array.isArray(value) ? decodeValue(value) : undefined;
    if (type === 'any') return decodeValue(value);
    return primitive(type, value);
  });
}

function composite(type: CypherType, make: (type: CypherType) => Conversion, single: Conversion): Conversion {
  if (type.endsWith('?')) {
    const inner = make(type.slice(0, -1));
    return (value) => (value === null ? null : inner(value));
  }
  const item = /^list<(.+)>$/u.exec(type)?.[1];
  if (item === undefined) return (value) => (value === null && type !== 'any' ? undefined : single(value));
  const inner = make(item);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const converted = value.map(inner);
    return converted.includes(undefined) ? undefined : converted;
  };
}

function primitive(type: CypherType, value: unknown): unknown {
  return typeof value === (type === 'float' ? 'number' : type) ? value : undefined;
}

function wrongType(contract: AnyQueryContract, what: string, type: CypherType): CodexGraphError {
  return new CodexGraphError(
    'INTERNAL',
    `In cypher/${contract.name}.cypher the ${what} is not a ${type}; mend the header or the caller.`,
  );
}
