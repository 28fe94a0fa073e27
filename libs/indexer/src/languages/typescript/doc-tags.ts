/** One tag of a JSDoc comment: `@param {type} name`. */
export interface DocTag {
  readonly tag: string;
  /** Text between the braces; '' for none. */
  readonly type: string;
  /** First word behind the type, without the brackets of an optional name; '' for none. */
  readonly name: string;
  /** What stands behind the type, to the end of the tag. */
  readonly rest: string;
  /** Offsets in the comment: the `@`, and the name. */
  readonly start: number;
  readonly nameStart: number;
}

const TAG = /@([a-zA-Z]+)/g;
/** Tags that say something about types, and the spelling that stands for each. */
const SPELLINGS: Readonly<Record<string, string>> = {
  arg: 'param',
  argument: 'param',
  return: 'returns',
  prop: 'property',
};

/** The tags of a comment that stand at the beginning of a line, in order. */
export function docTags(doc: string): readonly DocTag[] {
  const starts = [...doc.matchAll(TAG)].filter((match) =>
    /(^|[\n*])[ \t/*]*$/.test(doc.slice(Math.max(0, match.index - 80), match.index)),
  );
  return starts.map((match, at) => {
    const end = starts[at + 1]?.index ?? doc.length - (doc.endsWith('*/') ? 2 : 0);
    const written = match[1] ?? '';
    return readTag(doc, { tag: SPELLINGS[written] ?? written, start: match.index, from: match.index + match[0].length, end });
  });
}

function readTag(doc: string, at: { tag: string; start: number; from: number; end: number }): DocTag {
  const space = /^\s*/.exec(doc.slice(at.from, at.end))?.[0].length ?? 0;
  let from = at.from + space;
  let type = '';
  if (doc[from] === '{') {
    const end = closingBrace(doc, from, at.end);
    type = doc.slice(from + 1, end - 1);
    from = end;
  }
  const rest = doc.slice(from, at.end);
  const name = /^[\s*]*\[?\s*([\p{ID_Continue}$.[\]#-]+)/u.exec(rest);
  const word = (name?.[1] ?? '').replace(/\]$/, (end) => (name?.[1]?.includes('[') === true ? end : ''));
  const nameStart = from + (name === null ? 0 : name[0].length - (name[1] ?? '').length);
  return { tag: at.tag, type, name: word, rest, start: at.start, nameStart };
}

/** Offset after the brace that closes the one at `start`; `end` when it stays open. */
function closingBrace(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return end;
}

/** Names that `@template {Constraint} A, [B=Default]` declares, with their types as written; '' for none. */
export function templateNames(tags: readonly DocTag[]): readonly { name: string; constraint: string; defaultType: string }[] {
  return tags
    .filter((tag) => tag.tag === 'template')
    .flatMap((tag) => {
      const list =
        /^[\s*]*((?:(?:const\s+)?(?:[\w$]+|\[[^\]]*\])\s*,\s*)*(?:const\s+)?(?:[\w$]+|\[[^\]]*\]))/.exec(tag.rest)?.[1] ?? '';
      return list.split(',').flatMap((item) => {
        const match = /^\s*(?:const\s+)?\[?\s*([\w$]+)\s*(?:=([^\]]*))?/.exec(item);
        return match?.[1] === undefined ? [] : [{ name: match[1], constraint: tag.type, defaultType: match[2] ?? '' }];
      });
    });
}
