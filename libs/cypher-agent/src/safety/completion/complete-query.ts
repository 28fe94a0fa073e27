import type { CypherCompletion, CypherCompletionRequest, CypherCompletions } from '@codexgraph/graph-model';
import { FUNCTION_NAMES } from '../checks/functions.js';
import { PROCEDURE_NAMES } from '../checks/procedures.js';

/** What exists in the repository. */
export interface CompletionSources {
  readonly vocabulary: {
    readonly labels: readonly string[];
    readonly types: readonly string[];
    readonly properties: readonly string[];
  };
  /** Symbols whose name starts with a prefix, sorted. */
  readonly names: (prefix: string, limit: number) => Promise<readonly { readonly name: string; readonly label: string }[]>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const KEYWORDS =
  'MATCH;OPTIONAL MATCH;WHERE;RETURN;WITH;UNWIND;ORDER BY;SKIP;LIMIT;UNION;UNION ALL;CALL;YIELD;DISTINCT;AS;AND;OR;NOT;XOR;IN;CONTAINS;STARTS WITH;ENDS WITH;IS NULL;IS NOT NULL;CASE;WHEN;THEN;ELSE;END;EXISTS;COUNT;COLLECT;DESC;ASC;TRUE;FALSE;NULL'.split(
    ';',
  );
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u;

type Place =
  | { readonly kind: 'labels' | 'types' | 'properties' | 'keywords' | 'procedures'; readonly prefix: string }
  | { readonly kind: 'names'; readonly prefix: string; readonly quote: string };

/** What may stand at the cursor, from what stands before it. Takes broken texts. */
export async function completeQuery(request: CypherCompletionRequest, sources: CompletionSources): Promise<CypherCompletions> {
  const offset = Math.max(0, Math.min(request.offset, request.text.length));
  const limit = Math.max(1, Math.min(request.limit ?? DEFAULT_LIMIT, MAX_LIMIT));
  const place = placeAt(request.text.slice(0, offset));
  const from = offset - place.prefix.length;
  const items = await itemsFor(place, { sources, limit, text: request.text });
  return { from, items: items.slice(0, limit) };
}

function placeAt(before: string): Place {
  const open = openString(before);
  if (open !== undefined) return { kind: 'names', ...open };
  const prefix = /[\p{L}\p{Nd}_]*$/u.exec(before)?.[0] ?? '';
  const head = before.slice(0, before.length - prefix.length).trimEnd();
  if (/\bCALL\s+[\w.]*$/iu.test(before)) return { kind: 'procedures', prefix: /[\w.]*$/u.exec(before)?.[0] ?? '' };
  if (/\[[^\]]*[:|!&]$/u.test(head)) return { kind: 'types', prefix };
  if (/(?:\(\s*[\p{L}\p{Nd}_`]*|[\p{L}\p{Nd}_`)])\s*(?::|:[^(){}[\]]*[|&!:])$/u.test(head) && !/\{[^}]*$/u.test(head))
    return { kind: 'labels', prefix };
  if (startsProperty(head)) return { kind: 'properties', prefix };
  return { kind: 'keywords', prefix };
}

/** Behind a point, and behind `{` or `,` in a map. */
function startsProperty(head: string): boolean {
  return /[\p{L}\p{Nd}_`\])]\.$/u.test(head) || /\{$|\{[^}]*,$/u.test(head);
}

/** The string that is not closed before the cursor. */
function openString(before: string): { readonly prefix: string; readonly quote: string } | undefined {
  let quote = '';
  let start = 0;
  for (let index = 0; index < before.length; index += 1) {
    const character = before.charAt(index);
    if (quote === '') {
      if (character === "'" || character === '"' || character === '`') [quote, start] = [character, index + 1];
    } else if (character === '\\' && quote !== '`') index += 1;
    else if (character === quote) quote = '';
  }
  return quote === '' || quote === '`' ? undefined : { prefix: before.slice(start), quote };
}

interface Choice {
  readonly sources: CompletionSources;
  readonly limit: number;
  readonly text: string;
}

async function itemsFor(place: Place, { sources, limit, text }: Choice): Promise<readonly CypherCompletion[]> {
  const { labels, types, properties } = sources.vocabulary;
  switch (place.kind) {
    case 'names': {
      const symbols = await sources.names(place.prefix, limit);
      const unique = new Map(symbols.map(({ name, label }) => [name, label]));
      return [...unique].map(([name, label]) => ({ kind: 'symbol', text: escapeIn(name, place.quote), detail: label }));
    }
    case 'labels':
      return matching(labels, place.prefix, 'label');
    case 'types':
      return matching(types, place.prefix, 'type');
    case 'properties':
      return matching(properties, place.prefix, 'property');
    case 'procedures':
      return matching(PROCEDURE_NAMES, place.prefix, 'procedure');
    default:
      return [
        ...matching(variablesIn(text), place.prefix, 'variable'),
        ...matching(KEYWORDS, place.prefix, 'keyword'),
        ...(place.prefix === '' ? [] : matching(FUNCTION_NAMES, place.prefix, 'function')),
      ];
  }
}

function matching(names: readonly string[], prefix: string, kind: CypherCompletion['kind']): readonly CypherCompletion[] {
  const folded = prefix.toLowerCase();
  const quotes = kind === 'label' || kind === 'type' || kind === 'property';
  return names
    .filter((name) => name.toLowerCase().startsWith(folded) && name !== prefix)
    .map((name) => ({ kind, text: quotes && !PLAIN_NAME.test(name) ? `\`${name}\`` : name }));
}

/** Names after `(`, `[` or AS; good enough for a text that is being written. */
function variablesIn(text: string): readonly string[] {
  const found = text.matchAll(/(?:[([]\s*|\bAS\s+)([A-Za-z_]\w*)(?=\s*[:){\]-]|\s|$)/giu);
  return [...new Set([...found].map(([, name = '']) => name))].filter((name) => !KEYWORDS.includes(name.toUpperCase())).sort();
}

function escapeIn(name: string, quote: string): string {
  return name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}
