import type { Sentence } from '../sentence.js';
import { readComparisons, type ComparisonTest } from './read-comparisons.js';
import { readDecorators, type DecoratorTest } from './read-decorators.js';
import { readSignatureTests, type SignatureTest } from './read-signature-tests.js';
import { readTexts, type TextTest } from './read-texts.js';

/** What a sentence says of its answers besides relations, and the sentence without these words. */
export interface SaidConditions {
  readonly rest: Sentence;
  readonly texts: readonly TextTest[];
  readonly decorators: readonly DecoratorTest[];
  readonly comparisons: readonly ComparisonTest[];
  readonly signatureTests: readonly SignatureTest[];
}

/** Reads amounts, texts, decorators and signatures, each over what the ones before have left. */
export function readConditions(sentence: Sentence): SaidConditions {
  const comparisons = readComparisons(sentence);
  let rest = sentence.without(comparisons.said);
  const texts = readTexts(rest);
  rest = rest.without(texts.said);
  const decorators = readDecorators(rest);
  rest = rest.without(decorators.said);
  const signatureTests = readSignatureTests(rest);
  rest = rest.without(signatureTests.said);
  return {
    rest,
    texts: texts.found,
    decorators: decorators.found,
    comparisons: comparisons.found,
    signatureTests: signatureTests.found,
  };
}
