import type { FileFacts } from '../../facts/file-facts.js';
import { DefinitionFlag } from '../../facts/file-facts.js';
import type { LinkedFile } from './linked-file.js';
import { append } from './multimap.js';
import { BindingField, MemberField, ScopeField } from './record-fields.js';
import { alignTerms } from './term-alignment.js';

/**
 * Which parts of a file are which parts of its next state: index by index, -1 for what is gone. No two parts become the same one.
 * Aligned terms are written the same, of aligned parts; of other things only the name, the place and the order are compared.
 */
export interface Alignment {
  readonly strings: Int32Array;
  readonly definitions: Int32Array;
  readonly callables: Int32Array;
  readonly scopes: Int32Array;
  readonly imports: Int32Array;
  readonly bindings: Int32Array;
  readonly terms: Int32Array;
  readonly members: Int32Array;
}

/** Aligns a file as it was with the file as it is. */
export function align(former: LinkedFile, now: LinkedFile): Alignment {
  const strings = Int32Array.from(former.facts.strings, (text) => now.index.stringIndex(text));
  const definitions = pairInOrder(keysOf(former, definitionKey), keysOf(now, definitionKey));
  const callables = pairInOrder(callableKeys(former.facts, definitions), callableKeys(now.facts));
  const scopes = alignScopes(former, now, { definitions, callables });
  const imports = pairInOrder(former.facts.imports.map(importKey), now.facts.imports.map(importKey));
  const bindings = pairInOrder(bindingKeys(former, scopes, strings), bindingKeys(now));
  const places = { strings, definitions, callables, scopes, imports, bindings };
  const terms = alignTerms(former, now, places);
  const members = pairInOrder(memberKeys(former, terms, strings), memberKeys(now));
  return { ...places, terms, members };
}

/** Pairs the nth of each key with the nth of the same key; undefined keys have no partner. */
function pairInOrder(former: readonly (string | undefined)[], now: readonly (string | undefined)[]): Int32Array {
  const places = new Map<string, number[]>();
  now.forEach((key, index) => {
    if (key !== undefined) append(places, key, index);
  });
  const used = new Map<string, number>();
  return Int32Array.from(former, (key) => {
    if (key === undefined) return -1;
    const nth = used.get(key) ?? 0;
    used.set(key, nth + 1);
    return places.get(key)?.[nth] ?? -1;
  });
}

function keysOf(file: LinkedFile, keyOf: (file: LinkedFile, definition: number) => string): readonly string[] {
  return file.facts.definitions.map((_fact, index) => keyOf(file, index));
}

function definitionKey(file: LinkedFile, definition: number): string {
  const { label, path, flags } = file.definition(definition);
  return `${label}:${path}:${(flags & DefinitionFlag.OVERLOAD) === 0 ? '' : 'overload'}`;
}

/** A callable by its definition; an anonymous one by its owner. */
function callableKeys(facts: FileFacts, definitions?: Int32Array): readonly (string | undefined)[] {
  const mapped = (definition: number) => (definitions === undefined ? definition : (definitions[definition] as number));
  return facts.callables.map(({ definition, owner, flags }) => {
    if (definition >= 0) return mapped(definition) < 0 ? undefined : `named ${String(mapped(definition))}`;
    const around = mapped(Math.max(0, owner));
    return around < 0 ? undefined : `in ${String(around)} ${String(flags)}`;
  });
}

/** A scope by what opens it, in the scope around; scopes stand behind those around them. */
function alignScopes(
  former: LinkedFile,
  now: LinkedFile,
  { definitions, callables }: Pick<Alignment, 'definitions' | 'callables'>,
): Int32Array {
  const places = new Map<string, number[]>();
  for (let scope = 0; scope < now.scopeCount; scope++) append(places, scopeKey(now, scope, [same, same, same]) ?? '', scope);
  const aligned = new Int32Array(former.scopeCount).fill(-1);
  const used = new Map<string, number>();
  const through = (map: Int32Array) => (index: number) => map[index] as number;
  for (let scope = 0; scope < former.scopeCount; scope++) {
    const key = scopeKey(former, scope, [through(aligned), through(definitions), through(callables)]);
    if (key === undefined) continue;
    const nth = used.get(key) ?? 0;
    used.set(key, nth + 1);
    aligned[scope] = places.get(key)?.[nth] ?? -1;
  }
  return aligned;
}

type Mapping = (index: number) => number;

function same(index: number): number {
  return index;
}

function scopeKey(file: LinkedFile, scope: number, maps: readonly [Mapping, Mapping, Mapping]): string | undefined {
  let key = String(file.scope(scope, ScopeField.KIND));
  const fields = [ScopeField.PARENT, ScopeField.OWNER, ScopeField.CALLABLE];
  for (const [at, field] of fields.entries()) {
    const index = file.scope(scope, field);
    const mapped = index < 0 ? -1 : (maps[at] as Mapping)(index);
    if (index >= 0 && mapped < 0) return undefined;
    key += ` ${String(mapped)}`;
  }
  return key;
}

function importKey(fact: FileFacts['imports'][number]): string {
  return JSON.stringify([fact.kind, fact.specifier, fact.level, fact.name, fact.localName]);
}

function bindingKeys(file: LinkedFile, scopes?: Int32Array, strings?: Int32Array): readonly (string | undefined)[] {
  return Array.from({ length: file.bindingCount }, (_none, binding) => {
    const scope = file.binding(binding, BindingField.SCOPE);
    const name = file.binding(binding, BindingField.NAME);
    const kind = file.binding(binding, BindingField.KIND);
    return keyOfParts(
      scopes === undefined ? scope : (scopes[scope] ?? -1),
      strings === undefined ? name : (strings[name] ?? -1),
      kind,
    );
  });
}

function memberKeys(file: LinkedFile, terms?: Int32Array, strings?: Int32Array): readonly (string | undefined)[] {
  return Array.from({ length: file.memberCount }, (_none, member) => {
    const object = file.member(member, MemberField.OBJECT);
    const name = file.member(member, MemberField.NAME);
    return keyOfParts(
      terms === undefined ? object : (terms[object] ?? -1),
      strings === undefined ? name : (strings[name] ?? -1),
      0,
    );
  });
}

function keyOfParts(place: number, name: number, kind: number): string | undefined {
  return place < 0 || name < 0 ? undefined : `${String(place)} ${String(name)} ${String(kind)}`;
}
