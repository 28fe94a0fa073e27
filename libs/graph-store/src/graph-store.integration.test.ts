import { randomUUID } from 'node:crypto';
import { describeGraphStoreContract } from './testing/graph-store.contract.js';
import { openTestStore } from './testing/test-database.js';

describeGraphStoreContract('The store on Neo4j', {
  open: () => openTestStore(),
  newName: () => `contract-${randomUUID()}`,
  randomRounds: 2,
});
