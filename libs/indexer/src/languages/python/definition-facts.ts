import type { DefinitionLabel } from '@codexgraph/graph-model';
import { DefinitionFlag, type DefinitionFact } from '../../facts/file-facts.js';
import type { Draft } from '../../facts/facts-builder.js';
import type { PythonReader } from './python-reader.js';

/** Longest text of a type, base or decorator that is kept. */
const MAX_TEXT_LENGTH = 200;

/** A definition as its reader knows it first; the rest has defaults. */
export interface NewDefinition {
  readonly label: DefinitionLabel;
  readonly kind: string;
  readonly name: string;
  readonly parent: number;
  /** Offsets of the whole definition. */
  readonly start: number;
  readonly end: number;
  readonly nameOffset: number;
  readonly headerStart?: number;
  readonly headerEnd?: number;
  readonly flags?: number;
}

/** Adds a definition and returns its index. */
export function addDefinition(reader: PythonReader, definition: NewDefinition): number {
  const { tree } = reader.syntax;
  const { start, end, nameOffset, name } = definition;
  const parent = reader.facts.definitions[definition.parent];
  const fact: Draft<DefinitionFact> = {
    label: definition.label,
    kind: definition.kind,
    name,
    parent: definition.parent,
    path: parent === undefined || parent.path === '' ? name : `${parent.path}.${name}`,
    start,
    end,
    startLine: tree.lineAt(start),
    endLine: tree.lineAt(Math.max(start, end - 1)),
    nameLine: tree.lineAt(nameOffset),
    nameColumn: tree.columnAt(nameOffset),
    headerStart: definition.headerStart ?? start,
    headerEnd: definition.headerEnd ?? definition.headerStart ?? start,
    docStart: -1,
    docEnd: -1,
    flags: (definition.flags ?? 0) | visibility(name) | (reader.isTypeChecking ? DefinitionFlag.AMBIENT : 0),
    scope: -1,
    callable: -1,
    binding: -1,
    declaredType: -1,
    declaredTypeText: '',
    value: -1,
    bases: [],
    decorators: [],
    decoratorTexts: [],
    typeParameters: [],
  };
  return reader.facts.definitions.push(fact) - 1;
}

/** Text of a node on one line, cut. */
export function shortText(reader: PythonReader, node: number): string {
  if (node < 0) return '';
  return reader.syntax.tree.textOf(node).replace(/\s+/g, ' ').slice(0, MAX_TEXT_LENGTH);
}

function visibility(name: string): number {
  if (!name.startsWith('_') || (name.startsWith('__') && name.endsWith('__'))) return 0;
  return name.startsWith('__') ? DefinitionFlag.PRIVATE : DefinitionFlag.PROTECTED;
}
