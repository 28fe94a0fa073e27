import { axolotlFormat } from './axolotl.js';
import { llamaFactoryFormat } from './llama-factory.js';
import { openAiFormat } from './openai.js';
import type { TrainingFormat } from './training-format.js';

/** Everything a data set can be exported as; a new form is a file and a line here. */
export const TRAINING_FORMATS: readonly TrainingFormat[] = [axolotlFormat, llamaFactoryFormat, openAiFormat];
