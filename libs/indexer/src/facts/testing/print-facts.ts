import {
  BINDING_STRIDE,
  BindingKind,
  CallableFlag,
  DefinitionFlag,
  MEMBER_STRIDE,
  SCOPE_STRIDE,
  SITE_STRIDE,
  ScopeKind,
  SiteFlag,
  SiteKind,
  type FileFacts,
} from '../file-facts.js';
import { printTerm } from './print-term.js';

/** Parts of facts that {@link printFacts} can show. */
export type FactsPart =
  'definitions' | 'callables' | 'scopes' | 'bindings' | 'imports' | 'exports' | 'members' | 'sites' | 'problems';

/** Facts as readable text, one fact a line, for tests. @param parts what to show, in this order. */
export function printFacts(facts: FileFacts, parts: readonly FactsPart[]): string {
  return parts.flatMap((part) => PRINTERS[part](facts)).join('\n');
}

const PRINTERS: Readonly<Record<FactsPart, (facts: FileFacts) => readonly string[]>> = {
  definitions: printDefinitions,
  callables: printCallables,
  scopes: printScopes,
  bindings: printBindings,
  imports: (facts) =>
    facts.imports.map((fact) => {
      const flags = [fact.typeOnly && 'type-only', fact.conditional && 'conditional', fact.reexport && 'reexport'].filter(
        Boolean,
      );
      const local = fact.localName === '' ? '' : ` as ${fact.localName}`;
      return `${fact.line}: import ${fact.kind} ${'.'.repeat(fact.level)}${fact.specifier}${fact.name === '' ? '' : ` # ${fact.name}`}${local}${suffix(flags)}`;
    }),
  exports: (facts) =>
    facts.exports.map((fact) => `${fact.line}: export ${fact.kind} ${fact.name} = ${printTerm(facts, fact.term)}`),
  members: (facts) =>
    records(facts.members, MEMBER_STRIDE).map(
      ([object = 0, name = 0, value = 0, declared = -1, definition = -1, , line]) =>
        `${line}: ${printTerm(facts, object)}.${text(facts, name)}${declared < 0 ? '' : `: ${printTerm(facts, declared)}`} = ${printTerm(facts, value)}${definition < 0 ? '' : ` [${facts.definitions[definition]?.path}]`}`,
    ),
  sites: printSites,
  problems: (facts) => facts.problems.map((problem) => `${problem.startLine}-${problem.endLine}: ${problem.code}`),
};

function printDefinitions(facts: FileFacts): readonly string[] {
  return facts.definitions.map((fact) => {
    const flags = names(DefinitionFlag, fact.flags);
    const extra = [
      fact.bases.length > 0 &&
        `bases(${fact.bases.map((base) => `${base.kind === 'extends' ? '' : `${base.kind} `}${printTerm(facts, base.term)}`).join(', ')})`,
      fact.decoratorTexts.length > 0 && fact.decoratorTexts.map((decorator) => `@${decorator}`).join(' '),
      fact.typeParameters.length > 0 && `[${fact.typeParameters.map((parameter) => parameter.name).join(', ')}]`,
      fact.declaredTypeText !== '' && `: ${fact.declaredTypeText}`,
      fact.docStart >= 0 && 'doc',
    ].filter((part) => part !== false);
    const lines = fact.startLine === fact.endLine ? String(fact.startLine) : `${fact.startLine}-${fact.endLine}`;
    return [`${lines}: ${fact.label}`, fact.kind, fact.path === '' ? '.' : fact.path, ...extra].join(' ') + suffix(flags);
  });
}

function printCallables(facts: FileFacts): readonly string[] {
  return facts.callables.map((callable) => {
    const parameters = callable.parameters.map((parameter) => {
      const mark = parameter.kind === 'star' ? '*' : parameter.kind === 'double_star' ? '**' : '';
      const type = parameter.declaredType < 0 ? '' : `: ${printTerm(facts, parameter.declaredType)}`;
      const value = parameter.defaultValue < 0 ? '' : ` = ${printTerm(facts, parameter.defaultValue)}`;
      return `${mark}${parameter.name}${type}${value}`;
    });
    const owner = callable.definition >= 0 ? facts.definitions[callable.definition]?.path : 'lambda';
    const returns = callable.returns.map((term) => ` returns ${printTerm(facts, term)}`);
    const yields = callable.yields.map((term) => ` yields ${printTerm(facts, term)}`);
    const type = callable.returnType < 0 ? '' : ` -> ${printTerm(facts, callable.returnType)}`;
    return `${owner}(${parameters.join(', ')})${type}${returns.join('')}${yields.join('')}${suffix(names(CallableFlag, callable.flags))}`;
  });
}

function printScopes(facts: FileFacts): readonly string[] {
  return records(facts.scopes, SCOPE_STRIDE).map(
    ([kind = 0, parent, definition = 0], index) =>
      `s${index} in s${parent}: ${nameOf(ScopeKind, kind)} of ${facts.definitions[definition]?.path ?? '-'}`,
  );
}

function printBindings(facts: FileFacts): readonly string[] {
  return records(facts.bindings, BINDING_STRIDE).map(
    ([scope, name = 0, kind = 0, value = 0, declared = -1, definition = -1], index) => {
      const type = declared < 0 ? '' : `: ${printTerm(facts, declared)}`;
      const owner = definition < 0 ? '' : ` [${facts.definitions[definition]?.path}]`;
      return `b${index} s${scope}.${text(facts, name)}${type} = ${printTerm(facts, value)} (${nameOf(BindingKind, kind)})${owner}`;
    },
  );
}

function printSites(facts: FileFacts): readonly string[] {
  return records(facts.sites, SITE_STRIDE).map(([kind = 0, term = 0, line, column, definition = 0, , name = -1, flags = 0]) => {
    const owner = facts.definitions[definition]?.path;
    const shown = name < 0 ? '' : ` ${text(facts, name)}`;
    return `${line}:${column} ${nameOf(SiteKind, kind)}${shown} in ${owner === '' ? '.' : owner}: ${printTerm(facts, term)}${suffix(names(SiteFlag, flags))}`;
  });
}

function suffix(words: readonly (string | false)[]): string {
  return words.length === 0 ? '' : ` {${words.join(' ')}}`;
}

function text(facts: FileFacts, index: number): string {
  return facts.strings[index] ?? '?';
}

function records(items: Int32Array, stride: number): number[][] {
  return Array.from({ length: items.length / stride }, (_, index) => [...items.subarray(index * stride, (index + 1) * stride)]);
}

function nameOf(kinds: Readonly<Record<string, number>>, kind: number): string {
  return Object.entries(kinds).find(([, value]) => value === kind)?.[0] ?? String(kind);
}

function names(bits: Readonly<Record<string, number>>, flags: number): string[] {
  return Object.entries(bits)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name.toLowerCase());
}
