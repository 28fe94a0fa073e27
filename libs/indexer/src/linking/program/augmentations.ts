import type { ImportFact } from '../../facts/file-facts.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { BindingField } from './record-fields.js';

/** What a file adds to other modules and to the global names. */
export interface Augmentations {
  /** Import facts (kind `augment`) by the scope of their block. */
  readonly ofScope: ReadonlyMap<number, ImportFact>;
  /** Classes and interfaces that add to one of the same name elsewhere, by that name. */
  readonly classes: ReadonlyMap<string, readonly number[]>;
  /** Bindings of global names. */
  readonly globals: ReadonlyMap<string, readonly number[]>;
}

const NO_NAMES: ReadonlyMap<string, readonly number[]> = new Map();
const NONE: Augmentations = { ofScope: new Map(), classes: NO_NAMES, globals: NO_NAMES };
const DECLARATION_FILE = /\.d\.[cm]?ts$/;

/** Reads what a file adds to others. Declaration files that import and export nothing declare global names. */
export function augmentationsOf(file: LinkedFile): Augmentations {
  const { imports, exports } = file.facts;
  const blocks = imports.filter((fact) => fact.kind === 'augment');
  const isGlobal = exports.length === 0 && blocks.length === imports.length && DECLARATION_FILE.test(file.path);
  if (blocks.length === 0 && !isGlobal) return NONE;
  const ofScope = new Map(blocks.map((fact) => [fact.scope, fact]));
  return { ofScope, classes: classesIn(file, ofScope), globals: globalsIn(file, ofScope, isGlobal) };
}

function classesIn(file: LinkedFile, blocks: ReadonlyMap<number, ImportFact>): ReadonlyMap<string, readonly number[]> {
  const classes = new Map<string, number[]>();
  for (const [definition, { label, name, binding }] of file.facts.definitions.entries()) {
    const isInBlock = binding >= 0 && blocks.has(file.binding(binding, BindingField.SCOPE));
    if (label === 'CLASS' && isInBlock) append(classes, name, definition);
  }
  return classes;
}

function globalsIn(
  file: LinkedFile,
  blocks: ReadonlyMap<number, ImportFact>,
  isGlobal: boolean,
): ReadonlyMap<string, readonly number[]> {
  const globals = new Map<string, number[]>();
  for (let binding = 0; binding < file.bindingCount; binding++) {
    const scope = file.binding(binding, BindingField.SCOPE);
    const declares = blocks.get(scope)?.specifier === '' || (isGlobal && scope === 0);
    if (declares) append(globals, file.string(file.binding(binding, BindingField.NAME)), binding);
  }
  return globals;
}
