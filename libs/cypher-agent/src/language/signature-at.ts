import { tokenize } from '../safety/syntax/tokenize.js';
import { SyntaxFault, type Token } from '../safety/syntax/token.js';
import { SIGNATURES, type Signature } from './signatures.js';

/** The call around a place of a text. */
export interface SignatureHelp {
  readonly signature: Signature;
  /** Place of the argument that is being written, from 0; beyond the last when there are too many. */
  readonly argument: number;
  /** Where the name of the function begins, in UTF-16 units. */
  readonly from: number;
}

interface Bracket {
  readonly call: { readonly signature: Signature; readonly from: number } | undefined;
  commas: number;
}

/** The innermost call whose arguments are being written at a place; undefined outside of every call that is known, and inside strings. Takes broken texts. */
export function signatureAt(text: string, offset: number): SignatureHelp | undefined {
  const tokens = tokensOf(text.slice(0, offset));
  if (tokens === undefined) return undefined;
  const open: Bracket[] = [];
  tokens.forEach((token, place) => {
    if (token.kind !== 'symbol') return;
    if (['(', '[', '{'].includes(token.word))
      open.push({ call: token.word === '(' ? callBefore(tokens, place) : undefined, commas: 0 });
    else if ([')', ']', '}'].includes(token.word)) open.pop();
    else if (token.word === ',') {
      const innermost = open.at(-1);
      if (innermost !== undefined) innermost.commas += 1;
    }
  });
  const around = open.findLast(({ call }) => call !== undefined);
  return around?.call === undefined ? undefined : { ...around.call, argument: around.commas };
}

/** Dotted names before a bracket that are a function's: `point.distance(`. */
function callBefore(tokens: readonly Token[], bracket: number): Bracket['call'] {
  let start = bracket - 1;
  if (tokens[start]?.kind !== 'name') return undefined;
  while (tokens[start - 1]?.word === '.' && tokens[start - 2]?.kind === 'name') start -= 2;
  const name = tokens
    .slice(start, bracket)
    .map(({ text }) => text)
    .join('');
  const signature = SIGNATURES.get(name.toLowerCase());
  return signature === undefined ? undefined : { signature, from: tokens[start]?.start ?? 0 };
}

function tokensOf(text: string): readonly Token[] | undefined {
  try {
    return tokenize(text);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}
