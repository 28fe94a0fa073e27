import { afterAll, beforeAll, describe } from 'vitest';
import { ContractFixture, type ContractSubject } from './contract/contract-fixture.js';
import { describeDifferences } from './contract/differences.contract.js';
import { describeFiles } from './contract/files.contract.js';
import { describePublishing } from './contract/publishing.contract.js';
import { describeRefusals } from './contract/refusals.contract.js';
import { describeRetrieval } from './contract/retrieval.contract.js';
import { describeSymbols } from './contract/symbols.contract.js';

/** The behaviour that every implementation of the ports of graph-model shares. */
export function describeGraphStoreContract(title: string, subject: ContractSubject): void {
  describe(`${title} keeps the contract of a graph store`, () => {
    const fixture = new ContractFixture(subject);
    beforeAll(() => fixture.open());
    afterAll(() => fixture.close());
    describePublishing(fixture);
    describeRefusals(fixture);
    describeDifferences(fixture);
    describeSymbols(fixture);
    describeFiles(fixture);
    describeRetrieval(fixture);
  });
}
