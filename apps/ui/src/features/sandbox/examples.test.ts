import { readFileSync } from 'node:fs';
import { buildSchema, coerceInputValue, getOperationAST, isInputType, parse, typeFromAST, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from './examples.js';
import { sandboxMessages } from './sandbox.messages.js';

const schema = buildSchema(readFileSync(new URL('../../../../api/schema.graphql', import.meta.url), 'utf8'));

describe('the examples of the sandbox', () => {
  it.each(EXAMPLES.map((example) => [example.id, example] as const))('%s fits the schema, with its values', (id, example) => {
    const document = parse(example.query);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    expect(sandboxMessages).toHaveProperty(id);
    const values = { ...example.variables?.('shop') } as Record<string, unknown>;
    const declared = getOperationAST(document)?.variableDefinitions ?? [];
    expect(declared.map(({ variable }) => variable.name.value)).toEqual(Object.keys(values));
    for (const { variable, type } of declared) {
      const inputType = typeFromAST(schema, type as never);
      if (!isInputType(inputType)) throw new TypeError(`${variable.name.value} has no type of an input`);
      expect(() => coerceInputValue(values[variable.name.value], inputType)).not.toThrow();
    }
  });
});
