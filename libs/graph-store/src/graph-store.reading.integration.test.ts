import { describeGraphStoreContract } from './testing/graph-store.contract.js';
import { neo4jSubject } from './testing/test-database.js';

describeGraphStoreContract('The store on Neo4j', neo4jSubject, ['reading']);
