import type { NodeRow, PropertyValue } from '@codexgraph/graph-model';
import { DefinitionFlag, type DefinitionFact } from '../../facts/file-facts.js';
import type { FileLinkResult, LinkedNode, TextRanges } from '../link-outcome.js';
import type { LinkedFile } from '../program/linked-file.js';
import { isTestPath } from '../program/test-paths.js';
import { definitionId } from './node-identity.js';

/** Nodes of the definitions of a file, in source order; the module first. */
export function definitionNodes(file: LinkedFile, moduleName: string, result: FileLinkResult): readonly LinkedNode[] {
  const isTest = isTestPath(file.path);
  const nodes: LinkedNode[] = [];
  file.facts.definitions.forEach((fact, definition) => {
    if (file.index.isHiddenOverload(definition) || file.index.canonicalClass(definition) !== definition) return;
    const id = definitionId(file, definition);
    const row: NodeRow = {
      id,
      label: fact.label,
      name: definition === 0 ? moduleName : fact.name,
      qualified_name: fact.path === '' ? moduleName : `${moduleName}.${fact.path}`,
      file_path: file.path,
      start_line: fact.startLine,
      end_line: definition === 0 ? Math.max(1, file.facts.lineCount) : fact.endLine,
      properties: {
        ...(definition === 0 ? moduleProperties(file, result) : definitionProperties(file, fact)),
        ...(isTest ? { is_test: true } : {}),
        ...result.callProperties[id],
      },
    };
    nodes.push({ row, ranges: rangesOf(fact) });
  });
  return nodes;
}

function rangesOf(fact: DefinitionFact): TextRanges {
  return {
    start: fact.start,
    end: fact.end,
    signatureStart: fact.headerStart,
    signatureEnd: fact.headerEnd,
    docstringStart: fact.docStart,
    docstringEnd: fact.docEnd,
  };
}

function moduleProperties(file: LinkedFile, result: FileLinkResult): Record<string, PropertyValue> {
  return {
    language: file.facts.language,
    lines: file.facts.lineCount,
    imports_unresolved: result.importsUnresolved,
    parse_errors: file.facts.problems.length,
  };
}

function definitionProperties(file: LinkedFile, fact: DefinitionFact): Record<string, PropertyValue> {
  const properties: Record<string, PropertyValue> = { kind: fact.kind, visibility: visibilityOf(fact) };
  const { flags } = fact;
  if (fact.decoratorTexts.length > 0) properties['decorators'] = [...fact.decoratorTexts];
  if (fact.label === 'CLASS') {
    if (fact.bases.length > 0) properties['bases'] = fact.bases.map((base) => base.text);
    if ((flags & DefinitionFlag.ABSTRACT) !== 0) properties['is_abstract'] = true;
  }
  if (fact.label === 'METHOD' || fact.label === 'FIELD') {
    const parent = fact.parent >= 0 ? file.definition(fact.parent) : undefined;
    if (parent?.label === 'CLASS') properties['class'] = parent.name;
  }
  if (fact.label === 'METHOD' || fact.label === 'FUNCTION') {
    if ((flags & DefinitionFlag.ASYNC) !== 0) properties['is_async'] = true;
    if ((flags & DefinitionFlag.GENERATOR) !== 0) properties['is_generator'] = true;
    if ((flags & DefinitionFlag.ABSTRACT) !== 0) properties['is_abstract'] = true;
  }
  if (fact.declaredTypeText !== '') properties['type'] = fact.declaredTypeText;
  return properties;
}

function visibilityOf(fact: DefinitionFact): string {
  if ((fact.flags & DefinitionFlag.PRIVATE) !== 0) return 'private';
  return (fact.flags & DefinitionFlag.PROTECTED) !== 0 ? 'protected' : 'public';
}
