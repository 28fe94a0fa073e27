import { describeApplicationStoreContract } from '../testing/application-store.contract.js';
import { openTestStore } from '../testing/test-database.js';

describeApplicationStoreContract('The store of application data on Neo4j', {
  open: async () => {
    const store = await openTestStore();
    return { store: store.application, close: () => store.close() };
  },
});
