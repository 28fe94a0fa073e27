import neo4j from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import type { AnyQueryContract } from '../catalog/query-contract.js';
import { decodeRow, decodeValue, encodeParameters, encodeValue } from './driver-values.js';

function contract(parameters: Record<string, string>, columns: Record<string, string> = {}): AnyQueryContract {
  return { name: 'read/x', access: 'READ', needsRevision: false, parameters, columns, timeLimitMs: 1, rowLimit: 1 };
}

describe('values for the driver', () => {
  it('keep whole numbers whole, and lists of one type', () => {
    expect(encodeValue({ a: 1, b: 1.5, c: [1, 2], d: [1, 2.5], e: ['x', ''], f: [], g: true, h: undefined })).toEqual({
      a: neo4j.int(1),
      b: 1.5,
      c: [neo4j.int(1), neo4j.int(2)],
      d: [1, 2.5],
      e: ['x', ''],
      f: [],
      g: true,
    });
  });

  it('come back as they were', () => {
    const value = { a: 1, b: -0.5, c: [1, 2], d: [1, 2.5], e: ['x', null], f: { g: [[1]] }, big: 2 ** 53 - 1 };
    expect(decodeValue(encodeValue(value))).toEqual(value);
  });

  it('are converted by the types of the header', () => {
    const encoded = encodeParameters(
      contract({ id: 'string', line: 'integer?', rows: 'list<list<integer>>', flag: 'boolean', ratio: 'float', any: 'any' }),
      {
        id: 'x',
        rows: [[1], []],
        flag: false,
        ratio: 2,
        any: 3,
      },
    );
    expect(encoded).toEqual({ id: 'x', line: null, rows: [[neo4j.int(1)], []], flag: false, ratio: 2, any: neo4j.int(3) });
  });

  it.each([
    ['string', 1],
    ['integer', 1.5],
    ['integer', '1'],
    ['boolean', 'true'],
    ['list<string>', 'x'],
    ['list<string>', ['x', null]],
    ['map', 'x'],
    ['string', undefined],
  ])('that are not a %s are refused', (type, value) => {
    expect(() => encodeParameters(contract({ p: type }), { p: value })).toThrow('the parameter $p is not a');
  });

  it('of an answer are checked against the columns', () => {
    const record = (value: unknown) => ({ get: () => value });
    expect(decodeRow(contract({}, { n: 'integer' }), record(neo4j.int(7)))).toEqual({ n: 7 });
    expect(decodeRow(contract({}, { n: 'list<integer?>' }), record([neo4j.int(7), null]))).toEqual({ n: [7, null] });
    expect(() => decodeRow(contract({}, { n: 'integer' }), record(7.5))).toThrow('the column n is not a integer');
    expect(() => decodeRow(contract({}, { n: 'string' }), record(null))).toThrow('the column n is not a string');
  });
});
