import { describe, expect, it } from 'vitest';
import { FactsBuilder } from '../facts/facts-builder.js';
import type { FileFacts } from '../facts/file-facts.js';
import { TermOp } from '../facts/term.js';
import { ByteReader, ByteWriter } from './byte-stream.js';
import { decodeFacts, encodeFacts } from './facts-codec.js';

function sampleFacts(): FileFacts {
  const builder = new FactsBuilder('python');
  const name = builder.string('näme😀');
  builder.scope(0, -1, 0, -1);
  const value = builder.term(TermOp.NAME, name, 0, 0);
  builder.union([value, builder.term(TermOp.AWAIT, value)]);
  builder.binding({ scope: 0, name, kind: 3, value, offset: 1_000_000 });
  builder.member({ object: value, name, value, line: 7, offset: 90 });
  builder.site({ kind: 0, term: value, line: 3, column: 4, definition: 0 });
  builder.site({ kind: 6, term: value, line: 900, column: 2, definition: 0, name });
  const typeParameters = [{ name: 'T', binding: -1, constraint: -1, defaultType: 3 }];
  builder.definitions.push({
    label: 'CLASS',
    kind: 'class',
    name: 'A',
    parent: 0,
    path: 'A',
    start: 0,
    end: 2_147_483_647,
    startLine: 1,
    endLine: 2,
    nameLine: 1,
    nameColumn: 6,
    headerStart: 0,
    headerEnd: 9,
    docStart: -1,
    docEnd: -1,
    flags: 65536,
    scope: -1,
    callable: -1,
    binding: 0,
    declaredType: -1,
    declaredTypeText: 'list["\ud800"]',
    value: 0,
    bases: [{ term: 1, kind: 'extends', text: 'B[T]', line: 1 }],
    decorators: [1, -5],
    decoratorTexts: ['wrap("\u2028\0")'],
    typeParameters,
  });
  builder.callables.push({
    definition: -1,
    owner: 0,
    scope: 0,
    receiverClass: -1,
    parameters: [{ name: 'self', kind: 'positional', declaredType: -1, defaultValue: -1, optional: true, binding: 1, field: -1 }],
    typeParameters,
    returnType: -1,
    returns: [1, 2],
    yields: [],
    flags: 3,
  });
  builder.imports.push({
    specifier: 'a.b',
    level: 2,
    kind: 'name',
    name: 'x',
    localName: 'y',
    binding: 0,
    scope: 0,
    line: 1,
    typeOnly: false,
    conditional: true,
    reexport: false,
  });
  builder.exports.push({ name: '*', kind: 'star', term: -1, import: 0, line: 1, typeOnly: true });
  builder.problems.push({ code: 'syntax_error', startLine: 1, endLine: 2, message: 'unexpected ")"' });
  builder.exportedNames = ['A', 'B'];
  return builder.finish(12);
}

describe('facts as bytes', () => {
  it('come back as they went', () => {
    const facts = sampleFacts();
    expect(decodeFacts(encodeFacts(facts))).toEqual(facts);
    const { exportedNames: _, ...without } = facts;
    expect(decodeFacts(encodeFacts(without))).toEqual(without);
  });

  it('are the same for the same facts', () => {
    expect(encodeFacts(sampleFacts())).toEqual(encodeFacts(sampleFacts()));
  });

  it('are refused when they are cut, changed at the head or of another version', () => {
    const bytes = encodeFacts(sampleFacts());
    for (let length = 0; length < bytes.length; length++) expect(decodeFacts(bytes.subarray(0, length))).toBeUndefined();
    expect(decodeFacts(encodeFacts({ ...sampleFacts(), version: 999_999 }))).toBeUndefined();
    expect(decodeFacts(new Uint8Array(1000).fill(255))).toBeUndefined();
  });
});

describe('integers as bytes', () => {
  it('keep every 32-bit value', () => {
    const values = Int32Array.of(0, 1, -1, 63, -64, 64, 8191, 8192, -8193, 2 ** 31 - 1, -(2 ** 31), 12345678, -2);
    for (const stride of [0, 1, 3]) {
      const writer = new ByteWriter();
      writer.ints(values, stride);
      const reader = new ByteReader(writer.finish());
      expect(reader.ints(stride)).toEqual(values);
      expect(reader.isAtEnd).toBe(true);
    }
  });
});
