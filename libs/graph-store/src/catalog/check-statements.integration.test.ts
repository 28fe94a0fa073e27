import { expect, it } from 'vitest';
import { testDatabase } from '../testing/test-database.js';
import { checkStatementsOnDatabase } from './check-statements.js';

it('every statement of cypher/ is what its header says on a real server', async () => {
  expect(await checkStatementsOnDatabase(testDatabase())).toEqual([]);
});
