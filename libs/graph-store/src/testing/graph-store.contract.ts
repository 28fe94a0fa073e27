import { afterAll, beforeAll, describe } from 'vitest';
import { ContractFixture, type ContractSubject } from './contract/contract-fixture.js';
import { describeDifferences } from './contract/differences.contract.js';
import { describeFiles } from './contract/files.contract.js';
import { describePublishing } from './contract/publishing.contract.js';
import { describeRefusals } from './contract/refusals.contract.js';
import { describeRetrieval } from './contract/retrieval.contract.js';
import { describeSymbols } from './contract/symbols.contract.js';

const PARTS = {
  writing: [describePublishing, describeRefusals, describeDifferences],
  reading: [describeSymbols, describeFiles],
  search: [describeRetrieval],
};

/** A part of the contract: a real database runs each in a test file of its own, side by side. */
export type ContractPart = keyof typeof PARTS;

/** The behaviour that every implementation of the ports of graph-model shares. */
export function describeGraphStoreContract(
  title: string,
  subject: ContractSubject,
  parts: readonly ContractPart[] = ['writing', 'reading', 'search'],
): void {
  describe(`${title} keeps the contract of a graph store`, () => {
    const fixture = new ContractFixture(subject);
    beforeAll(() => fixture.open());
    afterAll(() => fixture.close());
    for (const part of parts) for (const describePart of PARTS[part]) describePart(fixture);
  });
}
