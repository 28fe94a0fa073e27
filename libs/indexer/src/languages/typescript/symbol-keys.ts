/** A name that stands for the same key wherever it is written: `const kState = Symbol()`, or a name that is imported. */
export interface ConstantKey {
  /** How members under the key are named: `[kState]`, by the name that its module gives it. */
  readonly member: string;
  /** Made by `Symbol()` in this file; an imported name may be a text or number as well. */
  readonly isSymbol: boolean;
}

/** Declarations at the beginning of a line: inside functions, one name may mean several things. */
const DECLARED =
  /^(?:export\s+)?(?:const|let|var)\s+(?:[\w$]+\s*(?::[^=\n]*)?=\s*Symbol(?:\.for)?\s*\([^)]*\)\s*(?:as\s+[\w ]+)?,?\s*)+/gm;
const MADE = /([\w$]+)\s*(?::[^=]*)?=\s*Symbol\b/g;
const IMPORTED = /\bimport\s+(?:[\w$]+\s*,\s*)?\{([^}]*)\}\s*from\b|\b(?:const|let|var)\s*\{([^}]*)\}\s*=\s*require\s*\(/g;
const SPECIFIER = /^\s*(?:type\s+)?([\w$]+)\s*(?:(?:as\s+|:\s*)([\w$]+)\s*)?$/;
const COMPUTED = /\[\s*[A-Za-z_$][\w$]*\s*\]/;

/** Names of a file that may be keys of members, found in its text: what a name is worth is decided where it is used as a key. */
export function constantKeys(text: string): ReadonlyMap<string, ConstantKey> {
  const keys = new Map<string, ConstantKey>();
  if (!COMPUTED.test(text)) return keys;
  for (const match of text.matchAll(IMPORTED)) {
    for (const part of (match[1] ?? match[2] ?? '').split(',')) {
      const [, name, alias] = SPECIFIER.exec(part) ?? [];
      if (name !== undefined) keys.set(alias ?? name, { member: `[${name}]`, isSymbol: false });
    }
  }
  for (const [declaration] of text.matchAll(DECLARED)) {
    for (const [, name = ''] of declaration.matchAll(MADE)) keys.set(name, { member: `[${name}]`, isSymbol: true });
  }
  return keys;
}
