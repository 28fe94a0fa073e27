import { describeGraphStoreContract } from './graph-store.contract.js';
import { InMemoryGraphStore } from './in-memory-graph-store.js';

let repositories = 0;

describeGraphStoreContract('InMemoryGraphStore', {
  open: () => Promise.resolve(new InMemoryGraphStore()),
  newName: () => `contract-${(repositories += 1)}`,
  randomRounds: 20,
});
