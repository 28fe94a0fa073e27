import { alpacaBuilder } from './alpaca.js';
import { chatmlBuilder } from './chatml.js';
import type { DatasetBuilder } from './dataset-builder.js';
import { preferenceBuilder } from './preference.js';
import { sharegptBuilder } from './sharegpt.js';
import { textToCypherBuilder } from './text-to-cypher.js';

/** Everything a data set can be made of; a new builder is a file and a line here. */
export const BUILDERS: readonly DatasetBuilder[] = [
  chatmlBuilder,
  sharegptBuilder,
  alpacaBuilder,
  textToCypherBuilder,
  preferenceBuilder,
];
