/** A parameter as the signature writes it. */
export interface Parameter {
  readonly name: string;
  readonly text: string;
  readonly hasDefault: boolean;
}

/** What a signature says. */
export interface SignatureFacts {
  /** Without the receiver (`self`, `cls`, `this`, `&self`) and without bare `*` and `/`. */
  readonly parameters: readonly Parameter[];
  /** The declared type of the result; '' when there is none. */
  readonly returns: string;
}

const OPENING = '([{<';
const CLOSING = ')]}>';
const NO_PARAMETER = /^(?:self|cls|this|void|\*|\/|&(?:'\w+\s+)?(?:mut\s+)?self|mut\s+self|(?:self|this)\s*:.*)$/s;

/** Reads a signature in any of the indexed languages, without parsing it: parameters between the first round brackets, the type before or behind. */
export function signatureFacts(signature: string): SignatureFacts {
  const text = signature.replace(/^\s*func\s*\([^)]*\)/, 'func');
  const open = parameterListStart(text);
  if (open === -1) return { parameters: arrowParameter(text), returns: '' };
  const close = matchingEnd(text, open);
  const parts = topLevelParts(text.slice(open + 1, close)).map((part) => part.trim());
  return {
    parameters: parts.filter((part) => part !== '' && !NO_PARAMETER.test(part)).map(parameterOf),
    returns: returnType(text, open, close),
  };
}

/** `x => x + 1`. */
function arrowParameter(text: string): Parameter[] {
  const match = /(?:=|^)\s*(?:async\s+)?([A-Za-z_$][\w$]*)\s*=>/.exec(text);
  return match?.[1] === undefined ? [] : [{ name: match[1], text: match[1], hasDefault: false }];
}

/** The first round bracket that is in no angle bracket. */
function parameterListStart(text: string): number {
  let angles = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '<') angles++;
    else if (character === '>' && !'=-'.includes(text.charAt(at - 1)) && angles > 0) angles--;
    else if (character === '(' && angles === 0) return at;
  }
  return text.indexOf('(');
}

function matchingEnd(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text.charAt(at) === '(') depth++;
    if (text.charAt(at) === ')' && --depth === 0) return at;
  }
  return text.length;
}

/** Parts between commas that stand in no bracket and no quotation. */
function topLevelParts(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    if (quote !== '') {
      if (character === quote && list.charAt(at - 1) !== '\\') quote = '';
    } else if (`'"\``.includes(character)) quote = character;
    else if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character) && !(character === '>' && '=-'.includes(list.charAt(at - 1)))) depth--;
    else if (character === ',' && depth <= 0) {
      parts.push(list.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, list.slice(from)];
}

function parameterOf(text: string): Parameter {
  const declared = text.replace(/=(?![=>]).*$/s, '');
  const hasDefault = declared !== text || /^[\w$]+\?\s*(?::|$)/.test(text);
  const beforeType = declared.split(':')[0]?.trim() ?? '';
  const names = beforeType.match(/[A-Za-z_$][\w$]*/g) ?? [];
  // "name: Type" and "name Type" name first, "int name" last.
  const isTypeFirst =
    !declared.includes(':') &&
    names.length > 1 &&
    /^(?:final\s+)?(?:const\s+)?[A-Z]|^(?:int|char|long|short|float|double|bool|boolean|byte|unsigned|size_t|struct|const|void|String)\b/.test(
      declared,
    );
  return { name: (isTypeFirst ? names.at(-1) : names[0]) ?? declared.trim(), text: text.trim(), hasDefault };
}

function returnType(text: string, open: number, close: number): string {
  const behind = text.slice(close + 1);
  const declared = /^\s*(?:->|:)\s*(.+?)\s*(?:=>|\{|:)?\s*$/s.exec(behind)?.[1];
  if (declared !== undefined) return declared;
  const go = /^\s*([\w*.[\]() ,]+?)\s*\{?$/.exec(behind)?.[1]?.trim();
  if (text.startsWith('func') && go !== undefined) return go;
  return (
    /([\w.<>[\],\s*&]+?)\s+[*&]?[\w$]+\s*$/
      .exec(text.slice(0, open))?.[1]
      ?.replace(/\b(?:public|private|protected|static|final|async|abstract|def|function|export|const|inline|extern)\b/g, '')
      .trim() ?? ''
  );
}
