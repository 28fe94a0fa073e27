import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSymbols } from '../generated/write/create-symbols.js';
import { symbolById } from '../generated/read/symbol-by-id.js';
import { symbolId } from '../generated/schema/revision/symbol-id.js';
import { QueryCatalog } from './query-catalog.js';

describe('the query catalog', () => {
  const catalog = QueryCatalog.load();

  it('loads every statement of the product', () => {
    expect(catalog.statements().length).toBeGreaterThan(50);
  });

  it('puts the escaped label of a revision in, also into names of indexes', () => {
    expect(catalog.text(symbolById, 'R_x_1')).toContain('MATCH (symbol:`R_x_1` {id: $id})');
    expect(catalog.text(symbolId, 'R_x_1')).toContain('CREATE CONSTRAINT `R_x_1_id` IF NOT EXISTS');
    expect(catalog.text(createSymbols)).toContain('$($revision)');
  });

  it.each(['R_x_1` DETACH DELETE n //', 'x', 'R__0', 'R_x_1 ', 'Symbol'])('refuses the label %j', (label) => {
    expect(() => catalog.text(symbolById, label)).toThrow('is not a revision label');
  });

  it('refuses a statement with a label too many or too few', () => {
    expect(() => catalog.text(symbolById)).toThrow('must be run with a revision label');
    expect(() => catalog.text(createSymbols, 'R_x_1')).toThrow('must be run without a revision label');
  });

  it('refuses a contract that differs from the file', () => {
    expect(() => catalog.text({ ...symbolById, parameters: { id: 'integer', withCode: 'boolean' } }, 'R_y_1')).toThrow(
      'differs from its generated types',
    );
    expect(() => catalog.text({ ...symbolById, name: 'read/nothing' }, 'R_y_1')).toThrow('is missing or differs');
  });

  it('lists every wrong header at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
    try {
      mkdirSync(join(folder, 'read'));
      for (const name of ['a', 'b']) writeFileSync(join(folder, 'read', `${name}.cypher`), 'RETURN 1 AS one\n');
      expect(() => QueryCatalog.load(folder)).toThrow(/cypher\/read\/a\.cypher: .*cypher\/read\/b\.cypher: /u);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
