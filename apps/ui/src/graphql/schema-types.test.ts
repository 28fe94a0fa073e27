import { readFileSync } from 'node:fs';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { KEYED_TYPES } from './cache-keys.js';

const schema = buildSchema(readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8'));
const HEADER = '// Written by a test: npx vitest run --project unit apps/ui/src/graphql/schema-types.test.ts -u\n';

describe('what is generated from the schema of the API', () => {
  it('has its types', async () => {
    const introspection = minifyIntrospection(introspectionFromSchema(schema));
    const text = outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
    await expect(HEADER + text).toMatchFileSnapshot(new URL('generated/schema-types.ts', import.meta.url).pathname);
  });

  it('names the types that the cache keeps inside their parents', async () => {
    const objects = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
    const names = objects.map(({ name }) => name).filter((name) => !(name in KEYED_TYPES) && !ROOTS.has(name));
    const text = `${HEADER}\n/** Types without an identity of their own. */\nexport const EMBEDDED_TYPES = ${JSON.stringify(names.toSorted(), null, 2)} as const;\n`;
    await expect(text).toMatchFileSnapshot(new URL('generated/embedded-types.ts', import.meta.url).pathname);
  });

  it('knows every type with an identity', () => {
    expect(Object.keys(KEYED_TYPES).filter((name) => !isObjectType(schema.getType(name)))).toEqual([]);
  });
});

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
