import { createHash } from 'node:crypto';

/** What a database answered to a query. */
export type Reply =
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

/** A reply as it is compared: the bag of its rows, or their list where the query fixes their order. */
export interface Digest {
  readonly error?: string;
  readonly hash: string;
  /** Holds something of another repository. */
  readonly leaks: boolean;
}

/** The digest of a reply. Without rows, headers are not compared: the driver does not tell them. */
export function digest(reply: Reply, { ordered, canary }: { readonly ordered: boolean; readonly canary: string }): Digest {
  if (reply.kind === 'error') return { error: reply.code, hash: '', leaks: false };
  const rows = reply.rows.map((row) => row.map(canonical).join(' | '));
  if (!ordered) rows.sort();
  const whole = JSON.stringify([rows.length === 0 ? [] : reply.columns, rows]);
  return { hash: createHash('sha1').update(whole).digest('base64'), leaks: whole.includes(canary) };
}

/** Text of a value in which neither internal ids nor the order inside lists show. Whole numbers are bigints. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return `${String(value)}f`;
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(', ')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : JSON.stringify(value);
  const shape = value as Readonly<Record<string, unknown>>;
  if ('segments' in shape) return pathText(shape);
  if ('identity' in shape && 'properties' in shape) return entityText(shape);
  const prototype: unknown = Object.getPrototypeOf(value);
  // Dates, durations and points write themselves.
  if (prototype !== Object.prototype && prototype !== null) return (value as { toString(): string }).toString();
  return `{${Object.entries(shape)
    .map(([key, item]) => `${key}: ${canonical(item)}`)
    .sort()
    .join(', ')}}`;
}

function entityText(entity: Readonly<Record<string, unknown>>): string {
  const { id } = entity['properties'] as Readonly<Record<string, unknown>>;
  return `${'labels' in entity ? 'node' : 'relationship'} ${String(id)}`;
}

function pathText(path: Readonly<Record<string, unknown>>): string {
  const segments = path['segments'] as readonly { readonly relationship: unknown; readonly end: unknown }[];
  return `path ${[path['start'], ...segments.flatMap(({ relationship, end }) => [relationship, end])].map(canonical).join(' ')}`;
}
