import type { FileFacts } from '../file-facts.js';
import { ArgumentName, ConstantKind, NarrowKind, TERM_STRIDE, TermOp } from '../term.js';

/** Terms nested deeper are shown as `...`. */
const MAX_DEPTH = 8;

/** A term as readable text: `b3` a binding, `foo@s0` a name looked up from scope 0, `p0.1` a parameter, `phi(...)` a union. */
export function printTerm(facts: FileFacts, term: number, depth = 0): string {
  if (term < 0) return '-';
  if (depth > MAX_DEPTH) return '...';
  const at = term * TERM_STRIDE;
  const op = facts.terms[at] ?? 0;
  const operands = [facts.terms[at + 1] ?? 0, facts.terms[at + 2] ?? 0, facts.terms[at + 3] ?? 0] as const;
  return printOperation({ facts, depth }, op, operands);
}

interface Place {
  readonly facts: FileFacts;
  readonly depth: number;
}

function printOperation(place: Place, op: number, [a, b, c]: readonly [number, number, number]): string {
  const { facts } = place;
  const show = (term: number): string => printTerm(facts, term, place.depth + 1);
  const text = (index: number): string => (index < 0 ? '-' : (facts.strings[index] ?? '?'));
  const items = (offset: number): number[] =>
    offset < 0 ? [] : [...facts.lists.subarray(offset + 1, offset + 1 + (facts.lists[offset] ?? 0))];
  const all = (offset: number): string => items(offset).map(show).join(', ');
  switch (op) {
    case TermOp.UNKNOWN:
      return '?';
    case TermOp.NAME:
      return `${text(a)}@s${b}`;
    case TermOp.BINDING:
      return `b${a}`;
    case TermOp.PHI:
      return `phi(${all(a)})`;
    case TermOp.ATTRIBUTE:
      return `${show(a)}.${text(b)}`;
    case TermOp.CALL:
      return `${show(a)}(${printArguments(items(b), show, text)})`;
    case TermOp.NEW:
      return `new ${show(a)}(${printArguments(items(b), show, text)})`;
    case TermOp.SUBSCRIPT:
      return `${show(a)}[${show(b)}]`;
    case TermOp.CONSTANT:
      return b >= 0 && a === ConstantKind.STRING
        ? JSON.stringify(text(b))
        : b >= 0
          ? text(b)
          : nameOf(ConstantKind, a).toLowerCase();
    case TermOp.TUPLE:
      return `(${all(a)})`;
    case TermOp.SEQUENCE:
      return `[${all(a)}]`;
    case TermOp.MAPPING:
      return `{${printPairs(items(a), show, text)}}`;
    case TermOp.FUNCTION:
      return `function ${facts.definitions[facts.callables[a]?.definition ?? -1]?.path ?? `lambda${a}`}`;
    case TermOp.CLASS:
      return `class ${facts.definitions[a]?.path ?? '?'}`;
    case TermOp.PARAMETER:
      return `p${a}.${b}`;
    case TermOp.SUPER:
      return `super@s${a}(${all(b)})`;
    case TermOp.IMPORT:
      return `import${a}`;
    case TermOp.BINARY:
      return `(${show(b)} ${text(a)} ${show(c)})`;
    case TermOp.UNARY:
      return `(${text(a)} ${show(b)})`;
    case TermOp.NARROW:
      return `${nameOf(NarrowKind, c).toLowerCase()}(${show(a)}${b < 0 ? '' : `, ${show(b)}`})`;
    case TermOp.CAST:
      return `cast(${show(a)}, ${show(b)})`;
    case TermOp.TYPE_APPLY:
      return `${show(a)}<${all(b)}>`;
    case TermOp.TYPE_UNION:
      return items(a).map(show).join(' | ');
    case TermOp.TYPE_INTERSECTION:
      return items(a).map(show).join(' & ');
    case TermOp.TYPE_TUPLE:
      return `<${all(a)}>`;
    case TermOp.TYPE_OBJECT:
      return `<{${printPairs(items(a), show, text)}}>`;
    case TermOp.TYPE_KEYWORD:
      return text(a);
    default:
      return printPlain(op, [a, b, c], show);
  }
}

/** Ops whose first operand is a term (or a number) and whose others are marks. */
function printPlain(op: number, [a, b, c]: readonly [number, number, number], show: (term: number) => string): string {
  const name = nameOf(TermOp, op).toLowerCase();
  const termFirst: readonly number[] = [
    TermOp.AWAIT,
    TermOp.ELEMENT,
    TermOp.ENTER,
    TermOp.SPREAD,
    TermOp.REST,
    TermOp.TYPE_ARRAY,
    TermOp.TYPE_LITERAL,
    TermOp.TYPE_QUERY,
    TermOp.TYPE_KEYOF,
  ];
  if (termFirst.includes(op)) return `${name}(${show(a)}${op === TermOp.REST ? `, ${b}` : ''})`;
  if (op === TermOp.TYPE_INDEXED) return `${show(a)}[${show(b)}]`;
  return `${name}(${a}, ${b}, ${c})`;
}

function printArguments(pairs: readonly number[], show: (term: number) => string, text: (index: number) => string): string {
  const result: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const name = pairs[at] ?? 0;
    const value = show(pairs[at + 1] ?? 0);
    if (name === ArgumentName.POSITIONAL) result.push(value);
    else if (name === ArgumentName.STAR) result.push(`*${value}`);
    else if (name === ArgumentName.DOUBLE_STAR) result.push(`**${value}`);
    else result.push(`${text(name)}=${value}`);
  }
  return result.join(', ');
}

function printPairs(pairs: readonly number[], show: (term: number) => string, text: (index: number) => string): string {
  const result: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const key = pairs[at] ?? 0;
    result.push(`${key === -2 ? '**' : key < 0 ? `#${-key}: ` : `${text(key)}: `}${show(pairs[at + 1] ?? 0)}`);
  }
  return result.join(', ');
}

function nameOf(kinds: Readonly<Record<string, number>>, kind: number): string {
  return Object.entries(kinds).find(([, value]) => value === kind)?.[0] ?? String(kind);
}
