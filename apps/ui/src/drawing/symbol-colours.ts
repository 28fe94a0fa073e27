import type { ColourName } from './scene.js';

const KIND_COLOURS: Readonly<Record<string, ColourName>> = {
  PACKAGE: 'kind-package',
  MODULE: 'kind-module',
  CLASS: 'kind-class',
  FUNCTION: 'kind-function',
  METHOD: 'kind-method',
  FIELD: 'kind-field',
  GLOBAL_VARIABLE: 'kind-variable',
  TYPE: 'kind-type',
  EXTERNAL: 'kind-external',
};

const RELATION_COLOURS: Readonly<Record<string, ColourName>> = {
  CALLS: 'kind-function',
  INSTANTIATES: 'kind-class',
  USES: 'kind-variable',
  REFERENCES: 'kind-type',
  INHERITS: 'kind-method',
  OVERRIDES: 'kind-field',
  IMPORTS: 'kind-module',
};

/** Colour of a kind of symbols, the same as that of its dot. */
export function kindColour(label: string): ColourName {
  return KIND_COLOURS[label] ?? 'kind-external';
}

/** Colour of the lines of a type of relations; containment is quiet. */
export function relationColour(type: string): ColourName {
  return RELATION_COLOURS[type] ?? 'line-control';
}
