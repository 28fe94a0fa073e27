import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiHarness } from './testing/api-harness.js';
import { introspectedSchema } from './testing/introspection.js';

const FILE = new URL('../schema.graphql', import.meta.url);
const HEADER = '# Written by a test: npx vitest run --project unit apps/api/src/graphql-schema.test.ts -u\n\n';

const harness = new ApiHarness();
let printed = '';
beforeAll(async () => {
  await harness.start();
  printed = printSchema(lexicographicSortSchema(await introspectedSchema(harness)));
});
afterAll(() => harness.close());

describe('the schema', () => {
  it('is the committed file, to the letter', async () => {
    await expect(`${HEADER}${printed}\n`).toMatchFileSnapshot(FILE.pathname);
  });

  it('describes every type, field, argument and value', () => {
    const schema = buildSchema(printed);
    const own = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type));
    expect(own.flatMap((type) => undescribed(type))).toEqual([]);
    expect(own.length).toBeGreaterThan(30);
    expect(schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive))).toEqual([]);
  });

  it('lets clients name nothing that resolvers keep to themselves', () => {
    expect(printed).not.toMatch(/\brecord\b:|\brepositoryName: String/);
  });
});

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

function undescribed(type: GraphQLNamedType): string[] {
  const missing: string[] = type.description === undefined && !ROOTS.has(type.name) ? [type.name] : [];
  const note = (place: string, { description }: { description?: string | null | undefined }) => {
    if (description == null || description.trim() === '') missing.push(place);
  };
  if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
  if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
  if (isObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return missing;
}
