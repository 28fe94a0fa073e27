import { describeApplicationStoreContract } from './application-store.contract.js';
import { createInMemoryApplicationStore } from './in-memory-application-store.js';

describeApplicationStoreContract('The store of application data in memory', {
  open: () => Promise.resolve({ store: createInMemoryApplicationStore(), close: () => Promise.resolve() }),
});
