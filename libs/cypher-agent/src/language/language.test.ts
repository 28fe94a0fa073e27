import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../safety/checks/functions.js';
import { PROCEDURE_NAMES } from '../safety/checks/procedures.js';
import { checkText } from './check-text.js';
import { formatText } from './format-text.js';
import { signatureAt } from './signature-at.js';
import { SIGNATURES } from './signatures.js';

describe('checkText', () => {
  it('says nothing about a query that may run, nor about nothing', () => {
    expect(checkText('MATCH (f:FUNCTION) RETURN f.name')).toEqual([]);
    expect(checkText('CALL db.labels() YIELD label RETURN label')).toEqual([]);
    expect(checkText('  // only a thought\n')).toEqual([]);
  });

  it('finds what would be refused, at its place', () => {
    const text = 'MATCH (f:FUNCTION)\nDELETE f';
    expect(checkText(text)).toMatchObject([{ code: 'WRITE', from: text.indexOf('DELETE') }]);
    expect(checkText('MATCH (f) RETURN tolowr(f.name)')).toMatchObject([{ code: 'FUNCTION', suggestion: 'tolower' }]);
    expect(checkText('RETURN $name')).toMatchObject([{ code: 'PARAMETER', from: 7, to: 12 }]);
    expect(checkText('RETURN $name', { parameters: { name: 1 } })).toEqual([]);
  });

  it('takes whatever is pasted', () => {
    const file = 'export class Cart {\n  total() { return `${this.sum} €`; }\n}\n'.repeat(5_000);
    expect(checkText(file)).toMatchObject([{ code: 'BOUND' }]);
    expect(checkText("RETURN '\u202Eabc 👩‍👩‍👧")).toMatchObject([{ code: 'SYNTAX' }]);
  });
});

describe('formatText', () => {
  it.each([
    [
      'match (f:FUNCTION)<-[:CALLS]-(g) where f.name=$name and not g.is_test return g.name as name,count(*) order by name limit 10',
      'MATCH (f:FUNCTION)<-[:CALLS]-(g)\nWHERE f.name = $name AND NOT g.is_test\nRETURN g.name AS name, count(*)\nORDER BY name\nLIMIT 10\n',
    ],
    [
      "MATCH (c:CLASS {name:'Cart'}) where c.name starts with 'C' optional match (c)-[:HAS_METHOD*1..2]->(m) return c{.name},m",
      "MATCH (c:CLASS {name: 'Cart'})\nWHERE c.name STARTS WITH 'C'\nOPTIONAL MATCH (c)-[:HAS_METHOD*1..2]->(m)\nRETURN c{.name}, m\n",
    ],
    [
      'MATCH (f) WHERE exists { match (f)-[:CALLS]->(g) return g } RETURN f',
      'MATCH (f)\nWHERE EXISTS {\n  MATCH (f)-[:CALLS]->(g)\n  RETURN g\n}\nRETURN f\n',
    ],
    ['// who\nMATCH (f) // all\nRETURN f /* end */', '// who\nMATCH (f) // all\nRETURN f /* end */\n'],
    ['match (match) return match.order, match.match', 'MATCH (match)\nRETURN match.order, match.match\n'],
    ['unwind [1,2] as x with x where x>1 return -x', 'UNWIND [1, 2] AS x\nWITH x\nWHERE x>1\nRETURN -x\n'],
  ])('lays out %j', (text, formatted) => {
    expect(formatText(text)).toBe(formatted);
    expect(formatText(formatted)).toBe(formatted);
  });

  it('guesses nothing', () => {
    expect(formatText('MATCH (f RETURN f')).toBeUndefined();
    expect(formatText('')).toBeUndefined();
  });
});

describe('signatures', () => {
  it('exist for everything that may be called, and for nothing else', () => {
    const callable = [...FUNCTION_NAMES, ...PROCEDURE_NAMES.map((name) => name.toLowerCase())];
    expect([...SIGNATURES.keys()].sort()).toEqual([...callable].sort());
  });

  it.each([...SIGNATURES.values()].filter(({ name }) => !PROCEDURE_NAMES.includes(name) && name !== 'exists'))(
    'take as many arguments as the reader lets through: $name',
    ({ name, parameters }) => {
      const refused = (count: number) =>
        checkText(`WITH 1 AS v RETURN ${name}(${Array<string>(count).fill('v').join(', ')})`).filter(({ message }) =>
          message.includes(' takes '),
        );
      const least = parameters.filter((parameter) => !/[?]$|\.\.\.$/u.test(parameter)).length;
      expect(refused(least)).toEqual([]);
      expect(refused(parameters.length)).toEqual([]);
      if (!parameters.at(-1)?.endsWith('...')) expect(refused(parameters.length + 1)).toHaveLength(1);
      if (least > 0) expect(refused(least - 1)).toHaveLength(1);
    },
  );

  it('are told while arguments are written', () => {
    const text = "MATCH (f) RETURN replace(f.name, toLower('A'), ";
    expect(signatureAt(text, text.length)).toMatchObject({ signature: { name: 'replace' }, argument: 2 });
    expect(signatureAt(text, text.indexOf("'A'"))).toMatchObject({ signature: { name: 'toLower' }, argument: 0 });
    expect(signatureAt('RETURN point.distance(', 22)).toMatchObject({ signature: { name: 'point.distance' }, from: 7 });
    expect(signatureAt('MATCH (f', 8)).toBeUndefined();
    expect(signatureAt("RETURN replace('a", 17)).toBeUndefined();
    expect(signatureAt('RETURN coalesce([1, 2], ', 24)).toMatchObject({ argument: 1 });
  });
});
