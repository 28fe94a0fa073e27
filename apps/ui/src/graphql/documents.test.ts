import { readFileSync } from 'node:fs';
import { buildSchema, type DocumentNode, Kind, parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = buildSchema(readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8'));
const modules = import.meta.glob<Record<string, unknown>>('../**/*.documents.ts', { eager: true });
const documents = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter((entry): entry is [string, DocumentNode] => isDocument(entry[1]))
    .map(([name, document]) => ({ file, name, document: parse(print(document)) })),
);
const operations = documents.filter(({ document }) =>
  document.definitions.some((definition) => definition.kind === Kind.OPERATION_DEFINITION),
);

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT;
}

/** The service takes no longer ones. */
const MAX_CHARACTERS = 20_000;

describe('the documents of the UI', () => {
  it('are found', () => {
    expect(operations.length).toBeGreaterThan(2);
  });

  it.each(operations.map(({ file, name, document }) => [`${file} ${name}`, document] as const))(
    'fit the schema: %s',
    (_name, document) => {
      expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
      expect(print(document).length).toBeLessThan(MAX_CHARACTERS);
    },
  );

  it('have names of their own', () => {
    const names = operations.flatMap(({ document }) =>
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
      ),
    );
    expect(names).toHaveLength(new Set(names).size);
    expect(names).not.toContain(undefined);
  });
});
